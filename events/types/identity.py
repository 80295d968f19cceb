"""Identity: who and what there is, by which names, and which of them are the same."""

from typing import Annotated, Literal

from pydantic import Field

from events.types.base import EventData
from events.types.checks import other_than
from events.types.references import (
    ActorId,
    EntityId,
    NewOrganizationId,
    NewPersonId,
    NewWorkId,
)
from events.types.strict import Strict
from events.types.summary import excerpt, named
from events.types.text import Language, Line, Prose, Timezone

AliasKind = Literal["spelling", "transliteration", "former", "nickname", "abbreviation"]


class Alias(Strict):
    """Another name of the same person, organisation or work."""

    name: Line = Field(description="The name.")
    kind: AliasKind = Field(description="What sort of other name it is.")
    language: Language | None = Field(default=None, description="The language it is used in.")


Aliases = Annotated[tuple[Alias, ...], Field(max_length=100)]


class PersonIntroduced(EventData):
    """A person enters the record, under an id that stays."""

    type = "person.introduced"
    kind = "introduction"
    stream = "person"
    words = {"new person": {}}

    person: NewPersonId = Field(description="The id to be, a slug such as sam-altman.")
    name: Line = Field(description="The name that readers see.")
    aliases: Aliases = Field(default=(), description="Other names, misspellings included.")
    description: Prose | None = Field(default=None, description="Who this is.")

    def summary(self) -> str:
        return f"{named(self.person)} entered in the record"


class OrganizationIntroduced(EventData):
    """An organisation enters the record, under an id that stays."""

    type = "organization.introduced"
    kind = "introduction"
    stream = "organization"
    words = {
        "new company": {"kind": "company"},
        "new organization": {},
        "new organisation": {},
        "new club": {},
    }

    organization: NewOrganizationId = Field(description="The id to be, a slug such as openai.")
    name: Line = Field(description="The name that readers see.")
    aliases: Aliases = Field(default=(), description="Other names, misspellings included.")
    # `kind` is the event type's own word in Python; in the data it is the organisation's
    organization_kind: Literal["company", "nonprofit", "government", "fund", "media", "other"] = (
        Field(alias="kind", description="What sort of organisation it is.")
    )
    legal_form: Line | None = Field(default=None, description="Such as a Delaware corporation.")
    jurisdiction: Line | None = Field(default=None, description="Where it is registered.")
    timezone: Timezone | None = Field(
        default=None, description="The IANA zone that questions about it are answered in."
    )
    description: Prose | None = Field(default=None, description="What this is.")

    def summary(self) -> str:
        return f"{named(self.organization)} entered in the record"


class WorkIntroduced(EventData):
    """A product, service, model, place or event enters the record, under an id that stays."""

    type = "work.introduced"
    kind = "introduction"
    stream = "work"
    words = {"new product": {"kind": "product"}}

    work: NewWorkId = Field(description="The id to be, a slug such as chatgpt.")
    name: Line = Field(description="The name that readers see.")
    aliases: Aliases = Field(default=(), description="Other names, misspellings included.")
    work_kind: Literal["product", "service", "model", "place", "event", "other"] = Field(
        alias="kind", description="What sort of work it is."
    )
    owner: ActorId | None = Field(default=None, description="Whose it is.")

    def summary(self) -> str:
        return f"{named(self.work)} entered in the record"


class EntityAliased(EventData):
    """Another name of something that is in the record already."""

    type = "entity.aliased"
    kind = "identity"
    stream = "entity"
    words = {"alias": {}, "also known as": {}, "nickname": {"kind": "nickname"}}

    entity: EntityId = Field(description="What has the name.")
    name: Line = Field(description="The other name.")
    alias_kind: AliasKind = Field(alias="kind", description="What sort of other name it is.")
    language: Language | None = Field(default=None, description="The language it is used in.")

    def summary(self) -> str:
        return f"{named(self.entity)} also known as “{excerpt(self.name)}”"


class EntityRenamed(EventData):
    """A new name for readers; the old one becomes a former name."""

    type = "entity.renamed"
    kind = "identity"
    stream = "entity"
    words = {"renamed": {}, "new name": {}, "rebranded": {}}

    entity: EntityId = Field(description="What is renamed.")
    name: Line = Field(description="The new name.")

    def summary(self) -> str:
        # by its id: whatever name a reader sees by now is this one, or a later one
        return f"“{excerpt(self.name)}” became the name of {self.entity}"


class EntityMerged(EventData):
    """Two ids turn out to be one thing: every fact about `entity` is about `into` from here on."""

    type = "entity.merged"
    kind = "identity"
    stream = "entity"
    words = {"same as": {}, "duplicate": {}}

    entity: EntityId = Field(description="The id that gives way.")
    into: Annotated[EntityId, other_than("entity")] = Field(description="The id that stays.")

    def summary(self) -> str:
        return f"{named(self.entity)} found to be the same as {named(self.into)}"
