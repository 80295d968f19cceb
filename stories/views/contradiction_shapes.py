"""Contradictions as JSON. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from events.types.summary import placeholders, render
from events.when import Window
from stories.views.rows import StoredContradiction
from stories.views.shapes import Json, Names, entity_json, instant_json


@dataclass(slots=True)
class Material:
    """What rows refer to, as known at a position: events by id, moments of recording, names."""

    position: int
    facts: Mapping[str, Json]
    recorded: Mapping[int, datetime]
    names: Names = field(default_factory=Names)


def names_needed(rows: Iterable[StoredContradiction], material: Material) -> set[str]:
    found: set[str] = set()
    for row in rows:
        found |= {*placeholders(row.summary), *row.entities}
        for side in row.sides:
            found |= {*placeholders(side["account"]), *filter(None, [side["by"]])}
    for fact in material.facts.values():
        found |= set(placeholders(fact["summary"] or ""))
    return found


def contradiction(row: StoredContradiction, material: Material) -> Json:
    """`window` is when the matter was, or from its earliest start to its latest end if it lasts."""
    names = material.names
    last = row.end_latest if row.lasts else row.start_latest
    to = row.known_to
    closed_at = to if to is not None and to <= material.position else None
    return {
        "matter": row.matter,
        "kind": row.kind,
        "status": "open" if closed_at is None else "closed",
        "summary": render(row.summary, names),
        "organization": entity_json(names, row.organization),
        "post": row.post,
        "window": Window(row.start_earliest, last).as_json(),
        "lasts": row.lasts,
        "entities": list(row.entities),
        "stories": list(row.stories),
        "sides": [_side(side, material) for side in row.sides],
        "events": list(row.events),
        "known": {
            "from": _known(row.known_from, material),
            "to": None if closed_at is None else _known(closed_at, material),
        },
    }


def _side(side: Json, material: Material) -> Json:
    names = material.names
    return {
        "account": render(side["account"], names),
        "what": side["what"],
        "by": entity_json(names, side["by"]),
        "events": side["events"],
        "facts": [
            _fact(material.facts[event], side["account"], names)
            for event in side["events"]
            if event in material.facts
        ],
    }


def _fact(fact: Json, account: str, names: Names) -> Json:
    return {
        "event": fact["event"],
        "type": fact["type"],
        "summary": render(fact["summary"] or account, names),
        "window": fact["when"],
        "confidence": fact["confidence"],
        "status": fact["status"],
        "citations": fact["citations"],
    }


def _known(position: int, material: Material) -> Json:
    return {
        "position": position,
        "recorded_at": instant_json(material.recorded.get(position)),
    }
