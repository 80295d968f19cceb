"""How a tenure ended."""

from __future__ import annotations

from collections.abc import Sequence

from events.types.governance.people import PersonDeparted
from stories.spans.accounts import settle
from stories.spans.ends import End, by_manner
from stories.tenure.changes import Change


def end_told(endings: Sequence[Change]) -> End:
    """What closes a spell; the first of `endings` did, others are accounts of the same.

    A departure told as such counts before one inferred from a successor, but nobody holds a post
    longer than there is an organisation.
    """
    closing = endings[0]
    departures = [c.dated for c in endings if c.cause in ("said", "all")]
    others = [c.dated for c in endings if c.cause == closing.cause and not c.told]
    if closing.cause == "dissolved" or not departures:
        account = settle(others)
        return End(account, inferred=True, overruled=tuple(departures), shows=closing.shows)
    return End(settle(departures), inferred=False, overruled=tuple(others))


def manner(end: End) -> str | None:
    """That of an account that prevailed in a dispute on it, else of the account that counts, or of
    another where that one knows none."""
    departures = _departures(end)
    told = [one.manner for one in departures if one.manner != "unknown"]
    return told[0] if told else "unknown" if departures else None


def reason(end: End) -> str | None:
    """In the same order, so that no refuted manner gives the reason of another."""
    return next((one.reason for one in _departures(end) if one.reason is not None), None)


def _departures(end: End) -> list[PersonDeparted]:
    return [fact.data for fact in by_manner(end) if isinstance(fact.data, PersonDeparted)]
