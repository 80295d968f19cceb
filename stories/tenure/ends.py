"""How a tenure ended."""

from __future__ import annotations

from collections.abc import Sequence

from events.types.governance import PersonDeparted
from stories.spans.accounts import settle
from stories.spans.ends import End
from stories.tenure.changes import Change


def end_told(endings: Sequence[Change]) -> End:
    """What closes a spell; the first of `endings` did, others are accounts of the same.

    A departure told as such counts before one inferred from a successor, but nobody holds a post
    longer than there is an organisation.
    """
    closing = endings[0]
    departures = [c.dated for c in endings if c.kind == "closed" or c.cause == "all"]
    if closing.cause == "dissolved" or not departures:
        return End(settle([closing.dated]), inferred=True, overruled=tuple(departures))
    overruled = (closing.dated,) if closing.cause == "replaced" else ()
    return End(settle(departures), inferred=False, overruled=overruled)


def manner(end: End) -> str | None:
    """That of the account that counts, or of another where that one knows none."""
    departures = _departures(end)
    told = [one.manner for one in departures if one.manner != "unknown"]
    return told[0] if told else "unknown" if departures else None


def reason(end: End) -> str | None:
    return next((one.reason for one in _departures(end) if one.reason is not None), None)


def _departures(end: End) -> list[PersonDeparted]:
    told = (end.account.told, *end.account.agreeing)
    return [one.fact.data for one in told if isinstance(one.fact.data, PersonDeparted)]
