"""A record of the control of one entity, told fact by fact and asked for its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from events.facts import Fact
from events.when import presence
from stories.control import Conflict, Derivation, Hold, derive_control
from tests.unit.stories.facts import event_id, fact
from tests.unit.stories.tenure.record import at

CONTROLLED = "acme"


class Record:
    """Each fact gets the next position; they are dated in UTC."""

    def __init__(self) -> None:
        self.facts: list[Fact] = []

    def told(self, type: str, occurred: Any, data: dict[str, Any], **said: Any) -> str:
        """Add a fact; its event's id."""
        position = len(self.facts) + 1
        self.facts.append(fact(position, type, occurred, data, **said))
        return str(event_id(position))

    def established(
        self,
        controller: str,
        occurred: Any,
        kind: str = "full",
        share: Any = None,
        *,
        confidence: str = "reported",
        disputed: Sequence[str] = (),
    ) -> str:
        data = _terms(controller, kind, share)
        said = {"confidence": confidence, "disputed": disputed}
        return self.told("control.established", occurred, data, **said)

    def observed(
        self,
        controller: str,
        occurred: Any,
        kind: str = "full",
        share: Any = None,
        *,
        confidence: str = "reported",
        disputed: Sequence[str] = (),
    ) -> str:
        data = _terms(controller, kind, share)
        said = {"confidence": confidence, "disputed": disputed}
        return self.told("control.observed", occurred, data, **said)

    def ended(
        self,
        controller: str,
        occurred: Any,
        how: str | None = None,
        *,
        confidence: str = "reported",
        disputed: Sequence[str] = (),
    ) -> str:
        data = {"controller": controller, "controlled": CONTROLLED}
        if how is not None:
            data["how"] = how
        said = {"confidence": confidence, "disputed": disputed}
        return self.told("control.ended", occurred, data, **said)

    def founded(self, organization: str, occurred: Any) -> str:
        return self.told("organization.founded", occurred, {"organization": organization})

    def dissolved(self, organization: str, occurred: Any, **said: Any) -> str:
        data = {"organization": organization}
        return self.told("organization.dissolved", occurred, data, **said)

    def died(self, person: str, occurred: Any, **said: Any) -> str:
        return self.told("person.died", occurred, {"person": person}, **said)

    @property
    def derived(self) -> Derivation:
        return derive_control(CONTROLLED, self.facts)

    @property
    def rows(self) -> list[Hold]:
        return self.derived.holds

    @property
    def conflicts(self) -> list[Conflict]:
        return self.derived.conflicts

    def of(self, controller: str) -> list[Hold]:
        return [row for row in self.rows if row.controller == controller]

    def only(self, controller: str) -> Hold:
        (row,) = self.of(controller)
        return row

    def at(self, moment: str, controller: str) -> str | None:
        """The best presence by any one row: certain, possible or None."""
        instant = at(moment)
        found = {presence(row.start, row.end, instant) for row in self.of(controller)}
        return next((one for one in ("certain", "possible") if one in found), None)


def _terms(controller: str, kind: str, share: Any) -> dict[str, Any]:
    data: dict[str, Any] = {"controller": controller, "controlled": CONTROLLED, "kind": kind}
    if isinstance(share, str):
        data["share"] = {"min": share, "max": share}
    elif share is not None:
        data["share"] = dict(zip(("min", "max"), share, strict=True))
    return data
