"""An entity and a story may have one slug: which of the two events name. Pure."""

from collections.abc import Collection, Iterable

from events.history import ids_within
from events.recorded import RecordedEvent
from events.types import decode, references

STORY = "story"


def can_be(kinds: Collection[str], *, story: bool) -> bool:
    """Whether what was introduced under a slug, if anything was, can be what is asked for."""
    return not kinds or any((kind == STORY) == story for kind in kinds)


def is_shared(kinds: Collection[str]) -> bool:
    return STORY in kinds and len(set(kinds)) > 1


def named(events: Iterable[RecordedEvent], slugs: Collection[str], *, story: bool) -> bool:
    """Whether one of the events names a story, or else an entity, that has one of the slugs."""
    return any(not _names(event, story).isdisjoint(slugs) for event in events)


def _names(event: RecordedEvent, story: bool) -> set[str]:
    content = event.content
    try:
        found = references(decode(event.type, event.schema, content["data"]))
    except (LookupError, ValueError):
        return set(ids_within(content["data"]))
    ids = {ref.id for ref in found if (ref.kind == STORY) == story}
    if story:
        return ids.union(content.get("stories") or ())
    return ids.union(ids_within((content["data"].get("changes") or {}).get("data") or {}))
