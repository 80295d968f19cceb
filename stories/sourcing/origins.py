"""Where citations have it from, and what they would be worth without one source. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation says of where it was read."""

    source: str
    attributed_to: str | None = None
    derived_from: str | None = None


def cited(citations: Iterable[Mapping[str, Any]]) -> list[Cited]:
    """What citations as the log keeps them say of it, in their order."""
    return [Cited(c["source"], c.get("attributed_to"), c.get("derived_from")) for c in citations]


@dataclass(frozen=True, slots=True)
class Origin:
    """One independent source, with the documents that tell it."""

    name: str
    sources: tuple[str, ...]


def origins(citations: Sequence[Cited]) -> list[Origin]:
    """The independent sources of a fact, in the order in which they are cited.

    A citation's origin is the inner source that it attributes the matter to and, where it is
    derived from another source, that one's origin; else the source itself. However often it was
    retold, and whichever of them its retellers name, one origin counts once; capitals and
    punctuation make no other of it.
    """
    by_source = _by_source(citations)
    names = [_names(citation, by_source) for citation in citations]
    legs = _legs(names)
    called: dict[int, str] = {}
    told: dict[int, dict[str, None]] = {}
    for citation, own in zip(citations, names, strict=True):
        leg = legs[_folded(own[0])]
        called.setdefault(leg, own[0])
        told.setdefault(leg, {})[citation.source] = None
    return [Origin(called[leg], tuple(sources)) for leg, sources in told.items()]


def rests_on_source(citations: Sequence[Cited], source: str) -> bool:
    """Whether every citation is of the source, or derived from it: nothing remains without it."""
    by_source = _by_source(citations)
    return bool(citations) and all(
        source in {name for step in _chain(citation, by_source) for name in _documents(step)}
        for citation in citations
    )


def rests_on_word(citations: Sequence[Cited], is_theirs: Callable[[str], bool]) -> bool:
    """Whether every citation gives the matter as the word of one inner source."""
    by_source = _by_source(citations)
    return bool(citations) and all(
        is_theirs(_origin(citation, by_source)) for citation in citations
    )


def _folded(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold())) or name


def _legs(citations: Iterable[Sequence[str]]) -> dict[str, int]:
    """The leg of each name: those by which one citation calls its origin are one."""
    legs: dict[str, int] = {}
    for leg, names in enumerate(citations):
        folded = [_folded(name) for name in names]
        same = {legs[name] for name in folded if name in legs}
        if len(same) > 1:  # it tells that what counted as several is one
            legs |= {name: leg for name, other in legs.items() if other in same}
        legs |= dict.fromkeys(folded, leg if len(same) != 1 else same.pop())
    return legs


def _names(citation: Cited, by_source: Mapping[str, Cited]) -> list[str]:
    """What the origin is called, the inner source first."""
    names = [_origin(citation, by_source)]
    if citation.attributed_to and citation.derived_from not in (None, citation.source):
        names.append(_origin(replace(citation, attributed_to=None), by_source))
    return names


def _origin(citation: Cited, by_source: Mapping[str, Cited]) -> str:
    chain = list(_chain(citation, by_source))
    last = chain[-1]
    if last.attributed_to is not None:
        return last.attributed_to
    if last.derived_from in (sources := [step.source for step in chain]):
        return min(sources)  # they have it from one another
    return last.derived_from or last.source


def _chain(citation: Cited, by_source: Mapping[str, Cited]) -> Iterable[Cited]:
    """The citation and those it is derived from, up to one that names an inner source."""
    seen = {citation.source}
    yield citation
    while citation.attributed_to is None and citation.derived_from is not None:
        if citation.derived_from not in by_source or citation.derived_from in seen:
            return
        citation = by_source[citation.derived_from]
        seen.add(citation.source)
        yield citation


def _documents(citation: Cited) -> tuple[str, ...]:
    return (citation.source, *((citation.derived_from,) if citation.derived_from else ()))


def _by_source(citations: Iterable[Cited]) -> dict[str, Cited]:
    return {citation.source: citation for citation in citations}
