"""Trees composed of what a YAML parser tells, event by event; anchors are unfolded, within limits.

One pass, so that a file of too many values is refused before they are all in memory. A tree stands
once for all the places that its anchor is unfolded in, but counts in each.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from sys import intern
from typing import Any, NoReturn

from yaml import AliasEvent, MappingStartEvent, ScalarEvent, SequenceStartEvent
from yaml import CollectionEndEvent as End

from events.storyfile.faults import Fault, StoryFileError
from events.storyfile.tree import Fields, Items, Scalar, Tree

Event = Any
"""Of a parser; what PyYAML's types say of them leaves out tags."""
DEEPEST = 40
_PLAIN_TAGS = ("str", "null", "bool", "int", "float", "timestamp", "merge", "value", "seq", "map")
_TAGS, _UNTAGGED = "tag:yaml.org,2002:", (None, "!")
_MERGE = "<<"


@dataclass(frozen=True, slots=True)
class Limits:
    """How many values may be written, and stand there once anchors are unfolded; how many of them
    in one list."""

    written: int
    unfolded: int
    in_list: int


@dataclass(frozen=True, slots=True)
class _Anchored:
    tree: Tree
    values: int
    height: int


@dataclass(slots=True)
class Composer:
    """The tree of one document; `following` gives the parser's events."""

    path: Path
    limits: Limits
    following: Callable[[], Event]
    faults: list[Fault] = field(default_factory=list)
    _anchors: dict[str, _Anchored | None] = field(default_factory=dict)
    """None for one that is still being read."""
    _place: list[str] = field(default_factory=list)
    _written: int = 0
    _unfolded: int = 0
    _lowest: int = 0

    def tree(self, event: Event) -> Tree:
        """The value that begins with an event."""
        self._count(event)
        if isinstance(event, AliasEvent):
            return self._unfold(event)
        anchor = event.anchor
        if anchor is None:
            return self._value(event)
        if anchor in self._anchors:
            self._refuse(event, f"the anchor {anchor} stands twice")
        self._anchors[anchor] = None
        values, lowest, self._lowest = self._unfolded, self._lowest, len(self._place)
        composed = self._value(event)
        height = self._lowest - len(self._place)
        self._anchors[anchor] = _Anchored(composed, self._unfolded - values, height)
        self._lowest = max(lowest, self._lowest)
        return composed

    def _count(self, event: Event) -> None:
        self._written += 1
        if self._written > self.limits.written:
            self._refuse(event, f"more than {self.limits.written:,} values; split the file")
        self._add(event, 1, 0)

    def _add(self, event: Event, values: int, height: int) -> None:
        self._unfolded += values
        if self._unfolded > self.limits.unfolded:
            most = f"{self.limits.unfolded:,} values, with its anchors unfolded"
            self._refuse(event, f"more than {most}")
        lowest = len(self._place) + height
        if lowest > DEEPEST:
            self._refuse(event, f"nested deeper than {DEEPEST}, or an anchor within itself")
        self._lowest = max(self._lowest, lowest)

    def _unfold(self, event: Event) -> Tree:
        if event.anchor not in self._anchors:
            self._refuse(event, f"not YAML: found undefined alias {event.anchor}")
        anchored = self._anchors[event.anchor]
        if anchored is None:
            self._refuse(event, f"the anchor {event.anchor} stands within itself")
        self._add(event, anchored.values, anchored.height)
        return anchored.tree

    def _value(self, event: Event) -> Tree:
        line = event.start_mark.line + 1
        if event.tag not in _UNTAGGED and event.tag.removeprefix(_TAGS) not in _PLAIN_TAGS:
            self._note(line, f"the tag {event.tag} means nothing here")
        if isinstance(event, ScalarEvent):
            return Scalar(self._text(event.value, line), not event.style, line)
        if isinstance(event, SequenceStartEvent):
            return Items(tuple(self._items()), line)
        if isinstance(event, MappingStartEvent):
            return self._fields(line)
        raise TypeError(f"YAML has a new kind of event: {event!r}")

    def _items(self) -> Iterator[Tree]:
        for index in range(self.limits.in_list + 1):
            event = self.following()
            if isinstance(event, End):
                return
            if index == self.limits.in_list:
                self._refuse(event, f"more than {index:,} in one list; split the file")
            yield self._within(f"[{index}]", event)

    def _fields(self, line: int) -> Fields:
        fields: dict[str, Tree] = {}
        lines: dict[str, int] = {}
        merged: list[Fields] = []
        while not isinstance(event := self.following(), End):
            values = self._unfolded
            key, value = self._within("", event), self.following()
            self._unfolded = values  # the names of fields are none
            if not isinstance(key, Scalar):
                self._note(key.line, "a field's name must be one word")
                self.tree(value)
                continue
            name = intern(key.text)
            tree = self._within(f".{name}", value)
            untagged = isinstance(event, AliasEvent) or event.tag in _UNTAGGED
            if name == _MERGE and key.plain and untagged:
                merged += self._merged(tree)
            elif name in fields:
                message = f"stands twice, first in line {lines[name]}"
                self._note(key.line, message, f".{name}")
            else:
                fields[name], lines[name] = tree, key.line
        for other in merged:
            for name, tree in other.fields.items():
                if name not in fields:
                    fields[name], lines[name] = tree, other.lines[name]
        return Fields(fields, lines, line)

    def _within(self, place: str, event: Event) -> Tree:
        self._place.append(place)
        composed = self.tree(event)
        self._place.pop()
        return composed

    def _merged(self, tree: Tree) -> Iterator[Fields]:
        for each in tree.items if isinstance(tree, Items) else (tree,):
            if isinstance(each, Fields):
                yield each
            else:
                self._note(each.line, "only fields can be merged in", f".{_MERGE}")

    def _text(self, text: str, line: int) -> str:
        """An escape can write half a character, which nothing can store."""
        try:
            text.encode()
        except UnicodeEncodeError as exc:
            half = f"U+{ord(text[exc.start]):04X}"
            self._note(line, f"{half} is half a character, not one")
            return text.encode(errors="replace").decode()
        return text

    def _note(self, line: int, message: str, below: str = "") -> None:
        self.faults.append(Fault(line, self._where(below), message))

    def _refuse(self, event: Event, message: str) -> NoReturn:
        fault = Fault(event.start_mark.line + 1, self._where(), message)
        raise StoryFileError(self.path, [*self.faults, fault])

    def _where(self, below: str = "") -> str:
        return "".join((*self._place, below)).removeprefix(".")
