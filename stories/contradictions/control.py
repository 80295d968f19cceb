"""Which facts and claims are about who controls what, and who controls whom in turn."""

from __future__ import annotations

import re

from events.facts import Fact
from events.types.speech import ClaimMade
from stories.contradictions.evidence import Evidence
from stories.control.conflicts import SOLE

_WORDS = re.compile(
    r"\b(control|controls|controlled|controlling|own|owns|owned|owner|owners|ownership"
    r"|subsidiary|subsidiaries|belong|belongs|belonged)\b",
    re.IGNORECASE,
)


def speaks_of_control(fact: Fact) -> bool:
    """Whether a claim names two entities or more and uses a word for control.

    What a claim says is free text, so this finds what an editor should look at, no more.
    """
    data = fact.data
    return isinstance(data, ClaimMade) and len(data.about) > 1 and bool(_WORDS.search(data.claim))


def masters(evidence: Evidence, entity: str) -> set[str]:
    """Who ever controlled the entity alone, directly or through others."""
    found: set[str] = set()
    frontier = [entity]
    while frontier:
        for hold in evidence.control_of(frontier.pop()).holds:
            if hold.kind in SOLE and hold.controller not in found:
                found.add(hold.controller)
                frontier.append(hold.controller)
    return found
