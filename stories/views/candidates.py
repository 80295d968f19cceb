"""Whom a name can mean: candidates with a score and the reason for it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from stories.views.addressing import addressed, is_article, is_initial
from stories.views.likeness import PART, PARTS, Spelled, likeness
from stories.views.shapes import Json

PART_OF_TITLE = 0.6
"""The same for a story: its title names others, who are rather meant by the words."""
PART_OF_NAME_TOO = 0.1
"""By how much less "The Who" means the WHO, and "M. Lee" one whose name does not begin so."""
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
    asked, address, rest = _asked(query)
    best: dict[tuple[str, str], _Entry] = {}
    for name in names:
        spelled = Spelled.of(name.name)
        score, why = likeness(asked, spelled)
        if address and (name.entity_kind == "person" or is_article(address)):
            without, its_why = likeness(rest, spelled)
            without -= PART_OF_NAME_TOO if is_article(address) or is_initial(address) else 0
            if without > score:
                score, why = without, f"{its_why}, but for “{address}”"
        own = score
        if name.kind == "abbreviation" and spelled.words < Spelled.of(name.canonical).words:
            # "Musk" for one of two brothers: what part of a name can mean, the part alone can too.
            score = min(score, PART + TIE / 2)
        if name.entity_kind == "story" and why in PARTS:
            score = own = PART_OF_TITLE
        if score == 0:
            continue
        alias = 0.0 if name.kind == "canonical" else 0.01
        entry = _Entry(score - alias, own - alias, name, f"{_kind(name)}: {why}")
        bearer = name.entity_kind, name.entity
        best[bearer] = entry.beside(best[bearer]) if bearer in best else entry
    ranked = sorted(best.values(), key=lambda one: (-one.score, one.name.entity))
    return {
        "query": query,
        "candidates": [_shape(one) for one in ranked[:limit]],
        "ambiguous": any(ranked[0].score - other.own < TIE for other in ranked[1:]),
    }


@dataclass(frozen=True, slots=True)
class _Entry:
    """A name with its score; `own` is the best that its bearer has by any, were none of them a part
    of another's name."""

    score: float
    own: float
    name: Name
    why: str

    @property
    def fit(self) -> tuple[float, bool]:
        return self.score, self.name.kind == "canonical"

    def beside(self, other: _Entry) -> _Entry:
        """The one of two names of one bearer that fits better, the first given of those alike."""
        better = self if self.fit > other.fit else other
        return replace(better, own=max(self.own, other.own))


def _asked(query: str) -> tuple[Spelled, str, Spelled]:
    """What was asked; how somebody is addressed in it, and what is left of it then."""
    address, rest = addressed(query)
    return Spelled.of(query), address if rest else "", Spelled.of(rest)


def _kind(name: Name) -> str:
    said = _KIND_NAMES.get(name.kind, name.kind)
    return f"{said} of what was merged into it" if name.merged_into else said


def _shape(one: _Entry) -> Json:
    return {
        "id": one.name.entity,
        "kind": one.name.entity_kind,
        "name": one.name.canonical,
        "matched": one.name.name,
        "why": one.why,
        "score": round(one.score, 4),
    }
