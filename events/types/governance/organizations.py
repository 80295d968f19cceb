"""How organisations come to be, and cease to."""

from typing import Annotated, Literal

from pydantic import Field

from events.types.base import EventData
from events.types.checks import other_than
from events.types.references import Actors, OrganizationId
from events.types.summary import excerpt, named, names
from events.types.text import Flag, Line


class OrganizationFounded(EventData):
    """An organisation came to be; no tenure in it reaches back before the founding."""

    type = "organization.founded"
    kind = "fact"
    stream = "organization"
    words = {
        "founded": {},
        "started": {},
        "established": {},
        "set up": {},
        "incorporated": {},
        "founder": {},
    }

    organization: OrganizationId = Field(description="What was founded.")
    founders: Actors = Field(default=(), description="Who founded it.")
    others: Flag | None = Field(default=None, description="Whether there were more founders.")
    legal_form: Line | None = Field(default=None, description="As what it was founded.")
    jurisdiction: Line | None = Field(default=None, description="Where it was registered.")
    how: Literal["announced", "registered", "founded"] | None = Field(
        default=None, description="Which step of the founding this was."
    )

    def summary(self) -> str:
        by = f" by {names(self.founders, bool(self.others))}" if self.founders else ""
        place = f" in {excerpt(self.jurisdiction)}" if self.jurisdiction else ""
        return f"{named(self.organization)} {self.how or 'founded'}{place}{by}"


class OrganizationDissolved(EventData):
    """An organisation ceased to be, which ends every tenure in it (marked inferred)."""

    type = "organization.dissolved"
    kind = "fact"
    stream = "organization"
    words = {"dissolved": {}, "shut down": {}, "wound up": {}, "liquidated": {}}

    organization: OrganizationId = Field(description="What was dissolved.")
    into: Annotated[OrganizationId | None, other_than("organization")] = Field(
        default=None, description="What it became part of."
    )

    def summary(self) -> str:
        into = f" into {named(self.into)}" if self.into else ""
        return f"{named(self.organization)} dissolved{into}"
