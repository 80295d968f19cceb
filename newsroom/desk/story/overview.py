"""A story's overview as its page shows it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from events.models import Entity
from newsroom.desk.story.zones import zones_of
from stories.views import queries
from stories.views.question import Question
from stories.views.shapes import Json
from stories.views.story_answers import story_overview


def overview_page(question: Question) -> Json:
    """The answer of the API, with the kinds of what is followed and the names of who disputes."""
    told = story_overview(question)
    kinds = kinds_of(one["id"] for one in told["follows"])
    disputes: list[Any] = [
        dispute for fact in told["disputed"]["facts"] for dispute in fact["disputes"]
    ]
    names = queries.names_of(question.known, {d["by"] for d in disputes if d["by"]})
    for dispute in disputes:
        dispute["by_name"] = names[dispute["by"]] if dispute["by"] else None
    zones = zones_of(question.known, [one["organization"]["id"] for one in told["organizations"]])
    for one in told["organizations"]:
        one["zone"] = zones.get(one["organization"]["id"]) or question.timezone
    return {
        "story": told,
        "follows": [(one, kinds.get(one["id"], "")) for one in told["follows"]],
        "zone": question.timezone,
    }


def kinds_of(ids: Iterable[str]) -> dict[str, str]:
    """What the ids are of: person, organization or work. One query."""
    found = Entity.objects.filter(id__in=list(ids)).exclude(kind=queries.STORY)
    return dict(found.values_list("id", "kind"))
