"""How exact a sum is, out of how exact its parts are. Pure.

What is asked of the parts is the set of their qualifiers, so neither their order nor how they are
grouped matters:

- nothing but `exact` parts (or none at all): `exact`;
- an `at_least` among them and no `at_most`: `at_least`, since only the lower bound is told. A part
  that is `about` so much makes that bound approximate, and the sum no less open upwards;
- an `at_most` and no `at_least`: `at_most`, likewise;
- both of them: `about`, for the sum is bounded on neither side;
- else, with an `about` among them: `about`.
"""

from __future__ import annotations

from collections.abc import Iterable

from events.types.amounts import Qualifier


def together(qualifiers: Iterable[Qualifier]) -> Qualifier:
    """The qualifier of a sum whose parts have these."""
    told = set(qualifiers)
    if {"at_least", "at_most"} <= told:
        return "about"
    if "at_least" in told:
        return "at_least"
    if "at_most" in told:
        return "at_most"
    return "about" if "about" in told else "exact"
