"""What a combobox is asked, and an option that it offers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from events.when import Window
from newsroom.desk.form.understood import Understood, understand
from stories.engine.reading import Known

MOST = 8
"""Options offered at once."""


@dataclass(frozen=True, slots=True)
class Option:
    """`value` is the id that is meant, `label` what the field then shows. `fills` are fields
    beside it, by the last part of their names. `does` presses a button of the form."""

    value: str
    label: str
    detail: str = ""
    fills: Mapping[str, str] = field(default_factory=dict)
    does: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is typed, and what of the form matters to it."""

    text: str
    known: Known
    field: str = ""
    story: str = ""
    type: str = ""
    person: str = ""
    organization: str = ""
    occurred: str = ""
    zone: str = "UTC"
    types: Collection[str] = ()
    """The types that whoever asks may record."""

    @property
    def window(self) -> Window:
        """When it happened, as far as the form says; else now."""
        now = datetime.now(UTC)
        told = understand({"occurred": self.occurred}, self.zone, None, now)
        if isinstance(told, Understood) and told.earliest and told.latest:
            return Window(told.earliest, told.latest)
        return Window(now, now)
