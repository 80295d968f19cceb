"""What the event browser shows of what it found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.contrib.auth import get_user_model

from events.types import event_types
from events.types.summary import placeholders, render
from events.when import utc_text
from newsroom.access.models import ApiKey
from newsroom.desk.events import search
from newsroom.desk.events.search import Found, Wanted
from newsroom.desk.events.sentences import template
from stories.engine.reading import Known
from stories.views.queries import names_of_any
from stories.views.shapes import Json

MOST_IN_TABLE = 5_000
BATCH = 500
RECORDERS = 200


def lines(known: Known, found: Sequence[Found]) -> list[Json]:
    """One for each event, with names: two queries at most."""
    said = {one.event.id: template(one.event) for one in found}
    about = {one.event.id: one.fact.summary for one in found if one.fact}
    texts = [*said.values(), *about.values()]
    names = names_of_any(known, {slug for text in texts for slug in placeholders(text)})
    return [_line(one, said, about, names) for one in found]


def _line(
    one: Found, said: Mapping[Any, str], about: Mapping[Any, str], names: Mapping[str, str]
) -> Json:
    event, fact = one.event, one.fact
    amends = event.root != event.id
    # An original is told as it now reads, an amendment as what it says, and of what.
    effect = render(about[event.id], names) if fact else None
    return {
        "event": str(event.id),
        "position": event.position,
        "type": event.type,
        "kind": event_types()[event.type].kind if event.type in event_types() else None,
        "summary": effect if effect and not amends else render(said[event.id], names),
        "of": {"event": str(event.root), "summary": effect or str(event.root)} if amends else None,
        "when": fact.when if fact and not amends else None,
        "confidence": fact.confidence if fact and not amends else None,
        "status": fact.status if fact and not amends else None,
        "independent_sources": fact.independent_sources if fact and not amends else None,
        "amendments": len(fact.amendments) if fact and not amends else 0,
        "stories": list(fact.stories) if fact else [],
        "recorded_at": event.recorded_at,
        "recorded_by": event.recorded_by,
    }


def table(known: Known, wanted: Wanted) -> Iterator[Json]:
    """All that was found, up to MOST_IN_TABLE, as rows of a table."""
    after, told = None, 0
    while told < MOST_IN_TABLE:
        page = search.search(known, wanted, after, min(BATCH, MOST_IN_TABLE - told))
        for line in lines(known, page.found):
            amended = line.pop("of")
            recorded_at = utc_text(line.pop("recorded_at"))
            last = {"amends": amended and amended["event"], "recorded_at": recorded_at}
            yield {**_with_time(line), **last}
        told += len(page.found)
        after = page.after
        if after is None:
            return


def _with_time(line: Json) -> Json:
    """When it happened in columns of their own, as the tables of the API have them."""
    when = line.get("when") or {}
    columns = {
        "occurred": when.get("text"),
        "occurred_earliest": when.get("earliest"),
        "occurred_latest": when.get("latest"),
        "timezone": when.get("timezone"),
    }
    return {
        key: value
        for name, value in line.items()
        for key, value in (columns.items() if name == "when" else [(name, value)])
    }


def recorders() -> list[str]:
    """Who may have recorded something: people and keys, to choose from. Two queries."""
    people = get_user_model().objects.order_by("username").values_list("username", flat=True)
    keys = ApiKey.objects.order_by("name").values_list("name", flat=True).distinct()
    return sorted({*people[:RECORDERS], *keys[:RECORDERS]})
