"""In which order the claims about one person in one post can have come true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
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
    return _in_order([_as_others_tell(one, claims) for one in claims])


def _as_others_tell(claim: Claim, claims: Sequence[Claim]) -> Claim:
    """A claim whose time was refuted at that of the nearest other claim of the same change.

    Two with a change of another sort between them are of two changes.
    """
    if claim.refuted is None or claim.says == "held":
        return claim
    upheld = [one for one in claims if one.refuted is None]
    same = [
        one
        for one in upheld
        if (one.says, one.successor) == (claim.says, claim.successor)
        and (one.says != "replaced" or _way(one) == _way(claim))
    ]
    near = []
    for one in same:
        told = sorted([claim.refuted, one.order[:2]])
        others = [o for o in upheld if told[0] < o.order[:2] < told[1]]
        if all(other.begins == one.begins or _is_sighting(other, one) for other in others):
            near.append(one)
    if not near:
        return claim
    told_on = claim.refuted[0]
    nearest = min(near, key=lambda one: (abs(one.first - told_on), one.order[:2]))
    return replace(claim, first=nearest.first, last=nearest.last)


def _way(claim: Claim) -> tuple[bool | None, bool | None]:
    return claim.acting, claim.independent


def _is_sighting(other: Claim, one: Claim) -> bool:
    """Between two appointments a sighting only shows that the first was right."""
    return other.says == "held" and one.says == "appointed"


def _in_order(claims: Sequence[Claim]) -> list[Claim]:
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
