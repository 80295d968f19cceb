"""What sort of hold one entity has on another, and whether a fact tells of another sort."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from events.types.amounts import Share
from events.types.control import ControlKind

NONE, WHOLE = Decimal(0), Decimal(100)


@dataclass(frozen=True, slots=True)
class Terms:
    """What facts said of a hold; None is what none has said.

    Whatever tells that there was a hold says its kind.
    """

    kind: ControlKind | None = None
    share: Share | None = None

    def changed_by(self, later: Terms, *, apart: bool) -> bool:
        """Whether to be established again so is a change: another kind, or another share.

        A share that is first told is one where both are apart, rather than the first at another
        time.
        """
        if self.kind != later.kind:
            return True
        if later.share is None:
            return False
        return apart if self.share is None else bounds(self.share) != bounds(later.share)

    def belied_by(self, seen: Terms) -> bool:
        """Whether to be observed so is a change: a share told less exactly is none."""
        if self.kind != seen.kind:
            return True
        return (
            self.share is not None
            and seen.share is not None
            and not _within(self.share, seen.share)
        )

    def filled_from(self, other: Terms) -> Terms:
        """These, and what only the other says; a share is that of its kind of hold."""
        if self.kind != other.kind:
            return self
        return Terms(self.kind, self.share or other.share)

    def followed_by(self, later: Terms) -> Terms:
        return later.filled_from(self)


def bounds(share: Share) -> tuple[Decimal, Decimal]:
    """Between which percentages it lies."""
    least = NONE if share.min is None else Decimal(share.min)
    return least, WHOLE if share.max is None else Decimal(share.max)


def _within(narrow: Share, wide: Share) -> bool:
    (least, most), (wide_least, wide_most) = bounds(narrow), bounds(wide)
    return wide_least <= least and most <= wide_most


NOTHING_SAID = Terms()
