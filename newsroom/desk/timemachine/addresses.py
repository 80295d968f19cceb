"""The address of an answer: what it was asked, and how it is shown. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Literal, get_args
from urllib.parse import urlencode

from newsroom.desk.drawing.scale import Zoom

ZOOMS: tuple[Zoom, ...] = get_args(Zoom)
Group = Literal["post", "person"]
GROUPS: tuple[Group, ...] = ("post", "person")


@dataclass(frozen=True, slots=True)
class Address:
    """What says nothing is left out. The `pin_…` ones are the other point of a comparison."""

    path: str
    as_of: str = ""
    known_at: str = ""
    tz: str = ""
    pin_as_of: str = ""
    pin_known_at: str = ""
    zoom: str = "all"
    group: str = "post"

    @classmethod
    def of(cls, path: str, given: Mapping[str, str]) -> Address:
        texts = {field.name: given.get(field.name, "").strip() for field in fields(cls)[1:]}
        return cls(path, **{name: text for name, text in texts.items() if text})

    def __str__(self) -> str:
        given = self._given
        return f"{self.path}?{urlencode(given, safe='@:/')}" if given else self.path

    def but(self, **changes: str) -> Address:
        return replace(self, **changes)

    @property
    def _given(self) -> Mapping[str, str]:
        """What differs from what is meant without it."""
        return {
            field.name: value
            for field in fields(self)[1:]
            if (value := getattr(self, field.name)) != field.default
        }

    @property
    def asks(self) -> bool:
        """Whether it is about a point of its own, not just about the present."""
        return bool(self.as_of or self.known_at or self.tz or self.pin_as_of or self.pin_known_at)

    @property
    def pins(self) -> bool:
        return bool(self.pin_as_of and self.pin_known_at)

    @property
    def carried(self) -> Mapping[str, str]:
        """What a form that asks for another point carries along."""
        points = ("as_of", "known_at")
        return {name: value for name, value in self._given.items() if name not in points}
