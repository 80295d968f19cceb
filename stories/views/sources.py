"""What facts rest on: their independent sources, and what would be left without one. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from stories.sourcing import cited, origins, rests_on_source, rests_on_word
from stories.views import spelling
from stories.views.fact_lists import FactList, Whole
from stories.views.rows import StoredFact
from stories.views.shapes import Json, Names

Keep = Callable[[StoredFact], bool]
_POSSESSIVE = re.compile(r"['’]s?\b")


def resting(row: StoredFact, names: Names) -> Json:
    found = origins(cited(row.citations))
    return {
        "origins": [{"origin": one.name, "sources": list(one.sources)} for one in found],
        "single_source": len(found) == 1,
    }


def on_source_alone(source: str) -> Keep:
    return lambda row: rests_on_source(cited(row.citations), source)


def on_word_alone(speaker: str, names: Collection[str]) -> Keep:
    """Facts given as the speaker's word and nobody else's.

    The attribution is compared as it was asked for, but for case and accents. Of an entity,
    `names` are its names: an attribution that begins with one of them is theirs too, such as
    "Greg Brockman's post".
    """
    exact = {_comparable(speaker)}
    owned = {_comparable(name) for name in names}

    def is_theirs(attribution: str) -> bool:
        said = _comparable(attribution)
        return said in exact | owned or any(said.startswith(f"{name} ") for name in owned if name)

    return lambda row: rests_on_word(cited(row.citations), is_theirs)


def _comparable(text: str) -> str:
    return spelling.plain(_POSSESSIVE.sub(" ", text.replace("-", " ")))


def sizes(facts: Whole) -> Json:
    """How many facts there are, and how many of them rest on one source."""
    alone = facts.count(independent_sources__lte=1)
    return {"size": {"facts": facts.count(), "single_source": alone}}


SOURCES = FactList("sources", more=resting, whole=sizes, tells_presence=False)
