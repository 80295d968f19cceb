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


def named(events: Iterable[RecordedEvent], slug: str, *, story: bool) -> bool:
    """Whether one of the events names the story, or else the entity, that has the slug."""
    return any(slug in _names(event, story) for event in events)


def _names(event: RecordedEvent, story: bool) -> Collection[str]:
    content = event.content
    try:
        found = references(decode(event.type, event.schema, content["data"]))
    except (LookupError, ValueError):
        return set(ids_within(content["data"]))
    ids = {ref.id for ref in found if (ref.kind == STORY) == story}
    if story:
        return ids.union(content.get("stories") or ())
    return ids.union(ids_within((content["data"].get("changes") or {}).get("data") or {}))
