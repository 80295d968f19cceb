"""All rules applied to the facts about the control of one entity."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from events.facts import Fact
from events.when import Window
from stories.control.conflicts import Conflict, of_hold
from stories.control.ends import ceasing, end_told, how, with_ceasing
from stories.control.holds import Hold
from stories.control.record import Change, Record, sort_out
from stories.control.terms import Terms
from stories.spans.accounts import settle
from stories.spans.building import build
from stories.spans.ends import End, after_death
from stories.spans.ordering import in_order
from stories.spans.spells import spells
from stories.spans.starts import founding

CONTROL_TYPES = frozenset({"control.established", "control.observed", "control.ended"})
LIFE_TYPES = frozenset({"organization.founded", "organization.dissolved", "person.died"})
"""Facts about either of the two that bound what one can control of the other."""


@dataclass(frozen=True, slots=True)
class Derivation:
    """The rows in order of time, and the contradictions that the rules met."""

    holds: list[Hold]
    conflicts: list[Conflict]


def derive_control(controlled: str, facts: Iterable[Fact]) -> Derivation:
    """From the standing and disputed facts of the controlled entity, and the foundings,
    dissolutions and deaths of it and its controllers, in order of position.
    """
    record = sort_out(controlled, facts)
    holds: list[Hold] = []
    conflicts: list[Conflict] = []
    for controller, changes in record.holders.items():
        conflicts += _without_the_dead(record, controller, changes)
        rows, found = _of_pair(record, controlled, controller, changes)
        holds += rows
        conflicts += found
    return Derivation(sorted(holds, key=lambda hold: hold.in_time), conflicts)


def _without_the_dead(record: Record, controller: str, changes: list[Change]) -> Iterable[Conflict]:
    told = record.deaths.get(controller)
    if told:
        death = settle(told)
        for late in after_death(changes, death):
            events = (death.told.event, late.dated.event)
            yield Conflict("after_death", (controller,), events)


def _of_pair(
    record: Record, controlled: str, controller: str, changes: Sequence[Change]
) -> tuple[list[Hold], list[Conflict]]:
    gone = ceasing(record, controlled, controller)

    def make(terms: Terms, start: Window, begun_by: datetime) -> Hold:
        return Hold(
            controller=controller,
            controlled=controlled,
            terms=terms,
            start=start,
            begun_by=begun_by,
        )

    def ended(endings: Sequence[Change]) -> End:
        return end_told(endings, gone)

    ordered = in_order(with_ceasing(changes, gone))
    limits = _foundings(record, controlled, controller)
    built = build(spells(ordered), limits, make=make, end_told=ended)
    for row, end in built.rows:
        if end is not None:
            row.how = how(end)
    rows = [row for row, _ in built.rows]
    return rows, [of_hold(controller, found) for found in built.disagreements]


def _foundings(record: Record, *entities: str) -> list[datetime]:
    """The earliest moments at which each can have been founded, of those where one is known."""
    found = (founding(record.foundings.get(entity, ())) for entity in entities)
    return [moment for moment in found if moment is not None]
