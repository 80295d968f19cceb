"""What ends a tenure: put beside what else is told of it, and read from what closed it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence, Set

from events.types.governance.people import PersonAppointed, PersonDeparted
from stories.spans.accounts import settle
from stories.spans.changes import Change as AnyChange
from stories.spans.dated import Dated
from stories.spans.ends import End, by_manner
from stories.tenure.attributes import NOTHING_SAID
from stories.tenure.record import Change, Record, appointed_as


def add_endings(record: Record, dissolution: Dated | None) -> None:
    """Put what ends several tenures at once, or ends another's, beside the changes it ends."""
    for (person, post), successors in record.replaced.items():
        if person == record.person:
            record.changes[person, post] += [_replaced(one) for one in successors]
    if record.left_all:
        _add_departures_from_all(record)
    if dissolution is not None:
        for changes in record.changes.values():
            changes.append(_ended(dissolution, "dissolved", told=False, final=True))


def _replaced(successor: Dated) -> Change:
    """The end by a successor: one, however often it is told that they came to hold the post so."""
    data = successor.fact.data
    by = (data.person, appointed_as(data)) if isinstance(data, PersonAppointed) else None
    return _ended(successor, "replaced", told=False, shows=True, by=by)


def _add_departures_from_all(record: Record) -> None:
    posts: dict[str, list[str]] = defaultdict(list)
    for person, post in record.changes:
        posts[person].append(post)
    for person, departures in record.left_all.items():
        told = [(post, record.changes[person, post]) for post in posts[person]]
        held = _held_by(told, departures)
        for post, changes in told:
            windows = [change.dated for change in changes if change.kind != "ended"] + departures
            successors = record.replaced.get((person, post), ())
            changes += [
                _ended(
                    d,
                    "all",
                    leaves_another=not held[d] <= {post},
                    shows=_left_by_replaced(d, successors, windows),
                )
                for d in departures
            ]


def _left_by_replaced(departure: Dated, successors: Sequence[Dated], told: Sequence[Dated]) -> bool:
    """Whether somebody had the post when they left all that they had, for they were replaced in it.

    Whatever is told of later, unless it is certainly after the successor, shows that they were so
    another time.
    """
    later = min((one.first for one in told if one.first > departure.last), default=None)
    return any(later is None or one.last < later for one in successors)


def _ended(dated: Dated, cause: str, by: Hashable = None, **said: bool) -> Change:
    return AnyChange("ended", dated, NOTHING_SAID, cause, by=by, **said)


def _held_by(
    told: Iterable[tuple[str, Sequence[Change]]], departures: Sequence[Dated]
) -> Mapping[Dated, Set[str]]:
    """Of each departure of somebody from all posts those that they had taken up before it, by their
    windows.
    """
    changes = [(*c.dated.order[:2], 1, c.dated.order[2], post, c) for post, cs in told for c in cs]
    ordered = sorted(changes, key=lambda item: item[:4])
    held: set[str] = set()
    found: dict[Dated, Set[str]] = {}
    upcoming = iter(ordered)
    item = next(upcoming, None)
    for departure in departures:
        while item is not None and item[:3] < (departure.first, departure.last, 0):
            _hold(held, item[4], item[5])
            item = next(upcoming, None)
        found[departure] = frozenset(held)
        held.clear()
    return found


def _hold(held: set[str], post: str, change: Change) -> None:
    if change.kind in ("opened", "seen"):
        held.add(post)
    else:
        held.discard(post)


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
