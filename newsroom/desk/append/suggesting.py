"""What a combobox of the form offers for what is typed in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from zoneinfo import available_timezones

from events.types import ACCEPTED_KINDS, event_types, placeholders, render
from newsroom.desk.append.finding import find
from newsroom.desk.append.options import MOST, Asked, Option
from newsroom.desk.append.posts import post_options, posts_held
from newsroom.desk.form import names
from newsroom.desk.form.sources import (
    KEPT,
    is_address,
    known_sources,
    matching,
    suggested_source,
)
from newsroom.desk.form.steps import kinds_to_introduce
from newsroom.desk.labels import label
from stories.engine.reading import rows
from stories.views import queries
from stories.views.asking import find_subject
from stories.views.rows import StoredFact
from stories.views.shapes import Json
from stories.views.spelling import plain


def suggestions(kind: str, asked: Asked) -> list[Option]:
    found = _OTHERS[kind](asked) if kind in _OTHERS else _entities(kind, asked)
    return list(found)


def _entities(accepts: str, asked: Asked) -> Iterable[Option]:
    """Candidates by their names, with posts of people; and to introduce what is not there."""
    if not asked.text:
        yield from _followed(accepts, asked)
        return
    found = names.candidates(asked.known, asked.text, accepts, MOST)
    posts = posts_held(asked, [one["id"] for one in found if one["kind"] == "person"])
    for one in found:
        yield Option(one["id"], one["name"], _about(one, posts))
    if not any(one["score"] >= names.SURE for one in found):
        for kind in kinds_to_introduce(accepts):
            offered = f"Introduce “{asked.text}” as a new {label(kind).lower()}"
            yield Option("", offered, does=f"introduce {kind} {asked.field}")


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
    posts = posts_held(asked, ids)
    for one in ids:
        yield Option(one, called[one], ", ".join(posts.get(one, ())))


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
    found = rows(StoredFact, asked.known).order_by("-position")
    if asked.story:
        found = found.filter(stories__contains=[asked.story])
    words = plain(asked.text).split()
    told = list(found.values_list("event", "summary", "recorded_by")[:200])
    called = queries.names_of(asked.known, {s for _, text, _ in told for s in placeholders(text)})
    said = [(event, render(text, called), by) for event, text, by in told]
    fits = [one for one in said if all(word in plain(one[1]) for word in words)]
    return [Option(event, text, f"recorded by {by}") for event, text, by in fits[:MOST]]


_OTHERS: Mapping[str, Callable[[Asked], Iterable[Option]]] = {
    "post": post_options,
    "source": _sources,
    "type": _types,
    "zone": _zones,
    "event": _events,
}
KINDS = frozenset({*_OTHERS, *ACCEPTED_KINDS})
