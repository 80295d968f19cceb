"""Editorial: events that act on other events. Nothing is changed in place."""

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from events.types.amending import Amendment
from events.types.envelope import Citation, Confidence, Occurred
from events.types.references import ActorId, StoryId
from events.types.strict import Strict
from events.types.summary import excerpt, named
from events.types.text import Prose, RawObject, Timezone


class Changes(Strict):
    """What a correction replaces; what is absent stays."""

    occurred: Occurred | None = Field(default=None, description="When it happened instead.")
    timezone: Timezone | None = Field(default=None, description="The zone to read it in instead.")
    data: Annotated[RawObject, Field(min_length=1)] | None = Field(
        default=None,
        description="Fields of the data to replace; null takes an optional one away.",
    )
    citations: Annotated[tuple[Citation, ...], Field(min_length=1, max_length=100)] | None = Field(
        default=None, description="All of its own citations anew; those of corroborations stay."
    )
    confidence: Confidence | None = Field(default=None, description="How sure it is instead.")

    @model_validator(mode="after")
    def _something(self) -> "Changes":
        if not self.model_fields_set:
            raise PydanticCustomError(
                "empty", f"must change at least one of {', '.join(self.field_names())}"
            )
        return self


class EventCorrected(Amendment):
    """Replaces fields of an event, from this position on; answers as known before stay."""

    type = "event.corrected"
    target_kinds = frozenset({"fact", "introduction", "identity", "definition", "story"})
    words = {"correct": {}, "correction": {}, "wrong": {}}

    changes: Changes = Field(description="What is replaced, by what.")
    reason: Prose = Field(description="Why, for the desk.")
    public_note: Prose = Field(description="What readers are told.")

    def summary(self) -> str:
        return f"Correction: {excerpt(self.public_note)}"


class EventRetracted(Amendment):
    """Withdraws an event, from this position on; of an editorial event, its effect."""

    type = "event.retracted"
    target_kinds = frozenset({"fact", "introduction", "identity", "definition", "editorial"})
    words = {"retract": {}, "withdraw": {}}

    reason: Prose = Field(description="Why, for the desk.")
    public_note: Prose = Field(description="What readers are told.")

    def summary(self) -> str:
        return f"Retraction: {excerpt(self.public_note)}"


class EventReinstated(Amendment):
    """Restores a retracted event, from this position on."""

    type = "event.reinstated"
    target_kinds = frozenset({"fact", "introduction", "identity", "definition", "editorial"})
    words = {"reinstate fact": {}}

    reason: Prose = Field(description="Why, for the desk.")

    def summary(self) -> str:
        return f"Reinstated: {excerpt(self.reason)}"


class EventCorroborated(Amendment):
    """More sources for a fact: the citations of this event's envelope are added to it."""

    type = "event.corroborated"
    words = {"confirmed by": {}, "second source": {}}

    confidence: Confidence | None = Field(default=None, description="How sure it is now.")

    @classmethod
    def needs_citations(cls) -> bool:
        return True

    def summary(self) -> str:
        level = f", now {self.confidence}" if self.confidence else ""
        return f"Corroborated by a further source{level}"


class EventDisputed(Amendment):
    """Another account of the same matter, kept beside the fact, which is marked disputed."""

    type = "event.disputed"
    words = {"disputed": {}, "other account": {}}

    account: Prose = Field(description="The other account.")
    what: Literal["happened", "when", "manner", "other"] = Field(
        description="What is disputed: that it happened at all, when, how, or something else."
    )
    by: ActorId | None = Field(default=None, description="Whose account it is.")

    def summary(self) -> str:
        whom = f" by {named(self.by)}" if self.by else ""
        return f"Disputed{whom}: {excerpt(self.account)}"


class DisputeSettled(Amendment):
    """Ends a dispute, or with a fact as `event` all disputes about it."""

    type = "dispute.settled"
    target_types = frozenset({"event.disputed"})
    words = {"settle": {}, "resolved": {}}

    prevailing: Literal["original", "account"] = Field(description="Which account stands.")
    reason: Prose = Field(description="Why.")

    def summary(self) -> str:
        winner = "the original" if self.prevailing == "original" else "the other account"
        return f"Dispute settled for {winner}: {excerpt(self.reason)}"


class EventFiled(Amendment):
    """Files a fact under a story."""

    type = "event.filed"

    story: StoryId = Field(description="The story.")

    def summary(self) -> str:
        return f"Filed under {named(self.story)}"


class EventUnfiled(Amendment):
    """Takes a fact out of a story."""

    type = "event.unfiled"

    story: StoryId = Field(description="The story.")

    def summary(self) -> str:
        return f"Taken out of {named(self.story)}"
