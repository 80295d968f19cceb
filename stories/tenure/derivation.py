"""All rules applied, in their order, to the facts of one organisation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from events.facts import Fact
from events.types import default_post
from stories.spans.accounts import settle
from stories.spans.dated import Dated
from stories.spans.ordering import in_order
from stories.spans.spells import spells
from stories.spans.starts import founding
from stories.tenure.building import build
from stories.tenure.chair import end_with_last_seat
from stories.tenure.changes import add_endings, sort_out
from stories.tenure.conflicts import Conflict
from stories.tenure.deaths import before_death, end_at_death
from stories.tenure.succession import follow_predecessors
from stories.tenure.tenures import Tenure

TENURE_TYPES = frozenset(
    {
        "organization.founded",
        "organization.dissolved",
        "post.defined",
        "person.appointed",
        "person.departed",
        "person.observed",
        "board.reported",
    }
)
"""The types of an organisation's facts that tenures are derived from, besides `person.died`."""


@dataclass(frozen=True, slots=True)
class Derivation:
    """The rows in order of time, and the contradictions that the rules met."""

    tenures: list[Tenure]
    conflicts: list[Conflict]


def derive_tenures(facts: Iterable[Fact]) -> Derivation:
    """From the standing and disputed facts of one organisation, in order of position.

    Order matters only between facts with the same window, and for which account is later.
    """
    record = sort_out(facts)
    deaths = {person: settle(told) for person, told in record.deaths.items()}
    dissolved = _dissolution(record.dissolutions)
    conflicts = before_death(record.places, deaths)
    add_endings(record, dissolved)
    founded = founding(record.foundings)
    tenures: list[Tenure] = []
    for place, changes in record.places.items():
        post = record.posts.get(place[1]) or default_post(place[1])
        rows, found = build(place, post, spells(in_order(changes)), founded)
        tenures += rows
        conflicts += found
    conflicts += end_at_death(tenures, deaths)
    conflicts += end_with_last_seat(tenures)
    conflicts += follow_predecessors(tenures)
    return Derivation(sorted(tenures, key=lambda tenure: tenure.in_time), conflicts)


def _dissolution(told: Sequence[Dated]) -> Dated | None:
    """The account that counts, narrowed by those that agree."""
    if not told:
        return None
    account = settle(told)
    return account.told.narrowed(account.window)
