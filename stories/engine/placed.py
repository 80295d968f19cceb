"""Where a root belongs at a position: its fact with the tracks and keys that it has there. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from events.facts import Fact, Undecodable
from events.history import History, mentions_of
from stories.engine.projection import Place, Projection

KEPT_ENTITIES = 20
"""The places of a fact are kept unless it names more: a board of thousands has as many."""


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A root where it belongs: its fact, or why it cannot be read."""

    fact: Fact | Undecodable
    places: tuple[Place, ...]
    keys: tuple[str, ...]


def keys_met(projection: Projection, history: History) -> set[str]:
    """Every key that a fact of a history has had, apart from what merges made of it."""
    met: set[str] = set()
    for position in history.positions():
        root = history.root_at(position)
        placed = root and read(projection, history, root, position)
        met.update(placed.keys if placed else ())
    return met


def read(projection: Projection, history: History, root: UUID, position: int) -> Placed | None:
    """None before it is recorded, and once it is retracted unless the projection shows that."""
    try:
        fact = history.at(root, position)
    except Undecodable as error:
        return Placed(error, tuple(_homes(projection, history, root)), ())
    if fact is None or (fact.status == "retracted" and not projection.retracted):
        return None
    few = len(fact.entities) <= KEPT_ENTITIES
    return _kept(projection, fact) if few else _place(projection, fact)


def _homes(projection: Projection, history: History, root: UUID) -> set[str]:
    """All homes that an event may belong to: it cannot be read, so each must wait.

    The same that a slice passes it over by: in any number of slices the same tracks wait.
    """
    if projection.anchor == "fact":
        return {str(root)}
    original, *amendments = history.events(root)
    told = projection.homes_of(original)
    homes = mentions_of([original]) if told is None else set(told)
    return history.every_id(homes | mentions_of(amendments))


def _place(projection: Projection, fact: Fact) -> Placed:
    return Placed(fact, tuple(projection.places(fact)), projection.keys(fact))


# What is loaded is looked at once to find what else is needed, and then gone through.
_kept = lru_cache(8192)(_place)
