"""What a fact says, field by field in words, and how two states of it differ. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal
from zoneinfo import ZoneInfo

from events.facts import Fact
from events.types import references
from events.types.summary import of_story
from events.when import When
from events.when.words import in_words
from newsroom.desk.labels import label

Names = Mapping[str, str]
_WORDS = re.compile(r"\s+|[^\s]+")
STORY = "story"
MOST_COMPARED = 4_000
"""Characters beyond which texts are shown whole: comparing them word by word takes too long."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a text: in both states, or only in one."""

    kind: Literal["same", "gone", "new"]
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One field in two states; None where it said nothing."""

    label: str
    was: str | None
    now: str | None

    @property
    def was_pieces(self) -> list[Piece]:
        return [piece for piece in self._pieces() if piece.kind != "new"]

    @property
    def now_pieces(self) -> list[Piece]:
        return [piece for piece in self._pieces() if piece.kind != "gone"]

    def _pieces(self) -> list[Piece]:
        was, now = self.was or "", self.now or ""
        if not was or not now or len(was) + len(now) > MOST_COMPARED:
            return [piece for piece in (Piece("gone", was), Piece("new", now)) if piece.text]
        return list(_compared(_WORDS.findall(was), _WORDS.findall(now)))


def changes(before: Fact, after: Fact, names: Names) -> list[Change]:
    """The fields that differ, in the order in which they are told."""
    was, now = told(before, names), told(after, names)
    labels = dict.fromkeys([*was, *now])
    return [
        Change(label, was.get(label), now.get(label))
        for label in labels
        if was.get(label) != now.get(label)
    ]


def told(fact: Fact, names: Names) -> dict[str, str]:
    """Label → text, for everything that an amendment can change."""
    found: dict[str, str] = {"Status": fact.status}
    if fact.when:
        found |= when_told(fact.when)
    found |= data_told(fact, names)
    if fact.confidence:
        found["Confidence"] = fact.confidence
    found |= _citations(fact.citations)
    if fact.stories:
        found["Stories"] = ", ".join(names.get(of_story(story), story) for story in fact.stories)
    for number, dispute in enumerate(fact.disputes, start=1):
        by = f" (by {names.get(dispute.by, dispute.by)})" if dispute.by else ""
        found[f"Dispute {number}"] = f"{dispute.what}: {dispute.account}{by}"
    return found


def when_told(when: When) -> dict[str, str]:
    understood = in_words(when.window, ZoneInfo(when.timezone))
    return {"When": understood, "When, as given": when.text, "Time zone": when.timezone}


def data_told(fact: Fact, names: Names) -> dict[str, str]:
    """The fields of the data, ids of things in the record as their names."""
    ids = {ref.name for ref in references(fact.data)}
    called = {one: names[one] for one in ids if one in names}
    return fields_told(fact.data.as_json(), called)


def fields_told(fields: Mapping[str, Any], called: Names) -> dict[str, str]:
    """Label → text; `story` is a field of the id of one, which others may have too."""
    return {
        label(key): called.get(of_story(value), value) if key == STORY else in_text(value, called)
        for key, value in fields.items()
    }


def in_text(value: Any, called: Names) -> str:
    """Any JSON as people read it; nested things on lines of their own."""
    if value is None:
        return "—"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(in_text(one, called) for one in value)
    if isinstance(value, Mapping):
        return " · ".join(f"{label(k)}: {in_text(v, called)}" for k, v in value.items())
    return called.get(str(value), str(value))


def _citations(citations: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Each under its source, so that one added in between does not move the others."""
    count: Counter[str] = Counter()
    found = {}
    for citation in citations:
        source = citation["source"]
        count[source] += 1
        again = f" ({count[source]})" if count[source] > 1 else ""
        lines = [f"{label(name)}: {value}" for name, value in citation.items()]
        found[f"Citation of {source}{again}"] = "\n".join(lines)
    return found


def _compared(was: Sequence[str], now: Sequence[str]) -> Iterator[Piece]:
    for what, i1, i2, j1, j2 in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if what == "equal":
            yield Piece("same", "".join(was[i1:i2]))
            continue
        if i1 < i2:
            yield Piece("gone", "".join(was[i1:i2]))
        if j1 < j2:
            yield Piece("new", "".join(now[j1:j2]))
