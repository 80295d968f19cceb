"""Query parameters read and checked; whatever is wrong is told all at once."""

import re
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from typing import TypeVar
from uuid import UUID

from django.http import QueryDict

from events.api.problems import bad_parameters
from events.recording.refusal import Problem
from events.types import as_uuid, pointer
from events.types.registry import UnknownType, event_type
from events.when import Moment, WhenError, check_timezone, read_as_of, read_at_least

TRUTH = {"true": True, "1": True, "false": False, "0": False}
UNIVERSAL = ("as_of", "known_at", "tz", "at_least")
REPEATABLE = ("type", "entity", "story", "confidence", "status")
LARGEST_PAGE = 1000
C = TypeVar("C", bound=str)


class Parameters:
    """The parameters of one request; faults are kept until `refuse_faults`."""

    def __init__(self, given: QueryDict, accepted: Collection[str]) -> None:
        self.given = given
        self.faults: list[Problem] = []
        for name in given:
            if name not in accepted:
                accepts = f"accepted are {', '.join(accepted)}" if accepted else "none is accepted"
                told = f"there is no parameter {name!r:.60} here; {accepts}"
                self.fault(name, "unknown_parameter", told)
            elif name not in REPEATABLE and len(given.getlist(name)) > 1:
                self.fault(name, "repeated", "must be given only once")
            elif any("\0" in value for value in given.getlist(name)):
                self.fault(name, "nul", "must not contain the NUL character (U+0000)")

    def fault(self, name: str, code: str, detail: str) -> None:
        """The pointer is the parameter's name, as of a field of an object."""
        problem = Problem(pointer([name]), code, detail)
        if problem not in self.faults:
            self.faults.append(problem)

    def refuse_faults(self) -> None:
        """Raises ProblemException (400) with all of them, if there are any."""
        if self.faults:
            raise bad_parameters(self.faults)

    def text(self, name: str) -> str | None:
        return self.given.get(name)

    def required(self, name: str, detail: str) -> str:
        text = (self.given.get(name) or "").strip()
        if not text:
            self.fault(name, "required", detail)
        return text

    def number(self, name: str, default: int, most: int = LARGEST_PAGE) -> int:
        text = self.given.get(name)
        if text is None:
            return default
        if re.fullmatch(r"[0-9]{1,9}", text) and 1 <= int(text) <= most:
            return int(text)
        self.fault(name, "invalid_number", f"must be a whole number from 1 to {most}")
        return default

    def flag(self, name: str) -> bool:
        text = self.given.get(name, "false").lower()
        if text not in TRUTH:
            self.fault(name, "invalid_flag", "must be true or false")
        return TRUTH.get(text, False)

    def choice(self, name: str, default: C, accepted: Sequence[C]) -> C:
        text = self.given.get(name, default)
        for one in accepted:
            if text == one:
                return one
        self.fault(name, "invalid_choice", f"must be one of {', '.join(accepted)}")
        return default

    def several(self, name: str, check: Callable[[str], str | None]) -> list[str]:
        """Values of a parameter that may be repeated, or hold several with commas between."""
        values = [v.strip() for text in self.given.getlist(name) for v in text.split(",")]
        for value in values:
            if told := check(value):
                self.fault(name, "invalid_choice", told)
        return list(dict.fromkeys(values))

    def uuid(self, name: str) -> UUID | None:
        text = self.given.get(name)
        found = as_uuid(text)
        if text is not None and found is None:
            self.fault(name, "invalid_id", "must be the id of an event, a UUID")
        return found

    def position(self, name: str) -> int | None:
        text = self.given.get(name)
        try:
            return None if text is None else read_at_least(text)
        except WhenError as error:
            self.fault(name, error.code, error.detail)
            return None

    def zone(self, default: str) -> str:
        try:
            return check_timezone(self.given.get("tz", default))
        except WhenError as error:
            self.fault("tz", error.code, error.detail)
            return default

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

    def span(self, zone: str | None) -> tuple[datetime | None, datetime | None]:
        """The first and the last instant of what `from` and `to` ask for, days whole.

        Without a zone, which may decide whether one is before the other, each is read by itself.
        """
        begin, end = (self.moment(name, zone or "UTC") for name in ("from", "to"))
        if zone and begin and end and begin.instant > end.instant:
            self.fault("to", "before_from", "must not be before `from`")
        return begin.begins if begin else None, end.instant if end else None


NO_CURSOR = "is no cursor: follow `next` of a page as it is"
"""What is told of a cursor that nobody was given."""


def one_of(accepted: Sequence[str]) -> Callable[[str], str | None]:
    told = f"must be among {', '.join(accepted)}"
    return lambda value: None if value in accepted else f"{value!r:.60}: {told}"


def known_type(value: str) -> str | None:
    try:
        event_type(value)
    except UnknownType as error:
        return error.detail
    return None


def any_slug(value: str) -> str | None:
    return None if re.fullmatch(r"[a-z0-9-]{1,100}", value) else f"{value!r:.60} is no id"


def anything(value: str) -> None:
    """Nothing is wrong with it."""
