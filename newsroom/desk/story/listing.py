"""All stories with what a list shows of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import OuterRef, Subquery

from events.models import Entity, Event, Mention
from stories.engine.reading import Known
from stories.views import queries
from stories.views.shapes import Json


def stories(known: Known) -> list[Json]:
    """Open ones first, then by title: three queries, however many there are."""
    rows = list(queries.introduced(known, queries.STORY))
    followed = {entity for row in rows for entity in row.attributes.get("follows") or ()}
    names = queries.names_of(known, followed)
    last = _last_recorded([row.entity for row in rows], known.position)
    found = [
        {
            "id": row.entity,
            "title": row.name,
            "closed": bool(row.attributes.get("closed")),
            "summary": row.attributes.get("summary"),
            "last": last.get(row.entity),
            "follows": [names.entity(one) for one in row.attributes.get("follows") or ()],
        }
        for row in rows
    ]
    return sorted(found, key=lambda story: (story["closed"], str(story["title"]).casefold()))


def _last_recorded(ids: Sequence[str], position: int) -> dict[str, datetime]:
    """When something was last filed under each of the stories."""
    filed = Mention.objects.filter(entity=OuterRef("id"), position__lte=position)
    latest = filed.order_by("-position").values("position")[:1]
    found = Entity.objects.filter(kind="story", id__in=ids).annotate(latest=Subquery(latest))
    recorded = Event.objects.filter(position=OuterRef("latest")).values("recorded_at")
    return dict(found.annotate(last=Subquery(recorded)).values_list("id", "last"))
