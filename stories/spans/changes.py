"""What facts say of one state, as changes of one kind each."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Generic, Literal, Protocol, Self, TypeVar

from stories.spans.dated import Dated

Kind = Literal["opened", "seen", "closed", "ended"]
"""`ended` closes a state that is open, and says nothing where none is."""


class Attributes(Protocol):
    """How a state holds: what facts said of it, each part unknown until one has."""

    def changed_by(self, later: Self, *, apart: bool) -> bool:
        """Whether being opened again so is a change; `apart` if that is certainly later, so that
        both are no accounts of one opening unless one of them is wrong."""

    def belied_by(self, seen: Self) -> bool:
        """Whether being seen so later shows that it has changed."""

    def filled_from(self, other: Self) -> Self:
        """These, and what only the other says."""

    def followed_by(self, later: Self) -> Self:
        """What holds after a change."""


A = TypeVar("A", bound=Attributes)


@dataclass(slots=True, eq=False)
class Change(Generic[A]):
    """`cause` is the module's own word for what made it."""

    kind: Kind
    dated: Dated
    attributes: A
    cause: str = "said"
    leaves_another: bool = False
    """Of an end of several states at once: one of them was open already."""
    told: bool = True
    """Of an end: told as such; it does not follow from something else."""
    shows: bool = False
    """Of an end of whatever is open: that it was open, if nothing was told of it before."""
    by: Hashable = None
    """Of an end that follows from something else: what that is. However far apart they are told,
    two by one are accounts of it."""
    final: bool = False
    """Of an end that nothing outlasts: where the state had ended already, it had so by then."""
