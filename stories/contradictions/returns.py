"""People seen in a post after they left it, with no appointment in between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from events.facts import Fact
from stories.tenure import Tenure


@dataclass(frozen=True, slots=True)
class Return:
    person: str
    post: str
    left: Sequence[Fact]
    """The accounts of how the person left."""
    seen: Sequence[Fact]
    """The sightings after that, up to an appointment."""


def returns(tenures: Mapping[tuple[str, str], Sequence[Tenure]]) -> Iterator[Return]:
    """From tenures in order of time, by person and post."""
    for (person, post), stays in tenures.items():
        for before, after in pairwise(stays):
            if after.begun or not before.ended:
                continue
            seen = _before_an_appointment(after)
            if seen:
                yield Return(person, post, [one.fact for one in before.ended], seen)


def _before_an_appointment(tenure: Tenure) -> list[Fact]:
    until = min((one.first for one in tenure.again), default=None)
    return [one.fact for one in tenure.seen if until is None or one.last < until]
