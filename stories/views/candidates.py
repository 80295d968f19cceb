"""Whom a name can mean: candidates with a score and the reason for it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from stories.views.likeness import IN_PART, PART, Spelled, likeness
from stories.views.shapes import Json

PART_OF_TITLE = 0.6
"""The same for a story: its title names others, who are rather meant by the words."""
TIE = 0.05
"""Candidates nearer than this to the best make the name ambiguous. A name in its very letters is
told apart from one that differs in accents; in other capitals, or as an alias, it is not."""
_KIND_NAMES = {"canonical": "name", "former": "former name"}


@dataclass(frozen=True, slots=True)
class Name:
    """A name of an entity as known; `kind` is canonical or that of the alias."""

    entity: str
    entity_kind: str
    canonical: str
    name: str
    kind: str
    merged_into: str | None = None


def candidates(query: str, names: Iterable[Name], limit: int) -> Json:
    """The answer to `resolve`: best first, each entity once by its best name."""
    asked = Spelled.of(query)
    best: dict[str, tuple[float, bool, Name, str]] = {}
    for name in names:
        spelled = Spelled.of(name.name)
        score, why = likeness(asked, spelled)
        if name.kind == "abbreviation" and spelled.words < Spelled.of(name.canonical).words:
            # "Musk" for one of two brothers: what part of a name can mean, the part alone can too.
            score = min(score, PART + TIE / 2)
        if name.entity_kind == "story" and why == IN_PART:
            score = PART_OF_TITLE
        if score == 0:
            continue
        if name.kind != "canonical":
            score -= 0.01
        entry = (score, name.kind == "canonical", name, f"{_kind(name)}: {why}")
        known = best.get(name.entity)
        if known is None or entry[:2] > known[:2]:
            best[name.entity] = entry
    ranked = sorted(best.values(), key=lambda entry: (-entry[0], entry[2].entity))
    return {
        "query": query,
        "candidates": [_shape(score, name, why) for score, _, name, why in ranked[:limit]],
        "ambiguous": len(ranked) > 1 and ranked[0][0] - ranked[1][0] < TIE,
    }


def _kind(name: Name) -> str:
    said = _KIND_NAMES.get(name.kind, name.kind)
    return f"{said} of what was merged into it" if name.merged_into else said


def _shape(score: float, name: Name, why: str) -> Json:
    return {
        "id": name.entity,
        "kind": name.entity_kind,
        "name": name.canonical,
        "matched": name.name,
        "why": why,
        "score": round(score, 4),
    }
