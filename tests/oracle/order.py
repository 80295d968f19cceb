"""In which order the claims about one person in one post can have come true."""

from __future__ import annotations

from collections.abc import Sequence

from tests.oracle.claims import Claim

Found = tuple[tuple[int, int], tuple[int, ...], tuple[int, ...]]
"""How many faults and how much else, where the faults are, and the order."""


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
    """All orders that the windows allow are tried.

    A fault is a departure that closes nothing, or an appointment into a post already held; where
    there is no order without, what fits comes first. Then to avoid is what `_out_of_place` and
    `_taken_too_early` say.
    """
    default = sorted(claims, key=lambda one: one.order)
    memory: dict[tuple[tuple[int, ...], Claim | None, Claim | None], Found] = {}

    def best(left: tuple[int, ...], last: Claim | None, opener: Claim | None) -> Found:
        """The best order of what is left, after `last`, in a tenure begun by `opener`."""
        if not left:
            return (0, 0), (), ()
        if (left, last, opener) not in memory:
            memory[left, last, opener] = min(
                tried(number, left, last, opener)
                for number in left
                if not any(default[other].before(default[number]) for other in left)
            )
        return memory[left, last, opener]

    def tried(
        number: int, left: tuple[int, ...], last: Claim | None, opener: Claim | None
    ) -> Found:
        claim = default[number]
        opened = (opener or claim) if claim.begins else None
        rest = tuple(other for other in left if other != number)
        (hard, soft), faults, order = best(rest, claim, opened)
        following = default[order[0]] if order else None
        fault = _is_fault(claim, last, opener)
        worse = _out_of_place(claim, last, opener, following)
        if opener is None:
            worse += _taken_too_early(claim, [default[other] for other in rest])
        return (hard + fault, soft + worse), (fault, *faults), (number, *order)

    return [default[number] for number in best(tuple(range(len(default))), None, None)[2]]


def _is_fault(claim: Claim, last: Claim | None, opener: Claim | None) -> bool:
    if claim.says == "appointed":
        return opener is not None
    return claim.says == "departed" and last is None


def _out_of_place(
    claim: Claim, last: Claim | None, opener: Claim | None, following: Claim | None
) -> int:
    """How much is to be said against what a claim opens, or finds to close."""
    if opener is not None:
        return 2 if claim.leaves_another and _taken_up_after(claim, opener) else 0
    if claim.says == "appointed":
        return 0
    if claim.says == "held":
        return 3 if last is not None and _could_be_before(claim, last) else 1
    if claim.leaves_another and following is not None and _taken_up_after(claim, following):
        return 1
    if claim.says == "replaced":
        return 1
    return 2 if last is None or claim.says == "departed" else 1


def _taken_too_early(claim: Claim, rest: Sequence[Claim]) -> int:
    """For what opens or finds nothing, whether something that can have been before opens better."""
    earlier = {one.says for one in rest if _could_be_before(one, claim)}
    if claim.says == "held":
        return int("appointed" in earlier)
    return 2 if claim.says == "all" and "held" in earlier else 0


def _could_be_before(claim: Claim, other: Claim) -> bool:
    return not other.before(claim)


def _taken_up_after(claim: Claim, appointed: Claim) -> bool:
    """Whether this post was taken up when all posts were left, or later."""
    return appointed.says == "appointed" and claim.order[:2] <= appointed.order[:2]
