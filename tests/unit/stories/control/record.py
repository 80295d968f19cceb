"""A record of the control of one entity, told fact by fact and asked for its rows."""

from __future__ import annotations

from typing import Any

from stories.control import Conflict, Derivation, Hold, derive_control
from tests.unit.stories.telling import Telling, best_presence

CONTROLLED = "acme"


class Record(Telling):
    def established(
        self,
        controller: str,
        occurred: Any,
        kind: str = "full",
        share: Any = None,
        **said: Any,
    ) -> str:
        data = _terms(controller, kind, share)
        return self.told("control.established", occurred, data, **said)

    def observed(
        self,
        controller: str,
        occurred: Any,
        kind: str = "full",
        share: Any = None,
        **said: Any,
    ) -> str:
        data = _terms(controller, kind, share)
        return self.told("control.observed", occurred, data, **said)

    def ended(
        self,
        controller: str,
        occurred: Any,
        how: str | None = None,
        **said: Any,
    ) -> str:
        data = {"controller": controller, "controlled": CONTROLLED}
        if how is not None:
            data["how"] = how
        return self.told("control.ended", occurred, data, **said)

    def founded(self, organization: str, occurred: Any) -> str:
        return self.told("organization.founded", occurred, {"organization": organization})

    def dissolved(self, organization: str, occurred: Any, **said: Any) -> str:
        data = {"organization": organization}
        return self.told("organization.dissolved", occurred, data, **said)

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
        return best_presence(self.of(controller), moment)


def _terms(controller: str, kind: str, share: Any) -> dict[str, Any]:
    data: dict[str, Any] = {"controller": controller, "controlled": CONTROLLED, "kind": kind}
    if isinstance(share, str):
        data["share"] = {"min": share, "max": share}
    elif share is not None:
        data["share"] = dict(zip(("min", "max"), share, strict=True))
    return data
