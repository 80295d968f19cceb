"""Query parameters read and checked; whatever is wrong is told all at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from typing import Any

from django.http import QueryDict

from events.facts import STATUSES
from events.recording.refusal import Problem
from events.types import pointer
from events.types.envelope import CONFIDENCES
from events.types.registry import UnknownType, event_type
from events.when import Moment, WhenError, read_as_of
from stories.views.fact_pages import Filters
from stories.views.question import Asking, BadQuestion
from stories.views.timeline import SHOWN_STATUSES

UNIVERSAL = ("as_of", "known_at", "tz", "at_least")
PAGED = ("limit", "cursor")
OF_FACTS = ("type", "entity", "story", "from", "to", "certain", "confidence", "status")
"""Which facts are kept."""
FACT_FILTERS = (*OF_FACTS, "order", *PAGED)
LIMIT = 100
MOST = 1000
REPEATABLE = ("type", "entity", "story", "confidence", "status")


class Parameters:
    """The parameters of one request; faults are kept until `refuse_faults`."""

    def __init__(self, given: QueryDict, accepted: Collection[str]) -> None:
        self.given = given
        self.faults: list[Problem] = []
        names = [*UNIVERSAL, *accepted]
        for name in given:
            if name not in names:
                told = f"there is no parameter {name!r} here; accepted are {', '.join(names)}"
                self.fault(name, "unknown_parameter", told)
            elif name not in REPEATABLE and len(given.getlist(name)) > 1:
                self.fault(name, "repeated", "must be given only once")
            elif any("\0" in value for value in given.getlist(name)):
                self.fault(name, "nul", "must not contain the NUL character (U+0000)")

    def fault(self, name: str, code: str, detail: str) -> None:
        self.faults.append(Problem(pointer([name]), code, detail))

    def refuse_faults(self) -> None:
        if self.faults:
            raise BadQuestion(self.faults)

    def text(self, name: str) -> str | None:
        return self.given.get(name)

    def required(self, name: str, detail: str) -> str:
        text = (self.given.get(name) or "").strip()
        if not text:
            self.fault(name, "required", detail)
        return text

    def asking(self) -> Asking:
        return Asking(**{name: self.given.get(name) for name in UNIVERSAL})

    def number(self, name: str, default: int, most: int) -> int:
        text = self.given.get(name)
        if text is None:
            return default
        if re.fullmatch(r"[0-9]{1,9}", text) and 1 <= int(text) <= most:
            return int(text)
        self.fault(name, "invalid_number", f"must be a whole number from 1 to {most}")
        return default

    def flag(self, name: str) -> bool:
        text = self.given.get(name)
        if text not in (None, "true", "false"):
            self.fault(name, "invalid_flag", "must be true or false")
        return text == "true"

    def choice(self, name: str, default: str, accepted: Sequence[str]) -> str:
        text = self.given.get(name, default)
        if text not in accepted:
            self.fault(name, "invalid_choice", f"must be one of {', '.join(accepted)}")
            return default
        return text

    def several(self, name: str, check: Callable[[str], str | None]) -> list[str]:
        """Values of a parameter that may be repeated, or hold several with commas between."""
        values = [v.strip() for text in self.given.getlist(name) for v in text.split(",")]
        for value in values:
            if told := check(value):
                self.fault(name, "invalid_choice", told)
        return list(dict.fromkeys(values))

    def moment(self, name: str, zone: str) -> Moment | None:
        """A moment in the world, or None if the parameter is absent."""
        text = self.given.get(name)
        if text is None:
            return None
        try:
            return read_as_of(text, timezone=zone, now=datetime.now(UTC))
        except WhenError as error:
            self.fault(name, error.code, error.detail)
            return None

    def span(self, zone: str) -> tuple[datetime | None, datetime | None]:
        """The first and the last instant of what `from` and `to` ask for, days whole."""
        begin, end = self.moment("from", zone), self.moment("to", zone)
        if begin and end and begin.instant > end.instant:
            self.fault("to", "before_from", "must not be before `from`")
        first = begin.day[0] if begin and begin.day else begin.instant if begin else None
        return first, end.instant if end else None


def one_of(accepted: Sequence[str]) -> Callable[[str], str | None]:
    told = f"must be among {', '.join(accepted)}"
    return lambda value: None if value in accepted else f"{value!r}: {told}"


def known_type(value: str) -> str | None:
    try:
        event_type(value)
    except UnknownType as error:
        return error.detail
    return None


def any_slug(value: str) -> str | None:
    return None if re.fullmatch(r"[a-z0-9-]{1,100}", value) else f"{value!r} is no id"


def read_filters(parameters: Parameters, zone: str, as_of: Moment, now_asked: bool) -> Filters:
    """Filters of a timeline; `from` and `to` are whole days in the zone where dates are given."""
    first, last = parameters.span(zone)
    certain = parameters.flag("certain")
    order: Any = parameters.choice("order", "asc", ("asc", "desc"))
    return Filters(
        types=parameters.several("type", known_type),
        entities=parameters.several("entity", any_slug),
        stories=parameters.several("story", any_slug),
        confidences=parameters.several("confidence", one_of(CONFIDENCES)),
        statuses=parameters.several("status", one_of(STATUSES)) or SHOWN_STATUSES,
        first=first,
        last=last,
        begun_by=as_of.instant if now_asked or (certain and last is None) else None,
        certain=certain,
        order=order,
    )
