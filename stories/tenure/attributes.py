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

    def changed_by(self, later: Attributes, *, apart: bool) -> bool:
        """Whether being appointed again so is a change: what is not said is no change.

        What is first said is one where both appointments are apart: to be appointed anew, with a
        title, is rather another appointment than an account of the first at another time. Not to
        be appointed as acting is to be appointed for good.
        """
        return bool(self.acting) != bool(later.acting) or any(
            after is not None and before != after and (apart or before is not None)
            for before, after in (
                (self.title, later.title),
                (self.independent, later.independent),
                (self.reports_to, later.reports_to),
            )
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


NOTHING_SAID = Attributes()
