"""Rows: one person in one post, in one way, once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from events.when import Window, presence
from tests.oracle.claims import ALWAYS, NEVER, Claim, Span, denied


@dataclass
class Row:
    """`continues`: it follows on the row before it, by an appointment in another way."""

    person: str
    post: str
    starts: list[Claim] = field(default_factory=list)
    held: list[Claim] = field(default_factory=list)
    again: list[Claim] = field(default_factory=list)
    endings: list[Claim] = field(default_factory=list)
    dissolved: Claim | None = None
    ended_too: list[Claim] = field(default_factory=list)
    continues: bool = False
    independent: bool | None = None
    begin: Span = (ALWAYS, NEVER)
    begun_by: datetime = NEVER
    end: Span | None = None
    left_by: list[Claim] = field(default_factory=list)

    @property
    def known(self) -> bool:
        """Whether an appointment says when it began."""
        return bool(self.starts) and self.begin[0] != ALWAYS

    @property
    def acting(self) -> bool:
        said = self.starts or [one for one in self.held if one.acting is not None]
        return bool(said and said[0].acting)

    @property
    def disputed(self) -> bool:
        """Whether it is disputed that the person came to hold, or held, the post."""
        return any(one.contested for one in [*self.starts, *self.held, *self.again])

    def shown_by(self, rows: Sequence[Row]) -> list[Claim]:
        """What shows it held, and held in another way before that."""
        found = [*self.held, *self.again]
        if self.continues:
            found += rows[rows.index(self) - 1].shown_by(rows)
        return found

    def follows(self, other: Row) -> bool:
        """Whether the other ended by the appointment that began this."""
        return self.continues and any(one in other.left_by for one in self.starts)

    def leave(self, between: Span, by: list[Claim]) -> None:
        """End within a window, or possibly never where that is disputed."""
        first, last = between
        if denied(by):
            first, last = (self.begin[1] if first == ALWAYS else first), NEVER
        self.end, self.left_by = (first, last), by

    def left_in_dispute(self, instant: datetime) -> bool:
        """Whether it is disputed that the person had left by then."""
        begun = self.end is not None and self.end[0] <= instant
        return begun and any(one.contested for one in self.left_by)

    def at(self, instant: datetime) -> str | None:
        return present(self.begin, self.end, instant)


def present(begin: Span, end: Span | None, instant: datetime) -> str | None:
    return presence(Window(*begin), Window(*end) if end else None, instant)


def rows(person: str, post: str, ordered: Sequence[Claim]) -> list[Row]:
    """The claims about one place, in the order in which they came true, made into rows."""
    found: list[Row] = []
    current: Row | None = None
    for one in ordered:
        if one.says == "appointed":
            current = _appoint(found, current, Row(person, post, starts=[one]), one)
        elif one.says == "held":
            if current is None:
                current = Row(person, post)
                found.append(current)
            current.held.append(one)
        else:
            _end(found, current, Row(person, post, endings=[one]), one)
            current = None
    return found


def _appoint(found: list[Row], current: Row | None, fresh: Row, one: Claim) -> Row:
    fresh.independent = one.independent
    if current is None:
        found.append(fresh)
        return fresh
    seen_before = any(held.before(one) for held in current.held)
    if not current.starts and not seen_before:
        current.starts.append(one)
    elif _otherwise(current, one):
        fresh.continues = True
        fresh.independent = _said(one.independent, current.independent)
        found.append(fresh)
        return fresh
    elif seen_before:
        current.again.append(one)
    else:
        current.starts.append(one)
    current.independent = _said(current.independent, one.independent)
    return current


def _otherwise(current: Row, one: Claim) -> bool:
    """Whether it is an appointment to hold the post in another way.

    What was not said before is another way only if this cannot be the first appointment.
    """
    if bool(one.acting) != current.acting:
        return True
    if one.independent is None or one.independent == current.independent:
        return False
    apart = bool(current.starts) and all(start.before(one) for start in current.starts)
    return apart or current.independent is not None


def _said(one: bool | None, other: bool | None) -> bool | None:
    return other if one is None else one


def _end(found: list[Row], current: Row | None, fresh: Row, one: Claim) -> None:
    if one.says == "dissolved":
        for row in found:
            row.dissolved = one if row is not current else None
    if current is not None:
        current.endings.append(one)
    elif not found and (one.says == "departed" or one.shows):
        found.append(fresh)
    elif one.says == "departed":
        # Nothing lies between it and the departure before it: they are accounts of one change.
        found[-1].endings.append(one)
    elif found and one.says != "dissolved" and _can_be_one(found[-1].endings[0], one):
        found[-1].endings.append(one)
    elif found and one.says != "dissolved":
        found[-1].ended_too.append(one)


def _can_be_one(ending: Claim, one: Claim) -> bool:
    """Whether both can tell of the same leaving of all posts, or of the same replacement: by
    others at one time, or by one who came to hold the post so only once."""
    alike = ending.says == one.says and one.says in ("all", "replaced")
    at_one_time = not one.before(ending) and not ending.before(one)
    ways = [(told.successor, told.acting, told.independent) for told in (ending, one)]
    by_one = one.says == "replaced" and ways[0] == ways[1]
    return alike and (at_one_time or by_one)
