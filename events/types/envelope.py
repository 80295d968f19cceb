"""What a client sends to record one event, around the data of its type."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, get_args
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from events.types.citations import Citation
from events.types.references import StoryId
from events.types.strict import Strict
from events.types.text import Line, Prose, RawObject, Timezone, storable, storable_text

__all__ = ["CONFIDENCES", "DEFAULT_CONFIDENCE", "Citation", "Confidence", "Envelope", "Occurred"]

Confidence = Literal["official", "confirmed", "reported", "rumoured", "opinion"]
CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)
"""Most confident first."""
DEFAULT_CONFIDENCE: Confidence = "reported"
"""Of a fact whose envelope says none."""
MOST_VERSIONS = 2**31 - 1
"""As far as the log counts in a stream."""
SET_BY_THE_LOG = ("position", "stream", "version", "recorded_at", "recorded_by", "hash")


def _occurred(value: Any) -> Any:
    if not isinstance(value, str | dict):
        raise PydanticCustomError(
            "occurred",
            "must be a date or date-time as a string, the word unknown, "
            "or an object with earliest and latest",
        )
    return storable_text(value.strip()) if isinstance(value, str) else storable(value)


def _each_once(stories: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(stories))


Occurred = Annotated[
    str | dict[str, Any], Field(union_mode="left_to_right"), BeforeValidator(_occurred)
]
"""Kept as it was given; `events.when` reads it."""
Citations = Annotated[tuple[Citation, ...], Field(max_length=100)]


class Envelope(Strict):
    """The client's part of an event; the log adds position, stream, version, time and hash."""

    refused_fields: ClassVar[Mapping[str, str]] = dict.fromkeys(
        SET_BY_THE_LOG, "is set by the log and cannot be sent"
    )

    id: UUID | None = Field(default=None, description="Best a UUIDv7; any UUID is accepted.")
    type: Line = Field(description="The event type, such as person.appointed.")
    schema_version: Annotated[int, Field(strict=True, ge=1)] | None = Field(
        default=None, alias="schema", description="The schema of `data`; the current one if absent."
    )
    occurred: Occurred | None = Field(
        default=None, description="When it happened or took effect. Facts need it."
    )
    timezone: Timezone | None = Field(
        default=None, description="The IANA time zone that `occurred` is read in."
    )
    data: RawObject = Field(description="The fields of the type.")
    citations: Citations = Field(default=(), description="Where it was read. Facts need one.")
    confidence: Confidence | None = Field(
        default=None, description="How sure it is; a fact that says nothing is `reported`."
    )
    stories: Annotated[tuple[StoryId, ...], Field(max_length=50), AfterValidator(_each_once)] = (
        Field(default=(), description="The stories that it is filed under.")
    )
    note: Prose | None = Field(default=None, description="The editor's remark.")
    correlation: UUID | None = Field(default=None, description="Shared by events of one matter.")
    causation: UUID | None = Field(default=None, description="The event that led to this one.")
    expected_version: Annotated[int, Field(strict=True, ge=0, le=MOST_VERSIONS)] | None = Field(
        default=None, description="The version its stream must be at for the event to be recorded."
    )
