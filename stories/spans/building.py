"""Spells of one state, made into rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, Literal, TypeVar

from events.when import Window
from events.when.window import LAST
from stories.spans.accounts import Account, settle
from stories.spans.changes import A, Change
from stories.spans.closing import close, cut_off
from stories.spans.dated import Dated, first_of, last_of
from stories.spans.ends import End, over_before_the_next
from stories.spans.rows import Span
from stories.spans.spells import Spell
from stories.spans.starts import changed_unseen, known_start, limited, unknown_start

S = TypeVar("S", bound=Span)

DisagreementKind = Literal[
    "start",  # accounts of when it began
    "end",  # accounts of when it ended
    "reopened",  # told to begin although seen before
    "otherwise",  # seen with other attributes at a time that can be the same
]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Facts about one state of which at least one is wrong. `events` begins with what counted."""

    kind: DisagreementKind
    events: tuple[str, ...]


@dataclass(slots=True)
class Built(Generic[S]):
    """The rows in order of time, each with the accounts of its end, if nothing ended it before."""

    rows: list[tuple[S, End | None]] = field(default_factory=list)
    disagreements: list[Disagreement] = field(default_factory=list)


def build(
    spells: Sequence[Spell[A]],
    limits: Sequence[datetime],
    *,
    make: Callable[[A, Window, datetime], S],
    end_told: Callable[[Sequence[Change[A]]], End | None],
) -> Built[S]:
    """A row for each spell, and what contradicts itself in them.

    No unknown start reaches back before the `limits`; `make` takes the attributes, the start
    window and the moment by which the state had begun; `end_told` says what closed a spell.
    """
    built: Built[S] = Built()
    for spell, final in zip(spells, _outlasting(spells), strict=True):
        opened = settle(_dated(spell.openings)) if spell.openings else None
        end = end_told(spell.endings) if spell.endings else None
        previous = built.rows[-1][0] if built.rows else None
        too = [change.dated for change in spell.ended_by if not change.final]
        closed = end.seen_until(too) if end is not None and end.shows else None
        row = _begin(spell, opened, closed, previous, limits, make)
        if end is not None:
            close(row, end, [change for change in spell.ended_by if not change.final])
            for over in final:
                cut_off(row, over, [over])
        if previous is not None and spell.continues:
            _meet(previous, row)
        elif previous is not None:
            previous.end = over_before_the_next(previous.end, row.start.latest)
        built.rows.append((row, end if end is not None and end.account.told in row.ended else None))
        built.disagreements += _disagreements(spell, opened, end)
    return built


def _outlasting(spells: Sequence[Spell[A]]) -> list[list[Dated]]:
    """For each spell what nothing outlasts, of all that came after its end."""
    found: list[list[Dated]] = []
    later: list[Dated] = []
    for spell in reversed(spells):
        found.append(_final(spell.ended_by) + later)
        later = _final(spell.endings) + found[-1]
    return found[::-1]


def _final(changes: Iterable[Change[A]]) -> list[Dated]:
    return _dated(change for change in changes if change.final)


def _dated(changes: Iterable[Change[A]]) -> list[Dated]:
    return [change.dated for change in changes]


def _begin(
    spell: Spell[A],
    opened: Account | None,
    closed: Dated | None,
    previous: Span | None,
    limits: Sequence[datetime],
    make: Callable[[A, Window, datetime], S],
) -> S:
    seen = _dated(spell.sightings)
    earlier = previous.end if previous is not None else None
    start, known, begun_by = _start(spell, opened, closed, earlier, limits)
    row = make(spell.attributes, start, begun_by)
    row.start_known = known
    row.before = previous if spell.continues else None
    if opened is not None:
        row.start_text, row.begun = opened.text, opened.agreeing
    elif spell.continues:
        row.begun = tuple(seen[:1])
    row.seen, row.again = tuple(seen), tuple(_dated(spell.reopenings))
    row.disputed = any(one.fact.disputes for one in (*row.begun, *row.seen, *row.again))
    return row


def _start(
    spell: Spell[A],
    opened: Account | None,
    closed: Dated | None,
    previous: Window | None,
    limits: Sequence[datetime],
) -> tuple[Window, bool, datetime]:
    """The start window, whether an opening says it, and when it had begun at the latest."""
    seen = _dated(spell.sightings)
    if opened is not None and opened.window.earliest is not None:
        told = opened.window
        start = told if spell.continues else known_start(told, seen)
        return start, True, last_of(start)
    if opened is not None and spell.continues:
        last = last_of(opened.window)
        return limited(last, last, limits, previous), False, last
    if spell.changed_after is not None:
        start = changed_unseen(spell.changed_after, seen)
        return start, False, last_of(start)
    certain, begun_by = unknown_start(seen, opened, closed, previous)
    return limited(certain, begun_by, limits, previous), False, begun_by


def _meet(previous: Span, row: Span) -> None:
    """By the same event, in the same window: a change, which was before the end of it all."""
    previous.end, previous.end_text = row.start, row.start_text
    previous.ended = row.begun
    over = row.ends_last
    changed: Span = row
    while changed.before is not None and over < LAST:
        if last_of(changed.start) > over:
            latest = max(first_of(changed.start), over)
            changed.start = changed.before.end = Window(changed.start.earliest, latest)
        changed = changed.before


def _disagreements(
    spell: Spell[A], opened: Account | None, end: End | None
) -> Iterable[Disagreement]:
    if opened is not None:
        yield from _of_accounts("start", opened)
    if end is not None:
        yield from _of_accounts("end", end.account)
        if end.overruled:
            yield Disagreement("end", _events((end.account.told, *end.overruled)))
        for one in _final(spell.ended_by):
            if first_of(end.account.window) > one.last:
                yield Disagreement("end", (one.event, end.account.told.event))
    for again in spell.reopenings:
        earlier = next(s for s in spell.sightings if s.dated.last < again.dated.first)
        yield Disagreement("reopened", (earlier.dated.event, again.dated.event))
    for seen in spell.belying:
        counted = next(c for c in (*spell.openings, *spell.sightings) if c is not seen)
        yield Disagreement("otherwise", (counted.dated.event, seen.dated.event))


def _of_accounts(kind: DisagreementKind, account: Account) -> Iterable[Disagreement]:
    if account.contradicting:
        yield Disagreement(kind, _events((account.told, *account.contradicting)))


def _events(told: Iterable[Dated]) -> tuple[str, ...]:
    return tuple(one.event for one in told)
