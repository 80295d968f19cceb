"""Other: what happened and has no better type."""

from typing import Annotated

from pydantic import Field

from events.types.base import EventData
from events.types.references import Entities
from events.types.summary import excerpt
from events.types.text import Line, Prose


class HappeningRecorded(EventData):
    """Anything that happened and has no better type."""

    type = "happening.recorded"
    kind = "fact"
    stream = "about"
    words = {
        "happened": {},
        "sued": {},
        "protest": {},
        "investigation": {},
        "arrested": {},
        "suspended": {},
        "impeached": {},
        "leave of absence": {},
        "insolvency": {},
        "bankrupt": {},
        "bankruptcy": {},
        "other": {},
    }

    headline: Line = Field(description="What happened, in one sentence.")
    details: Prose | None = Field(
        default=None, alias="summary", description="What there is to say of it."
    )
    about: Annotated[Entities, Field(min_length=1)] = Field(
        description="Whom or what it is about; the first decides the stream."
    )

    def summary(self) -> str:
        return excerpt(self.headline, 300)
