"""In which order the claims about one person in one post can have come true."""

from __future__ import annotations

from collections.abc import Sequence

from tests.oracle.claims import Claim

Faults = tuple[int, int]
Found = tuple[Faults, tuple[int, ...]]


def in_order(claims: Sequence[Claim]) -> list[Claim]:
    """By window, then by position; where windows overlap, so that it fits best.

    A dissolution comes after all that can have happened before it.
    """
    over = [one for one in claims if one.says == "dissolved"]
    before = (
        [one for one in claims if one not in over and one.first <= over[0].last] if over else claims
    )
    after = [one for one in claims if one not in over and one not in before]
    return [*_fitting(before), *over, *_fitting(after)]


def _fitting(claims: Sequence[Claim]) -> list[Claim]:
    """All orders that the windows allow are tried. A fault is a departure with no tenure to close,
    or an appointment into a post already held. Then to avoid: an observation that opens a tenure,
    and an ending of whatever there was that finds nothing.
    """
    default = sorted(claims, key=lambda one: one.order)
    memory: dict[tuple[tuple[int, ...], Claim | None], Found] = {}

    def best(left: tuple[int, ...], last: Claim | None) -> Found:
        if not left:
            return (0, 0), ()
        if (left, last) not in memory:
            memory[left, last] = min(
                _with(number, default, last, best(_without(number, left), default[number]))
                for number in left
                if not any(default[other].before(default[number]) for other in left)
            )
        return memory[left, last]

    return [default[number] for number in best(tuple(range(len(default))), None)[1]]


def _without(number: int, left: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(other for other in left if other != number)


def _with(number: int, default: Sequence[Claim], last: Claim | None, rest: Found) -> Found:
    (hard, soft), order = rest
    claim = default[number]
    following = default[order[0]] if order else None
    held = last is not None and last.begins
    if (claim.says == "appointed" and held) or (claim.says == "departed" and not held):
        hard += 1
    elif not held:
        soft += _out_of_place(claim, last, following)
    elif claim.leaves_another and last is not None and _taken_up_after(claim, last):
        soft += 2
    return (hard, soft), (number, *order)


def _out_of_place(claim: Claim, last: Claim | None, following: Claim | None) -> int:
    """How much is to be said against what is told where the post is not held."""
    if claim.says == "appointed":
        return 0
    if claim.says == "held":
        return 3 if last is not None and _could_be_before(claim, last) else 1
    if claim.leaves_another and following is not None and _taken_up_after(claim, following):
        return 1
    return 1 if claim.says == "replaced" else 2


def _could_be_before(claim: Claim, last: Claim) -> bool:
    return not last.before(claim)


def _taken_up_after(claim: Claim, appointed: Claim) -> bool:
    """Whether this post was taken up when all posts were left, or later."""
    return appointed.says == "appointed" and claim.order[:2] <= appointed.order[:2]
