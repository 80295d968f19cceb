"""What a combobox of the form offers for what is typed in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from zoneinfo import available_timezones

from events.types import (
    ALL_POSTS,
    WELL_KNOWN_POSTS,
    default_post,
    event_types,
    placeholders,
    render,
)
from events.when import Window
from newsroom.desk.append.finding import find
from newsroom.desk.form import names
from newsroom.desk.form.shapes import shape_of
from newsroom.desk.form.sources import (
    KEPT,
    is_address,
    known_sources,
    matching,
    suggested_source,
)
from newsroom.desk.form.steps import kinds_to_introduce
from newsroom.desk.form.understood import Understood, understand
from stories.engine.reading import Known, rows
from stories.views import queries
from stories.views.asking import find_subject
from stories.views.shapes import Json
from stories.views.spelling import plain

MOST = 8


@dataclass(frozen=True, slots=True)
class Option:
    """`value` is the id that is meant, `label` what the field then shows. `fills` are fields
    beside it, by the last part of their names. `does` presses a button of the form."""

    value: str
    label: str
    detail: str = ""
    fills: Mapping[str, str] = field(default_factory=dict)
    does: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is typed, and what of the form matters to it."""

    text: str
    known: Known
    field: str = ""
    story: str = ""
    type: str = ""
    person: str = ""
    organization: str = ""
    occurred: str = ""
    zone: str = "UTC"
    types: Collection[str] = ()
    """The types that whoever asks may record."""

    @property
    def window(self) -> Window:
        """When it happened, as far as the form says; else now."""
        now = datetime.now(UTC)
        told = understand({"occurred": self.occurred}, self.zone, None, now)
        if isinstance(told, Understood) and told.earliest and told.latest:
            return Window(told.earliest, told.latest)
        return Window(now, now)


def suggestions(kind: str, asked: Asked) -> list[Option]:
    found = _OTHERS[kind](asked) if kind in _OTHERS else _entities(kind, asked)
    return list(found)


def _entities(accepts: str, asked: Asked) -> Iterable[Option]:
    """Candidates by their names, with posts of people; and to introduce what is not there."""
    if not asked.text:
        yield from _followed(accepts, asked)
        return
    found = names.candidates(asked.known, asked.text, accepts, MOST)
    posts = _posts_held(asked, [one["id"] for one in found if one["kind"] == "person"])
    for one in found:
        yield Option(one["id"], one["name"], _about(one, posts))
    if not any(one["score"] >= names.SURE for one in found):
        for kind in kinds_to_introduce(accepts):
            label = f"Introduce “{asked.text}” as a new {kind}"
            yield Option("", label, does=f"introduce {kind} {asked.field}")


def _about(one: Json, posts: Mapping[str, list[str]]) -> str:
    matched = f"“{one['matched']}”, {one['why']}" if one["matched"] != one["name"] else ""
    told = ", ".join(posts.get(one["id"], ())) or one["kind"]
    return " · ".join(filter(None, [told, matched]))


def _followed(accepts: str, asked: Asked) -> Iterable[Option]:
    """Before anything is typed: those that the story follows."""
    if not asked.story:
        return
    follows = find_subject(asked.known, queries.STORY, asked.story).attributes.get("follows") or []
    kinds = names.accepted(accepts)
    ids = [one for kind in sorted(kinds) for one in queries.of_kind(asked.known, kind, follows)]
    called = queries.names_of(asked.known, ids)
    posts = _posts_held(asked, ids)
    for one in ids:
        yield Option(one, called[one], ", ".join(posts.get(one, ())))


