"""What the events have in common that act on another event."""

from typing import ClassVar

from pydantic import Field

from events.types.base import EventData, Kind
from events.types.references import EventId

EventClass = type[EventData]


class Amendment(EventData):
    """An editorial event; `event` is the id of what it acts on: an original event, or another
    amendment where `target_kinds` has them."""

    kind = "editorial"
    stream = "event"

    target_kinds: ClassVar[frozenset[Kind]] = frozenset({"fact"})
    target_types: ClassVar[frozenset[str]] = frozenset()
    """Types that may be amended besides all of `target_kinds`."""
    explaining: ClassVar[frozenset[str]] = frozenset({"reason", "public_note"})
    """Fields that say why, on which nothing hangs."""

    event: EventId = Field(description="The id of the event that this acts on.")

    @classmethod
    def can_target(cls, target: EventClass) -> bool:
        return target.kind in cls.target_kinds or target.type in cls.target_types

    @classmethod
    def unexplained(cls) -> dict[str, str]:
        """Stand-ins for what says why, by which one that does not can still be judged."""
        return dict.fromkeys(cls.explaining & cls.model_fields.keys(), "?")

    @classmethod
    def accepted_targets(cls) -> str:
        """What `event` may be, for people: `a fact or event.disputed`."""
        kinds = [_KIND_NAMES[kind] for kind in _KIND_NAMES if kind in cls.target_kinds]
        names = [*kinds, *sorted(cls.target_types)]
        return " or ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


_KIND_NAMES: dict[Kind, str] = {
    "fact": "a fact",
    "introduction": "an introduction",
    "identity": "an identity event",
    "definition": "a definition",
    "editorial": "an editorial event",
    "story": "a story event",
}
