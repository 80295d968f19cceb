"""What somebody has written of an event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from events.types import EventData, as_slug, event_types, pointer
from newsroom.desk.form.entries import ID, Reader, indexes, is_blank
from newsroom.desk.form.shapes import Shape, envelope_shape, shape_of
from newsroom.desk.form.sheet import Sheet


@dataclass(frozen=True, slots=True)
class EventSheet(Sheet):
    """The append form as it stands."""

    @property
    def opened(self) -> int:
        """What was known when the form was opened, or last shown with what came since."""
        text = self.get("opened")
        return int(text) if text.isdecimal() and len(text) < 19 else 0

    @property
    def event_class(self) -> type[EventData] | None:
        return event_types().get(self.get("type"))

    @property
    def data_shape(self) -> Shape | None:
        return shape_of(self.event_class.type) if self.event_class else None

    @property
    def around(self) -> Shape:
        chosen = self.event_class
        return envelope_shape(cited=chosen is None or chosen.needs_citations())

    @property
    def story(self) -> str:
        """The story that the event is written in: the first it is filed under."""
        return as_slug(self.get(f"stories.0{ID}")) or ""

    @property
    def begun(self) -> bool:
        """Whether anything is written that would be missed."""
        of_event = ("said", "note", "type")
        quotes = [f"citations.{n}.quote" for n in indexes(self.entries, "citations")]
        written = any(self.get(name) for name in (*of_event, *quotes))
        return written or not is_blank(self.entries, "data")

    def envelope(self, reader: Reader, at: str) -> dict[str, Any]:
        reader.places[pointer(["type"], at)] = "said"
        around: dict[str, Any] = reader.read(self.around, "", at)
        if self.data_shape is None:
            return {"type": None, "data": {}, **around}
        data = reader.read(self.data_shape, "data", pointer(["data"], at))
        return {"type": self.get("type"), "data": data or {}, **around}

    def shared(self, reader: Reader, at: str) -> dict[str, Any]:
        around = reader.read(self.around, "", at) or {}
        return {key: around[key] for key in ("citations", "stories") if key in around}
