"""Which facts and claims are about who controls what, and who controls whom in turn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from events.facts import Fact
from events.types.speech import ClaimMade
from stories.contradictions.evidence import Evidence
from stories.control import Hold
from stories.control.conflicts import SOLE
from stories.spans.dated import first_of

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


def chain(evidence: Evidence, entity: str, at: datetime | None = None) -> Iterator[Hold]:
    """How the entity was controlled alone, directly and through others, or can have been then."""
    met: set[str] = set()
    frontier = [entity]
    while frontier:
        for hold in evidence.control_of(frontier.pop()).holds:
            if hold.kind in SOLE and (at is None or _can_last(hold, at)):
                yield hold
                if hold.controller not in met:
                    met.add(hold.controller)
                    frontier.append(hold.controller)


def masters(evidence: Evidence, entity: str, at: datetime | None = None) -> set[str]:
    """Who ever controlled the entity alone, directly or through others, or can have then."""
    return {hold.controller for hold in chain(evidence, entity, at)}


def _can_last(hold: Hold, at: datetime) -> bool:
    return first_of(hold.start) <= at < hold.ends_last
