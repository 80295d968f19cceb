"""The paragraphs of a text that a story file cites, with what it records of each."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from events.storyfile.reader import Entry, StoryFile
from events.types import event_types

_LOCATOR = re.compile(r"¶([1-9][0-9]*)")
_KINDS_THAT_TELL = ("fact", "editorial")
"""That somebody is introduced by a paragraph does not record what the paragraph says."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of the text with the entries that cite it, as they stand in the file."""

    number: int
    text: str
    entries: tuple[Entry, ...]
    reason: str | None
    """Why nothing is recorded of it."""

    @property
    def locator(self) -> str:
        return f"¶{self.number}"

    @property
    def told(self) -> bool:
        types = event_types()
        return any(types[each.envelope["type"]].kind in _KINDS_THAT_TELL for each in self.entries)


def paragraphs(text: str) -> list[str]:
    """The non-empty lines, which locators count from 1."""
    return [line for line in text.split("\n") if line.strip()]


def passages(file: StoryFile, text: str) -> list[Passage]:
    """Every paragraph of the text, in order, whether it is cited or not."""
    citing: dict[str, list[Entry]] = {}
    for entry in sorted(file.entries, key=lambda entry: entry.line):
        for locator in dict.fromkeys(_locators(entry)):
            citing.setdefault(locator, []).append(entry)
    return [
        Passage(
            number,
            paragraph,
            tuple(citing.get(f"¶{number}", ())),
            file.nothing_recorded.get(f"¶{number}"),
        )
        for number, paragraph in enumerate(paragraphs(text), start=1)
    ]


def gaps(file: StoryFile, found: Sequence[Passage]) -> list[str]:
    """What is wrong with the coverage, a sentence each."""
    wrong = []
    for passage in found:
        if passage.told and passage.reason:
            wrong.append(f"{passage.locator} is recorded, and yet under nothing_recorded")
        elif not passage.told and not passage.reason:
            wrong.append(f"{passage.locator} is neither recorded nor under nothing_recorded")
    known = {passage.locator: passage.text for passage in found}
    wrong += [
        f"nothing_recorded: the text has no {locator}"
        for locator in file.nothing_recorded
        if locator not in known
    ]
    for entry in file.entries:
        for citation in _citations(entry):
            wrong += _misquoted(entry, citation, known)
    return wrong


def _misquoted(entry: Entry, citation: Mapping[str, str], known: Mapping[str, str]) -> list[str]:
    locator, quote = citation.get("locator") or "", citation.get("quote") or ""
    if not _LOCATOR.fullmatch(locator):
        return []
    if locator not in known:
        return [f"line {entry.line}: the text has no {locator}"]
    if quote not in known[locator]:
        return [f"line {entry.line}: not the words of {locator}: {quote}"]
    return []


def _citations(entry: Entry) -> Sequence[Mapping[str, str]]:
    return entry.envelope.get("citations") or ()


def _locators(entry: Entry) -> list[str]:
    return [citation.get("locator") or "" for citation in _citations(entry)]
