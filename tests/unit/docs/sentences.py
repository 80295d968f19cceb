"""The facts and the rows of an example, as the tables of the documents write them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from events.when import Window
from tests.unit.docs.tables import CLOCK, TIME, window

# In this order at each place; what is none of these is a fault of the table, or a word to add.
WORDS = {
    "or": rf"or that day at ({CLOCK})",
    "clock": rf"that day at ({CLOCK})",
    "time": rf"({TIME})(?![\d-])",
    "verb": r"(appointed|departed|observed|died|founded|dissolved|established|ended)\b",
    "title": r'as "([^"]+)"',
    "post": r"as `?(director|chair|ceo)`?|from `(all)`",
    "replaces": r"`replaces` (\w+)",
    "confidence": r"`(official|reported|rumoured)`",
    "acting": r"(acting)\b",
    "kind": r"(minority|majority|full)\b",
    "share": r"(?:at )?(\d+)%(?: to (\d+)%)?",
    "subject": r"(Ann|Bob|acme|apex)\b",
    "": r"(?:on|and|both|so recorded|then recorded|organization)\b|[;,:]",
}


@dataclass(frozen=True)
class Told:
    time: str
    verb: str
    subject: str | None = None
    post: str | None = None
    said: dict[str, Any] = field(default_factory=dict)


def facts(sentence: str) -> list[list[Told]]:
    """What is told, in the order in which it is recorded; once more where there is an `or`."""
    told: list[Told] = []
    others: list[list[Told]] = []
    context: dict[str, Any] = {"verb": ""}  # what holds for the times that follow
    rest = sentence
    while rest:
        name, found = _next(rest)
        rest = rest[found.end() :].lstrip()
        value = next((group for group in found.groups() if group), "")
        if name == "verb":
            context.pop("post", None)
        if name in {"verb", "subject", "post"}:
            context[name] = value
        elif name in {"time", "clock"}:
            told.append(Told(value if name == "time" else f"{told[-1].time}T{value}", **context))
        elif name == "or":
            others.append([*told[:-1], replace(told[-1], time=f"{told[-1].time}T{value}")])
        elif name:
            told[-1].said[name] = _said(name, found, value)
    return [told, *others]


def _said(name: str, found: re.Match[str], value: str) -> Any:
    match name:
        case "share":
            return (value, found[2] or value)
        case "replaces":
            return value.lower()
        case "acting":
            return True
    return value


def _next(rest: str) -> tuple[str, re.Match[str]]:
    for name, pattern in WORDS.items():
        if found := re.match(pattern, rest):
            return name, found
    raise ValueError(f"what is told by “{rest}”?")


@dataclass(frozen=True)
class Row:
    """`begins` and `ends` are compared where they stand; without an end it goes on."""

    label: str | None
    begins: Window | None
    ends: Window | None
    remarks: str


def rows(sentence: str) -> list[Row]:
    found, label = [], None
    for one in sentence.split("; "):
        told = re.fullmatch(r"(?:(\w+): |(both) )?(.*?) ?→ ?([^,]*)(?:, (.*))?", one)
        assert told, f"what row is “{one}”?"
        label = told[1] or told[2] or (label if label in {"Ann", "Bob"} else None)
        begins, ends = (window(text) if text else None for text in (told[3], told[4]))
        found.append(Row(label, begins, ends, told[5] or ""))
    return found
