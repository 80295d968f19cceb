"""Meetings, decisions and rules."""

from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from events.types.base import EventData
from events.types.references import ActorId, Actors, Entities, OrganizationId, PersonId
from events.types.summary import excerpt, named, names
from events.types.text import Line, Prose


class MeetingHeld(EventData):
    """A meeting, with those who were there and those who were not."""

    type = "meeting.held"
    kind = "fact"
    stream = "organization"
    stream_otherwise = "attended"
    words = {"met": {}, "meeting": {}, "call": {}}

    organization: OrganizationId | None = Field(default=None, description="Whose meeting.")
    title: Line = Field(description="What it was, such as Meeting of the board.")
    attended: Annotated[Actors, Field(min_length=1)] = Field(description="Who was there.")
    absent: Actors = Field(default=(), description="Who was missing.")
    called_by: ActorId | None = Field(default=None, description="Who called it.")
    outcome: Prose | None = Field(default=None, description="What came of it.")

    @field_validator("absent")
    @classmethod
    def _there_or_not(cls, absent: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        both = [who for who in absent if who in info.data.get("attended", ())]
        if both:
            raise PydanticCustomError("both", f"cannot be absent and attend: {both[0]}")
        return absent

    def summary(self) -> str:
        where = f" at {named(self.organization)}" if self.organization else ""
        without = f", without {names(self.absent)}" if self.absent else ""
        return f"{excerpt(self.title)} held{where}, attended by {names(self.attended)}{without}"


class DecisionMade(EventData):
    """An organisation or a person decided something; its effects are facts of their own."""

    type = "decision.made"
    kind = "fact"
    stream = "organization"
    stream_otherwise = "person"
    words = {
        "decided": {},
        "voted": {},
        "ruled": {},
        "convicted": {},
        "sentenced": {},
        "pardoned": {},
        "fined": {},
        "banned": {},
        "sanctioned": {},
        "suspended": {},
        "blocked": {},
        "blocks": {},
        "blocks deal": {},
        "vetoed": {},
        "vetoes": {},
        "vetoes takeover": {},
        "approved": {},
        "approves": {},
        "approves merger": {},
        "approves takeover": {},
    }
    one_of = ("organization", "person")

    organization: OrganizationId | None = Field(
        default=None, description="The organisation that decided; either this or person."
    )
    person: PersonId | None = Field(
        default=None, description="The person who decided; either this or organization."
    )
    decision: Prose = Field(description="What was decided.")
    about: Entities = Field(description="Whom or what it is about.")

    @field_validator("person")
    @classmethod
    def _not_both(cls, person: str | None, info: ValidationInfo) -> str | None:
        if person and info.data.get("organization"):
            raise PydanticCustomError("either", "must be absent when organization is given")
        return person

    def summary(self) -> str:
        return f"{named(self.organization or self.person or '')} decided: {excerpt(self.decision)}"


class RuleStated(EventData):
    """A rule of an organisation, as stated at the time."""

    type = "rule.stated"
    kind = "fact"
    stream = "organization"
    words = {"bylaw": {}, "bylaws": {}, "charter": {}}

    organization: OrganizationId = Field(description="Whose rule.")
    rule: Prose = Field(description="What it says.")
    affects: Entities = Field(default=(), description="Whom or what it touches.")

    def summary(self) -> str:
        return f"Rule of {named(self.organization)}: {excerpt(self.rule)}"
