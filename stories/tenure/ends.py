"""When and how a tenure ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from events.types.governance import PersonDeparted
from events.when import Window
from stories.tenure.accounts import Account, settle
from stories.tenure.changes import Change
from stories.tenure.dated import MICROSECOND, Dated, first_of, last_of


@dataclass(frozen=True, slots=True)
class End:
    account: Account
    inferred: bool
    overruled: tuple[Dated, ...] = ()
    """Departures told for another time than the one at which something else ended the tenure."""

    @property
    def departure(self) -> Account | None:
        """The departure, if it was told as one."""
        return None if self.inferred else self.account

    @property
    def manner(self) -> str | None:
        """That of the account that counts, or of another where that one knows none."""
        told = [d.manner for d in self._departures if d.manner != "unknown"]
        return told[0] if told else "unknown" if self._departures else None

    @property
    def reason(self) -> str | None:
        return next((d.reason for d in self._departures if d.reason is not None), None)

    @property
    def _departures(self) -> list[PersonDeparted]:
        told = (self.account.told, *self.account.agreeing)
        return [one.fact.data for one in told if isinstance(one.fact.data, PersonDeparted)]


def end_told(endings: Sequence[Change]) -> End | None:
    """What closes a spell; the first of `endings` did, others are accounts of the same.

    A departure told as such counts before one inferred from a successor, but nobody holds a post
    longer than there is an organisation.
    """
    if not endings:
        return None
    closing = endings[0]
    departures = [c.dated for c in endings if c.kind == "departed" or c.cause == "all"]
    if closing.cause == "dissolved" or not departures:
        return End(settle([closing.dated]), inferred=True, overruled=tuple(departures))
    overruled = (closing.dated,) if closing.cause == "replaced" else ()
    return End(settle(departures), inferred=False, overruled=overruled)


def after_sightings(window: Window, sightings: Sequence[Dated]) -> Window:
    """The end window without the moments before the person was last seen in the post."""
    earliest = window.earliest
    for seen in sightings:
        bound = _not_before(seen, first_of(window), last_of(window))
        if bound is not None and (earliest is None or bound > earliest):
            earliest = bound
    return Window(earliest, window.latest)


def _not_before(seen: Dated, first: datetime, last: datetime) -> datetime | None:
    """The first moment between `first` and `last` at which one so seen can have left."""
    if seen.last < first:
        return None
    if seen.day is None:
        return seen.first if first < seen.first <= last else None
    morning, night = seen.day
    if first <= morning and night < last:
        return night + MICROSECOND
    return seen.last + MICROSECOND if seen.last < last else None


def possibly_never(window: Window, certain_from: datetime | None) -> Window:
    """The end window of a departure of which it is disputed that it happened."""
    return Window(window.earliest if window.earliest is not None else certain_from, None)
