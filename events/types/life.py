"""Life: what is told of people beside their posts."""

from typing import Annotated

from pydantic import Field

from events.types.base import EventData
from events.types.checks import other_than
from events.types.references import PersonId
from events.types.summary import excerpt, named
from events.types.text import Line, Prose


class PersonRelated(EventData):
    """How one person is related to another: the first is the `relation` of the second."""

    type = "person.related"
    kind = "fact"
    stream = "person"
    words = {
        "married": {"relation": "spouse"},
        "brother": {"relation": "brother"},
        "sister": {"relation": "sister"},
        "friend": {"relation": "friend"},
    }

    person: PersonId = Field(description="Who is related.")
    to: Annotated[PersonId, other_than("person")] = Field(description="To whom.")
    relation: Line = Field(description="As what, such as brother or co-founder.")

    def summary(self) -> str:
        return f"{named(self.person)} related to {named(self.to)} as {excerpt(self.relation)}"


class PersonDescribed(EventData):
    """What a source tells of a person."""

    type = "person.described"
    kind = "fact"
    stream = "person"
    words = {"described": {}, "profile": {}, "studied": {}, "born": {}}

    person: PersonId = Field(description="Who is described.")
    description: Prose = Field(description="How.")

    def summary(self) -> str:
        return f"{named(self.person)}: {excerpt(self.description)}"
