"""Spells of one person in one post, made into rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from events.types import Post
from events.when import Window
from stories.tenure.accounts import Account, settle
from stories.tenure.changes import Change, Place
from stories.tenure.conflicts import Conflict, of_accounts
from stories.tenure.dated import Dated, last_of
from stories.tenure.ends import End, after_sightings, end_told, possibly_never
from stories.tenure.spells import Spell
from stories.tenure.starts import known_start, limited, unknown_start
from stories.tenure.tenures import Tenure


def build(
    place: Place, post: Post, spells: Sequence[Spell], founded: datetime | None
) -> tuple[list[Tenure], list[Conflict]]:
    """A row for each spell, in order of time, and what contradicts itself in them."""
    rows: list[Tenure] = []
    conflicts: list[Conflict] = []
    for spell in spells:
        appointed = settle(_dated(spell.appointments)) if spell.appointments else None
        end = end_told(spell.endings)
        previous = rows[-1] if rows else None
        row = _begin(place, post, spell, appointed, end, previous, founded)
        if spell.continues and previous is not None and appointed is not None:
            # The same event, in the same window, so that the rows meet.
            row.before = previous
            previous.end, previous.end_text = row.start, row.start_text
            previous.ended = appointed.agreeing
        if end is not None:
            _close(row, end, _dated(spell.sightings))
        rows.append(row)
        conflicts += _conflicts(place, spell, appointed, end)
    return rows, conflicts


def _dated(changes: Iterable[Change]) -> list[Dated]:
    return [change.dated for change in changes]


def _begin(
    place: Place,
    post: Post,
    spell: Spell,
    appointed: Account | None,
    end: End | None,
    previous: Tenure | None,
    founded: datetime | None,
) -> Tenure:
    seen = _dated(spell.sightings)
    departed = end.departure if end is not None else None
    earlier = previous.end if previous is not None else None
    start, known, begun_by = _start(spell, appointed, departed, earlier, founded)
    begun = appointed.agreeing if appointed is not None else ()
    return Tenure(
        *place,
        post,
        spell.attributes,
        start,
        known,
        begun_by,
        start_text=appointed.text if appointed is not None else None,
        disputed=any(one.fact.disputes for one in (*begun, *seen)),
        begun=begun,
        seen=(*seen, *_dated(spell.reappointments)),
    )


def _start(
    spell: Spell,
    appointed: Account | None,
    departed: Account | None,
    previous: Window | None,
    founded: datetime | None,
) -> tuple[Window, bool, datetime]:
    """The start window, whether an appointment says it, and when it had begun at the latest."""
    seen = _dated(spell.sightings)
    if appointed is not None and appointed.window.earliest is not None:
        told = appointed.window
        start = told if spell.continues else known_start(told, seen)
        return start, True, last_of(start)
    if appointed is not None and spell.continues:
        return appointed.window, False, last_of(appointed.window)
    certain, begun_by = unknown_start(seen, appointed, departed, previous)
    return limited(certain, begun_by, founded, previous), False, begun_by


def _close(row: Tenure, end: End, seen: Sequence[Dated]) -> None:
    account = end.account
    window = after_sightings(account.window, seen)
    if account.disputed_on("happened"):
        window = possibly_never(window, row.start.latest)
    row.end, row.end_text, row.inferred = window, account.text, end.inferred
    row.manner, row.reason, row.ended = end.manner, end.reason, account.agreeing
    row.disputed = row.disputed or account.disputed


def _conflicts(
    place: Place, spell: Spell, appointed: Account | None, end: End | None
) -> Iterable[Conflict]:
    person, post = place
    yield from of_accounts("start", person, post, appointed)
    if end is not None:
        yield from of_accounts("end", person, post, end.account)
        if end.overruled:
            told = (end.account.told, *end.overruled)
            yield Conflict("end", post, (person,), tuple(one.event for one in told))
    for again in spell.reappointments:
        earlier = next(s for s in spell.sightings if s.dated.last < again.dated.first)
        events = (earlier.dated.event, again.dated.event)
        yield Conflict("reappointed", post, (person,), events)
