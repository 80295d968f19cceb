"""What every event type is made of. A new type is one subclass in a file of its family."""

from abc import abstractmethod
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Literal, Self

from events.types.envelope import Envelope
from events.types.references import Reference, introduced_kind, references, references_sent
from events.types.strict import Strict
from events.types.summary import naming_stories

Kind = Literal["introduction", "identity", "definition", "fact", "editorial", "story"]
Upcaster = Callable[[dict[str, Any]], dict[str, Any]]


class SchemaUnknown(ValueError):
    """Data says a schema version that its type does not have."""

    code: ClassVar[str] = "unknown_schema"
    pointer: ClassVar[str] = "/schema"

    def __init__(self, type_name: str, schema: int, current: int) -> None:
        accepted = "only 1" if current == 1 else f"1 to {current}"
        self.detail = f"{type_name} has no schema {schema}; there is {accepted}"
        super().__init__(self.detail)


class EventData(Strict):
    """The `data` of one type of event, and what the type means."""

    type: ClassVar[str]
    schema_version: ClassVar[int] = 1
    kind: ClassVar[Kind]
    """`identity` says that ids or names belong together, `definition` what a word means."""
    stream: ClassVar[str]
    """The field whose thing has the stream that the event goes to; of a list its first."""
    stream_otherwise: ClassVar[str | None] = None
    """The field that decides when that one is absent."""
    words: ClassVar[Mapping[str, Mapping[str, Any]]] = {}
    """What people call it beside its own words, and what each says of its fields."""
    set_aside: ClassVar[Mapping[str, tuple[str, Any]]] = {}
    """By what is disputed: the field that tells it, and what that says once a dispute was settled
    for the other account.
    """
    upcasters: ClassVar[Mapping[int, Upcaster]] = {}
    """From a released schema version to the next: `{1: from_1_to_2}`."""
    fields_elsewhere: ClassVar[Mapping[str, str]] = {
        field: "belongs beside `data`, not in it"
        for field in Envelope.field_names()
        if field != "data"
    }

    @abstractmethod
    def summary(self) -> str:
        """One sentence for timelines, with `{slug}` where a reader sees the name."""

    def sentence(self) -> str:
        """The summary, in which a story is told from whoever has the same slug."""
        if self.kind == "fact":
            return self.summary()
        stories = {ref.id for ref in references(self) if ref.kind == "story"}
        return naming_stories(self.summary(), stories)

    @classmethod
    def family(cls) -> str:
        """The file, or the folder, of this package in which it stands."""
        return cls.__module__.removeprefix(f"{__package__}.").partition(".")[0]

    @classmethod
    def needs_occurred(cls) -> bool:
        return cls.kind == "fact"

    @classmethod
    def needs_citations(cls) -> bool:
        return cls.kind == "fact"

    def stream_reference(self) -> Reference | None:
        """The thing whose stream this goes to, if it names one; for editorial events the event
        amended.
        """
        roles = (self.stream, self.stream_otherwise)
        found = references(self)
        return next((ref for role in roles for ref in found if ref.role == role), None)

    @classmethod
    def introduces(cls) -> str | None:
        """What sort of thing every such event introduces, if it does."""
        return introduced_kind(cls)

    def introduction(self) -> tuple[str, str] | None:
        """The kind and the slug that this event introduces, if it does."""
        return next(((ref.kind, ref.id) for ref in references(self) if ref.introduces), None)

    @classmethod
    def introduction_sent(cls, data: object) -> tuple[str, str] | None:
        """The same of data that may be at fault, as it was sent."""
        if cls.introduces() is None:
            return None
        sent = references_sent(cls, data)
        return next(((ref.kind, ref.id) for ref in sent if ref.introduces), None)

    def without(self, what: str) -> Self:
        """What is left of it where another account prevailed on that."""
        if what not in self.set_aside:
            return self
        field, left = self.set_aside[what]
        return self.model_copy(update={field: left})

    def as_json(self) -> dict[str, Any]:
        """The data as it is recorded: what was given, read and tidied, without defaults."""
        return self.model_dump(mode="json", by_alias=True, exclude_unset=True)

    @classmethod
    def check_schema(cls, schema: int) -> None:
        """Raises SchemaUnknown where the type has no such version."""
        if not 1 <= schema <= cls.schema_version:
            raise SchemaUnknown(cls.type, schema, cls.schema_version)

    @classmethod
    def read(cls, schema: int, data: dict[str, Any]) -> Self:
        """Data of any released schema version as the current class."""
        cls.check_schema(schema)
        for version in range(schema, cls.schema_version):
            data = cls.upcasters[version](data)
        return cls.model_validate(data)

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """The JSON Schema of the data, for the API, the desk's forms and the catalogue."""
        schema = cls.model_json_schema(by_alias=True)
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            **schema,
            "title": cls.type,
            "x-schema-version": cls.schema_version,
            "x-kind": cls.kind,
            "x-stream": cls.stream,
        }
