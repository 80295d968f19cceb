"""How a post is held, and whether an appointment changes that."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attributes:
    """What facts said of how a post is held; None is what none has said."""

    title: str | None = None
    acting: bool | None = None
    independent: bool | None = None
    reports_to: str | None = None

    def changed_by(self, later: Attributes) -> bool:
        """Whether being appointed again so is a change: what is not said is no change.

        Not to be appointed as acting is to be appointed for good.
        """
        return (
            bool(self.acting) != bool(later.acting)
            or _differ(self.title, later.title)
            or _differ(self.independent, later.independent)
            or _differ(self.reports_to, later.reports_to)
        )

    def belied_by(self, seen: Attributes) -> bool:
        """Never: how a post is held is changed by appointments alone."""
        return False

    def filled_from(self, other: Attributes) -> Attributes:
        """These, and what only the other says."""
        if other == NOTHING_SAID or self == other:
            return self
        return Attributes(
            title=self.title if self.title is not None else other.title,
            acting=self.acting if self.acting is not None else other.acting,
            independent=self.independent if self.independent is not None else other.independent,
            reports_to=self.reports_to if self.reports_to is not None else other.reports_to,
        )

    def followed_by(self, later: Attributes) -> Attributes:
        """What holds after a change: a title and acting are of the appointment, the rest stays."""
        kept = Attributes(None, later.acting, self.independent, self.reports_to)
        return later.filled_from(kept)


def _differ(one: str | bool | None, other: str | bool | None) -> bool:
    return one is not None and other is not None and one != other


NOTHING_SAID = Attributes()
