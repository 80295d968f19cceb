"""Which introduced things the names in a form mean.

An id that was chosen counts while its field still shows a name of it. Else the text is an id, or a
name that only one thing has; anything else is asked back, with those that may have been meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from events.models import Entity
from events.types import ACCEPTED_KINDS
from newsroom.desk.form.entries import ID, Entries, slug_of, untaken
from newsroom.desk.form.shapes import Shape
from stories.engine.reading import Known, rows
from stories.views import queries, spelling
from stories.views.resolving import resolve
from stories.views.rows import StoredName
from stories.views.shapes import Json

SURE = 0.88
"""From this score a name means its candidate, if no other is as near."""
NEAR = 0.5
"""From this score a candidate is worth asking about before something new is introduced."""
SURNAME = 3
"""Letters from which the last word of a name is looked for by itself."""
LONGEST = 300
MOST = 5


@dataclass(frozen=True, slots=True)
class Unclear:
    """A name that could be nobody's or several's."""

    text: str
    accepts: str
    candidates: Sequence[Json]

    @property
    def detail(self) -> str:
        if not self.candidates:
            return f"nothing in the record is called “{self.text}”"
        return f"it is not clear who or what “{self.text}” is"


@dataclass(frozen=True, slots=True)
class Introduced:
    """What the form itself introduces."""

    kind: str
    id: str
    name: str


@dataclass(slots=True)
class Named:
    """By field: the ids meant, and what is unclear."""

    ids: dict[str, str] = field(default_factory=dict)
    unclear: dict[str, Unclear] = field(default_factory=dict)


def accepted(accepts: str) -> frozenset[str]:
    return ACCEPTED_KINDS.get(accepts, frozenset())


def candidates(known: Known, text: str, accepts: str, limit: int = MOST) -> list[Json]:
    """Whom or what a name can mean, of the kinds that a field accepts, best first."""
    found: list[Json] = resolve(known, text[:LONGEST], accepted(accepts), limit)["candidates"]
    return found


def near(known: Known, text: str, accepts: str) -> list[Json]:
    """What is in the record already and may be the same: by the name, or by its last word."""
    found = {one["id"]: one for one in candidates(known, text, accepts)}
    surname = text.split()[-1:]
    if len(text.split()) > 1 and len(surname[0]) >= SURNAME:
        for one in candidates(known, surname[0], accepts):
            found.setdefault(one["id"], one)
    return [one for one in found.values() if one["score"] >= NEAR][:MOST]


def named(
    known: Known,
    entries: Entries,
    references: Sequence[tuple[str, Shape]],
    introduced: Sequence[Introduced],
) -> Named:
    """Two queries, and one or two more for each text that is neither chosen nor an id."""
    texts = {name: entries.get(name, "").strip() for name, _ in references}
    chosen = {name: entries.get(f"{name}{ID}", "").strip() for name, _ in references}
    spelled = _spellings(known, set(chosen.values()) - {""})
    kinds = _kinds(set(texts.values()))
    found = Named()
    for name, shape in references:
        text, slug = texts[name], chosen[name]
        if shape.accepts == "event":
            found.ids[name] = slug or text
        elif own := _own(introduced, shape.accepts, text, slug):
            found.ids[name] = own
        elif slug and spelling.folded(text) in spelled[slug] | {slug}:
            found.ids[name] = slug
        elif accepted(shape.accepts) & kinds.get(text, set()):
            found.ids[name] = text
        else:
            _look_up(known, name, text, shape.accepts, found)
    return found


def new_id(text: str, besides: Collection[str]) -> str:
    """The id to be of what is introduced under a name: one that nothing has had, for somebody may
    be called as another is."""
    slug = slug_of(text)
    alike = Entity.objects.filter(id__startswith=slug).exclude(kind=queries.STORY)
    return untaken(slug, {*alike.values_list("id", flat=True), *besides}) if slug else ""


def _look_up(known: Known, name: str, text: str, accepts: str, found: Named) -> None:
    answer = resolve(known, text[:LONGEST], accepted(accepts), MOST)
    best = answer["candidates"]
    if best and best[0]["score"] >= SURE and not answer["ambiguous"]:
        found.ids[name] = best[0]["id"]
    else:
        found.unclear[name] = Unclear(text, accepts, near(known, text, accepts))


def _own(introduced: Sequence[Introduced], accepts: str, text: str, slug: str) -> str | None:
    fitting = [one for one in introduced if one.kind in accepted(accepts)]
    return next((one.id for one in fitting if slug == one.id or text in (one.id, one.name)), None)


def _spellings(known: Known, ids: Collection[str]) -> Mapping[str, set[str]]:
    """The names of each thing, compared without regard to case."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    if ids:
        for entity, name in (
            rows(StoredName, known).filter(entity__in=ids).values_list("entity", "name")
        ):
            found[entity].add(spelling.folded(name))
    return found


def _kinds(ids: Collection[str]) -> Mapping[str, set[str]]:
    """The kinds of what has these ids: a story may share one with an entity."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for slug, kind in Entity.objects.filter(id__in=ids).values_list("id", "kind"):
        found[slug].add(kind)
    return found
