"""Works: products and services, and what becomes of them."""

from typing import Literal

from pydantic import Field

from events.types.base import EventData
from events.types.references import EntityId, OrganizationId, WorkId
from events.types.summary import named
from events.types.text import Prose

_STAGES = {"announced": "announced", "launched": "launched", "open_sourced": "open-sourced"}


class ProductLaunched(EventData):
    """A product was announced, launched or made open source."""

    type = "product.launched"
    kind = "fact"
    stream = "work"
    words = {
        "launched": {},
        "released": {},
        "unveiled": {"stage": "announced"},
        "open sourced": {"stage": "open_sourced"},
    }

    work: WorkId = Field(description="What was launched.")
    organization: OrganizationId = Field(description="By whom.")
    stage: Literal["announced", "launched", "open_sourced"] | None = Field(
        default=None, description="Which step it was; launched if not said."
    )
    description: Prose | None = Field(default=None, description="What there is to say of it.")

    def summary(self) -> str:
        return f"{named(self.organization)} {_STAGES[self.stage or 'launched']} {named(self.work)}"


class ProductIntegrated(EventData):
    """A product became part of another."""

    type = "product.integrated"
    kind = "fact"
    stream = "work"
    words = {"integrated": {}, "built into": {}, "added to": {}}

    work: WorkId = Field(description="What was integrated.")
    into: EntityId = Field(description="Into what, or into whose products.")
    organization: OrganizationId | None = Field(default=None, description="By whom.")

    def summary(self) -> str:
        what = f"{named(self.work)} into {named(self.into)}"
        if self.organization:
            return f"{named(self.organization)} integrated {what}"
        return f"{named(self.work)} integrated into {named(self.into)}"


class ProductWithdrawn(EventData):
    """A product was taken off the market."""

    type = "product.withdrawn"
    kind = "fact"
    stream = "work"
    words = {"withdrawn": {}, "discontinued": {}, "pulled": {}}

    work: WorkId = Field(description="What was withdrawn.")
    organization: OrganizationId | None = Field(default=None, description="By whom.")

    def summary(self) -> str:
        by = f" by {named(self.organization)}" if self.organization else ""
        return f"{named(self.work)} withdrawn{by}"
