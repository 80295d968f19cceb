"""What was asked, resolved: the moment in the world, and the position in the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from events.recording.refusal import Problem
from events.when import Moment
from stories.engine.reading import Known
from stories.views.shapes import Json


class BadQuestion(ValueError):
    """A parameter that cannot be read; `errors` says which and what is accepted."""

    def __init__(self, errors: Sequence[Problem]) -> None:
        super().__init__("; ".join(error.detail for error in errors))
        self.errors = tuple(errors)


class NotIntroduced(LookupError):
    """An id that the record never introduced, or not as that kind of thing."""


@dataclass(frozen=True, slots=True)
class Asking:
    """The parameters as they came: texts, not yet read."""

    as_of: str | None = None
    known_at: str | None = None
    tz: str | None = None
    at_least: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """The entity in the path. `id` is what it has become by merges, `asked` what was asked for."""

    asked: str
    kind: str
    id: str
    name: str
    known: bool
    attributes: Json

    @property
    def merged_into(self) -> str | None:
        return self.id if self.id != self.asked else None


@dataclass(frozen=True, slots=True)
class Question:
    """A resolved question. Two of the same path and parameters that are equal have one answer."""

    as_of: Moment
    known_at: Moment
    known: Known
    subject: Subject | None
    pinned: bool
    """Whether the position was asked for by its number."""

    @property
    def timezone(self) -> str:
        return self.as_of.timezone

    @property
    def asked_about(self) -> datetime | None:
        """The moment in the world that was asked for; None where now is meant for want of one."""
        return self.as_of.instant if self.as_of.requested is not None else None

    @property
    def record(self) -> Known:
        """What was known of the subject; nothing while it was not introduced, whatever facts named
        it already, or name it still.
        """
        return self.known if self.of.known else replace(self.known, position=0)

    @property
    def of(self) -> Subject:
        """The subject, of a question that has one."""
        if self.subject is None:
            raise LookupError("the question is about no subject")
        return self.subject
