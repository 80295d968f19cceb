"""In what zone a page tells what has one of its own, where places of the world are side by side."""

from __future__ import annotations

from collections.abc import Collection

from stories.engine.reading import Known, rows
from stories.views.rows import StoredName
from stories.views.shapes import Json


def zones_of(known: Known, organizations: Collection[str]) -> dict[str, str | None]:
    """The zones in which organisations keep their time, where they say so. One query."""
    found = rows(StoredName, known).filter(
        entity__in=organizations, kind="organization", name_kind="canonical"
    )
    return {row.entity: row.attributes.get("timezone") for row in found}


def in_a_zone_of_its_own(contradiction: Json) -> Json:
    """Told in the zone of the first of its facts."""
    facts = (fact for side in contradiction["sides"] for fact in side["facts"])
    zones = (fact["window"]["timezone"] for fact in facts if fact["window"])
    window = contradiction["window"] | {"timezone": next(zones, None)}
    return contradiction | {"window": window}
