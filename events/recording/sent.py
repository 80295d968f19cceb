"""One event as a client sent it, read as far as it can be. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from pydantic import ValidationError

from events.types import (
    Amendment,
    Envelope,
    EventData,
    Problem,
    SchemaUnknown,
    UnknownType,
    as_uuid,
    decode,
    event_type,
    pointer,
    problems,
)

M = TypeVar("M", Envelope, EventData)

MOST_EVENTS = 1000
"""No request has more: a batch is checked in memory and appended in one transaction."""

MOST_FIELDS = 100
"""No type has as many; beyond it a fault is told once, not for every field."""


@dataclass(slots=True, eq=False)
class Sent:
    """What could be read of it: a faulty envelope still lets the data be checked, and vice versa.

    `place` is the JSON pointer of the event in the request, "" for a single one.
    """

    place: str
    raw: Mapping[str, Any]
    envelope: Envelope | None = None
    readable_envelope: Envelope | None = None
    """As with the data: what is left without the fields at fault."""
    kind_of: type[EventData] | None = None
    data: EventData | None = None
    readable: EventData | None = None
    """The data, or what is left without its fields at fault where that is valid, whether or not it
    says why.
    """
    sound: Mapping[str, Any] = field(default_factory=dict)
    """The fields of the data that are not at fault, whatever the others are."""
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, where: str, code: str, reason: str, accepted: str = "") -> None:
        self.problems.append(Problem(self.place + where, code, reason, accepted))

    def let_go(self) -> None:
        """Of what was read, once it is drafted: a large batch need not be in memory twice. What is
        asked of it yet is read from what was sent.
        """
        self.envelope = self.readable_envelope = self.data = self.readable = None
        self.sound = {}

    @property
    def id(self) -> UUID | None:
        """The id that the client chose, also where the envelope has other faults."""
        return self.envelope.id if self.envelope else as_uuid(self.raw.get("id"))

    @property
    def amendment(self) -> type[Amendment] | None:
        """Which editorial event it is, if it is one."""
        kind_of = self.kind_of
        return kind_of if kind_of and issubclass(kind_of, Amendment) else None

    @property
    def introduction(self) -> tuple[str, str] | None:
        """The kind and the slug of what it introduces, also where its data has other faults."""
        if self.data:
            return self.data.introduction()
        return self.kind_of.introduction_sent(self.raw.get("data")) if self.kind_of else None

    @property
    def defines(self) -> tuple[str, str] | None:
        """The organisation and the post, if the event says what a post is."""
        if self.kind_of is None or self.kind_of.kind != "definition":
            return None
        organization, post = self.sound.get("organization"), self.sound.get("post")
        return (organization, post) if organization and post else None

    @property
    def target(self) -> UUID | None:
        """The event that an editorial event acts on, as far as it can be read."""
        if self.amendment is None:
            return None
        data = self.data if self.data else self.raw.get("data")
        named = data.get("event") if isinstance(data, dict) else getattr(data, "event", None)
        return as_uuid(named)

    @property
    def occurred(self) -> str | dict[str, Any] | None:
        if self.envelope:
            return self.envelope.occurred
        raw = self.raw.get("occurred")
        return raw if isinstance(raw, str | dict) else None

    @property
    def timezone(self) -> str | None:
        return self.envelope.timezone if self.envelope else _text(self.raw.get("timezone"))

    @property
    def stories(self) -> tuple[str, ...]:
        if self.envelope:
            return self.envelope.stories
        raw = self.raw.get("stories")
        return tuple(filter(None, map(_text, raw))) if isinstance(raw, list) else ()

    @property
    def stories_sent(self) -> list[tuple[str, str]]:
        """Each once, with its place as the client sent it; none that is itself at fault."""
        raw = self.raw.get("stories")
        places: dict[str, str] = {}
        for index, story in enumerate(raw if isinstance(raw, list) else ()):
            if isinstance(story, str):
                places.setdefault(story.strip(), f"/stories/{index}")
        faulty = {problem.pointer for problem in self.problems}
        return [(story, at) for story, at in places.items() if self.place + at not in faulty]

    @property
    def published(self) -> list[str | None]:
        """When each citation was published, as far as it says."""
        if self.envelope:
            return [citation.published for citation in self.envelope.citations]
        raw = self.raw.get("citations")
        citations = raw[:MOST_FIELDS] if isinstance(raw, list) else []
        return [_text(one.get("published")) if isinstance(one, dict) else None for one in citations]


def read(raw: object, place: str) -> Sent:
    """The event with every fault of its own form noted; what it refers to is not looked at."""
    if not isinstance(raw, dict):
        sent = Sent(place, {})
        sent.refuse("", "object", "must be an object: the envelope of an event")
        return sent
    sent = Sent(place, raw)
    if _too_many_fields(sent):
        return sent
    try:
        sent.envelope = sent.readable_envelope = Envelope.model_validate(raw)
    except ValidationError as fault:
        sent.problems += problems(fault, place)
        sent.readable_envelope = _valid(Envelope.model_validate, _without_faults(raw, fault))
    _read_data(sent)
    _require(sent)
    return sent


def type_of(raw: Any) -> str | None:
    """The type that an envelope says, valid or not."""
    said = raw.get("type") if isinstance(raw, dict) else None
    return said.strip() if isinstance(said, str) else None


def _read_data(sent: Sent) -> None:
    name = sent.envelope.type if sent.envelope else type_of(sent.raw)
    data = sent.envelope.data if sent.envelope else sent.raw.get("data")
    if name is None:
        return
    try:
        sent.kind_of = event_type(name)
    except UnknownType as unknown:
        _refuse_once(sent, unknown)
        return
    schema = _schema(sent, sent.kind_of)
    if not isinstance(data, dict):
        return
    try:
        sent.readable = sent.data = decode(name, schema, data)
        sent.sound = sent.data.as_json()
    except ValidationError as fault:
        known = {problem.pointer for problem in sent.problems}
        found = problems(fault, pointer(["data"], sent.place))
        sent.problems += [problem for problem in found if problem.pointer not in known]
        sent.sound = _without_faults(data, fault)
        why = sent.amendment.unexplained() if sent.amendment else {}
        sent.readable = _valid(partial(decode, name, schema), {**why, **sent.sound})


def _schema(sent: Sent, kind_of: type[EventData]) -> int | None:
    """That which it says. Of one that there is not, the data is judged as of the current one."""
    said = sent.envelope.schema_version if sent.envelope else sent.raw.get("schema")
    if type(said) is not int:
        return None
    try:
        kind_of.check_schema(said)
    except SchemaUnknown as unknown:
        _refuse_once(sent, unknown)
        return None
    return said


def _refuse_once(sent: Sent, unknown: UnknownType | SchemaUnknown) -> None:
    """Unless the envelope was refused for it."""
    if sent.place + unknown.pointer not in {problem.pointer for problem in sent.problems}:
        sent.refuse(unknown.pointer, unknown.code, unknown.detail)


def _without_faults(fields: Mapping[str, Any], fault: ValidationError) -> dict[str, Any]:
    faulty = {place[0] for error in fault.errors(include_url=False) if (place := error["loc"])}
    left = {name: value for name, value in fields.items() if name not in faulty}
    return {name: v.strip() if isinstance(v, str) else v for name, v in left.items()}


def _valid(read_as: Callable[[dict[str, Any]], M], fields: dict[str, Any]) -> M | None:
    try:
        return read_as(fields)
    except ValidationError:
        return None


def _require(sent: Sent) -> None:
    """What the type asks of its envelope."""
    if sent.kind_of is None:
        return
    name = sent.kind_of.type
    if sent.kind_of.needs_occurred() and sent.raw.get("occurred") is None:
        sent.refuse("/occurred", "required", f"is required: {name} says when it happened")
    if sent.kind_of.needs_citations() and sent.raw.get("citations") in (None, []):
        sent.refuse("/citations", "required", f"is required: {name} needs at least one citation")


def _too_many_fields(sent: Sent) -> bool:
    data = sent.raw.get("data")
    for where, fields in (("", sent.raw), ("/data", data)):
        if isinstance(fields, dict) and len(fields) > MOST_FIELDS:
            sent.refuse(where, "too_many", f"must have at most {MOST_FIELDS} fields")
    return bool(sent.problems)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