def _posts_held(asked: Asked, people: Collection[str]) -> Mapping[str, list[str]]:
    """The posts that people can have held on the date, told as "CEO of OpenAI"."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    if not people:
        return found
    window = asked.window
    first, last = window.earliest or window.latest, window.latest or window.earliest
    if first is None or last is None:
        return found
    held = rows("tenures", asked.known).filter(queries.touching(first, last), person__in=people)
    seats = list(held.order_by("body", "post").values_list("person", "title", "organization"))
    called = queries.names_of(asked.known, {organization for _, _, organization in seats})
    for person, title, organization in seats:
        told = f"{title} of {called[organization]}"
        if told not in found[person]:
            found[person].append(told)
    return found


def _posts_of(asked: Asked) -> Iterable[tuple[str, str]]:
    """Those defined for the organisation or held in it, by what they are called, whoever holds
    them under a title of their own."""
    if not asked.organization:
        return []
    held = rows("tenures", asked.known).filter(organization=asked.organization)
    defined = rows("names", asked.known).filter(
        kind=queries.POST, name_kind="canonical", entity__startswith=f"{asked.organization}/"
    )
    titles = {one.rpartition("/")[2]: name for one, name in defined.values_list("entity", "name")}
    for post in held.values_list("post", flat=True).distinct():
        titles.setdefault(post, default_post(post).title)
    return sorted(titles.items())


def _posts(asked: Asked) -> Iterable[Option]:
    """Those of the person, then those of the organisation, then the well-known ones."""
    held = rows("tenures", asked.known).filter(organization=asked.organization)
    own = []
    window = asked.window
    if asked.organization and window.earliest and window.latest:
        mine = held.filter(queries.touching(window.earliest, window.latest), person=asked.person)
        own = list(mine.order_by("-exclusive", "post").values_list("post", "title").distinct())
    called = queries.names_of(asked.known, [asked.person]) if own else {}
    found = {
        post: Option(post, post, f"{title}, held by {called[asked.person]}") for post, title in own
    }
    known = [(post, default_post(post).title) for post in WELL_KNOWN_POSTS]
    for post, title in [*_posts_of(asked), *known, (ALL_POSTS, "every post held there")]:
        found.setdefault(post, Option(post, post, title))
    if not _takes_all_posts(asked.type):
        found.pop(ALL_POSTS)
    text = asked.text.casefold().replace("-", " ")
    fits = [
        o for o in found.values() if text in f"{o.value} {o.detail}".casefold().replace("-", " ")
    ]
    return fits[: MOST if text else MOST + 4]


def _takes_all_posts(type_name: str) -> bool:
    if type_name not in event_types():
        return False
    return any(shape.all_posts for _, shape in shape_of(type_name).fields)


def _sources(asked: Asked) -> Iterable[Option]:
    known = known_sources(asked.story)
    if is_address(asked.text):
        found = suggested_source(asked.text, known)
        yield _cited(found, "as it was cited before" if found in known else "a new source")
        return
    for source in matching(known, asked.text)[:MOST]:
        told = " · ".join(
            source[name] for name in ("publisher", "published", "url") if name in source
        )
        yield _cited(source, told)


def _cited(source: Mapping[str, str], detail: str) -> Option:
    beside = {name: source.get(name, "") for name in KEPT if name != "source"}
    return Option(source["source"], source["source"], detail, beside)


def _types(asked: Asked) -> Iterable[Option]:
    """By what happened; the best fit first."""
    types = event_types()
    for found in find(asked.text, asked.types, MOST):
        fields = ", ".join(f"{name} {value}" for name, value in found.fields.items())
        said = " ".join((types[found.type].__doc__ or "").replace("`", "").split())
        detail = f"{fields} · {said}" if fields else said
        yield Option(found.type, found.type, detail, does=f"choose {found.type}")


def _zones(asked: Asked) -> Iterable[Option]:
    text = asked.text.casefold().replace(" ", "_")
    found = [zone for zone in _all_zones() if text in zone.casefold()]
    return [Option(zone, zone) for zone in found[:MOST]]


@cache
def _all_zones() -> list[str]:
    return sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC")


def _events(asked: Asked) -> Iterable[Option]:
    """Facts of the story, newest first, by words of their sentences."""
    found = rows("facts", asked.known).order_by("-position")
    if asked.story:
        found = found.filter(stories__contains=[asked.story])
    words = plain(asked.text).split()
    told = list(found.values_list("event", "summary", "recorded_by")[:200])
    called = queries.names_of(asked.known, {s for _, text, _ in told for s in placeholders(text)})
    said = [(event, render(text, called), by) for event, text, by in told]
    fits = [one for one in said if all(word in plain(one[1]) for word in words)]
    return [Option(event, text, f"recorded by {by}") for event, text, by in fits[:MOST]]


_OTHERS: Mapping[str, Callable[[Asked], Iterable[Option]]] = {
    "post": _posts,
    "source": _sources,
    "type": _types,
    "zone": _zones,
    "event": _events,
}
KINDS = frozenset({*_OTHERS, "person", "organization", "work", "actor", "entity", "story"})
