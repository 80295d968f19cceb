"""Story: what the desk follows. A story gathers the facts that are filed under it."""

from pydantic import Field

from events.types.base import EventData
from events.types.references import Entities, NewStoryId, StoryId
from events.types.summary import excerpt, named
from events.types.text import Line, Prose, Timezone


class StoryOpened(EventData):
    """The desk opens a story, under an id that stays."""

    type = "story.opened"
    kind = "story"
    stream = "story"
    words = {"new story": {}, "open story": {}}

    story: NewStoryId = Field(description="The id to be, a slug.")
    title: Line = Field(description="What readers see.")
    # in Python `summary` is the sentence about the event; in the data it is the story's
    abstract: Prose | None = Field(
        default=None, alias="summary", description="What the story is about."
    )
    follows: Entities = Field(description="The people, organisations and works it follows.")
    timezone: Timezone | None = Field(
        default=None, description="The IANA zone of its facts that say none."
    )

    def summary(self) -> str:
        return f"Story opened: {excerpt(self.title)}"


class StoryUpdated(EventData):
    """A story gets another title, summary, or list of those it follows."""

    type = "story.updated"
    kind = "story"
    stream = "story"
    words = {"update story": {}, "follow": {}}
    one_of = ("title", "summary", "follows")

    story: StoryId = Field(description="The story.")
    title: Line | None = Field(default=None, description="The new title.")
    abstract: Prose | None = Field(default=None, alias="summary", description="The new summary.")
    follows: Entities | None = Field(default=None, description="All that it follows from now on.")

    def summary(self) -> str:
        return f"Story updated: {named(self.story)}"


class StoryClosed(EventData):
    """The desk closes a story; what is in it stays."""

    type = "story.closed"
    kind = "story"
    stream = "story"
    words = {"close story": {}}

    story: StoryId = Field(description="The story.")
    reason: Prose | None = Field(default=None, description="Why.")

    def summary(self) -> str:
        why = f": {excerpt(self.reason)}" if self.reason else ""
        return f"Story closed: {named(self.story)}{why}"
