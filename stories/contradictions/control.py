"""Which facts and claims are about who controls what, and who controls whom in turn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from events.facts import Fact
from events.types.speech import ClaimMade
from events.when.window import FIRST, LAST
from stories.contradictions.evidence import Evidence
from stories.control import Hold
from stories.control.conflicts import SOLE
from stories.spans.dated import first_of

_WORDS = re.compile(
    r"\b(control|controls|controlled|controlling|own|owns|owned|owner|owners|ownership"
    r"|subsidiary|subsidiaries|belong|belongs|belonged)\b",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\b(no(?! doubt)|not(?! (only|just|merely))|never|neither|nor|nobody|none|without|cannot"
    r"|den(y|ies|ied|ying))\b|n['’]t\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.,;:!?()]|\bbut\b", re.IGNORECASE)
NEAR, FAR = 6, 400
"""Words of its clause before a word for control among which a negation is one of it; and letters
in which these are looked for."""


def speaks_of_control(fact: Fact) -> bool:
    """Whether a claim names two entities or more and uses a word for control.

    What a claim says is free text, so this finds what an editor should look at, no more.
    """
    data = fact.data
    return isinstance(data, ClaimMade) and len(data.about) > 1 and bool(_WORDS.search(data.claim))


def denies_control(claim: str) -> bool:
    """Whether each word for control in it is negated: "does not own it, nor does it control it"."""
    found = (word.start() for word in _WORDS.finditer(claim))
    return all(_negated(claim[max(0, start - FAR) : start]) for start in found)


def _negated(before: str) -> bool:
    *_, clause = _CLAUSE.split(before)
    return _NEGATION.search(" ".join(clause.split()[-NEAR:])) is not None


def chain(
    evidence: Evidence, entity: str, first: datetime = FIRST, last: datetime = LAST
) -> Iterator[Hold]:
    """How the entity can have been controlled alone between two moments, directly and through
    others."""
    met: set[str] = set()
    frontier = [entity]
    while frontier:
        for hold in evidence.control_of(frontier.pop()).holds:
            if hold.kind in SOLE and first_of(hold.start) <= last and first < hold.ends_last:
                yield hold
                if hold.controller not in met:
                    met.add(hold.controller)
                    frontier.append(hold.controller)


def masters(
    evidence: Evidence, entity: str, first: datetime = FIRST, last: datetime = LAST
) -> set[str]:
    """Who can have controlled the entity alone between two moments, directly and through others."""
    return {hold.controller for hold in chain(evidence, entity, first, last)}
