"""In which order the claims about one person in one post can have come true."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from tests.oracle.claims import Claim

Against = tuple[int, int, int, int, int, int, int]
"""What is to be said against an order, the weightiest first."""
Found = tuple[Against, tuple[tuple[Against, int], ...]]
"""What is to be said against an order in all, and against each claim where it stands in it."""


def in_order(claims: Sequence[Claim]) -> list[Claim]:
    """By window, then by position; where windows overlap, so that it fits best.

    A dissolution comes after all that can have happened before it.
    """
    over = [one for one in claims if one.says == "dissolved"]
    others = [one for one in claims if one not in over]
    before = [one for one in others if not over or one.first <= over[0].last]
    after = [one for one in others if one not in before]
    return [*_fitting(before), *over, *_fitting(after)]


def _fitting(claims: Sequence[Claim]) -> list[Claim]:
    """All orders that the windows allow are tried; what stands well comes first."""
    default = sorted(
        claims, key=lambda one: (one.first, one.last, not one.leaves_another, one.position)
    )

    @cache
    def best(left: tuple[int, ...], last: int | None) -> Found:
        if not left:
            return (0, 0, 0, 0, 0, 0, 0), ()
        can_follow = [
            number
            for number in left
            if not any(default[other].before(default[number]) for other in left)
        ]
        openable = _openable([default[number] for number in can_follow])
        return min(tried(number, left, last, openable) for number in can_follow)

    def tried(number: int, left: tuple[int, ...], last: int | None, openable: bool) -> Found:
        against = _against(default[number], None if last is None else default[last], openable)
        rest, order = best(tuple(other for other in left if other != number), number)
        total = tuple(map(sum, zip(against, rest, strict=True)))
        return total, ((against, number), *order)  # type: ignore[return-value]

    _, order = best(tuple(range(len(default))), None)
    return [default[number] for _, number in order]


def _openable(claims: Sequence[Claim]) -> bool:
    """Whether one can be an appointment, but for a re-election: a departure of the same window."""
    left = {(one.first, one.last) for one in claims if not one.begins}
    appointed = {(one.first, one.last) for one in claims if one.says == "appointed"}
    return bool(appointed - left)


def _against(claim: Claim, last: Claim | None, openable: bool) -> Against:
    """What is to be said against a claim right after another, where others can follow too."""
    held = last is not None and last.begins
    touches = not held and last is not None and not last.before(claim)
    misfits = claim.says == ("appointed" if held else "departed")
    idle = not held and not claim.leaves_another
    named = last is not None and last.says == "departed"
    repeats = idle and claim.says == "all" and touches and named
    told_late = claim.says == "all" and last is not None and last.says == "replaced" and touches
    return (
        int(touches and claim.says == "held"),
        int(misfits),
        int(idle and claim.says == "all" and not repeats),
        int((idle and claim.says == "replaced" and not touches) or told_late),
        int(not held and openable and (claim.says == "held" or claim.leaves_another)),
        int(claim.says == "held" and not held and last is not None),
        int(repeats),
    )
