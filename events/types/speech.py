"""Speech: who said, announced, wrote, claimed or thought what."""

from pydantic import Field

from events.types.base import EventData
from events.types.references import ActorId, Actors, Entities
from events.types.summary import excerpt, named, names
from events.types.text import Flag, Language, Line, Prose


class StatementMade(EventData):
    """Somebody said something, in these words or to this effect."""

    type = "statement.made"
    kind = "fact"
    stream = "speaker"
    words = {
        "said": {},
        "says": {},
        "told": {},
        "denied": {},
        "denies": {},
        "refuses to resign": {},
        "refused to resign": {},
        "will not resign": {},
        "testified": {},
        "testifies": {},
        "quoted": {"verbatim": True},
        "tweeted": {"verbatim": True},
        "posted": {"verbatim": True},
        "interview": {},
        "press conference": {},
    }

    speaker: ActorId = Field(description="Who said it.")
    text: Prose = Field(description="What was said.")
    verbatim: Flag = Field(description="Whether these are the very words.")
    language: Language | None = Field(default=None, description="The language of the text.")
    translated: Flag | None = Field(default=None, description="Whether it is a translation.")
    venue: Line | None = Field(default=None, description="Where it was said.")
    about: Entities = Field(default=(), description="Whom or what it is about.")

    def summary(self) -> str:
        text = excerpt(self.text)
        said = f"“{text}”" if self.verbatim else text
        return f"{named(self.speaker)}: {said}"


class AnnouncementMade(EventData):
    """Something was made public officially."""

    type = "announcement.made"
    kind = "fact"
    stream = "publisher"
    words = {"announced": {}, "announces": {}, "press release": {}, "blog post": {}}

    publisher: ActorId = Field(description="Who announced it.")
    title: Line = Field(description="What was announced.")
    text: Prose | None = Field(default=None, description="The text.")
    about: Entities = Field(default=(), description="Whom or what it is about.")

    def summary(self) -> str:
        return f"{named(self.publisher)} announced: {excerpt(self.title)}"


class MessageSent(EventData):
    """A message that became known."""

    type = "message.sent"
    kind = "fact"
    stream = "sender"
    words = {
        "wrote": {},
        "emailed": {"channel": "email"},
        "texted": {"channel": "text message"},
        "letter": {"channel": "letter"},
        "memo": {"channel": "memo"},
    }

    sender: ActorId = Field(description="Who sent it.")
    recipients: Actors = Field(default=(), description="To whom.")
    channel: Line | None = Field(default=None, description="How, such as text message.")
    gist: Prose = Field(description="What it said.")
    about: Entities = Field(default=(), description="Whom or what it is about.")

    def summary(self) -> str:
        whom = f" to {names(self.recipients)}" if self.recipients else ""
        how = f" by {excerpt(self.channel)}" if self.channel else ""
        return f"Message from {named(self.sender)}{whom}{how}: {excerpt(self.gist)}"


class ClaimMade(EventData):
    """Somebody claimed something; what was claimed is never taken for fact."""

    type = "claim.made"
    kind = "fact"
    stream = "claimant"
    words = {"claimed": {}, "claims": {}, "alleged": {}, "accused": {}, "denied": {}}

    claimant: ActorId = Field(description="Who claims it.")
    claim: Prose = Field(description="What is claimed.")
    about: Entities = Field(description="Whom or what it is about.")

    def summary(self) -> str:
        return f"{named(self.claimant)} claimed: {excerpt(self.claim)}"


class OpinionExpressed(EventData):
    """Somebody, or an unnamed voice, expressed an opinion."""

    type = "opinion.expressed"
    kind = "fact"
    stream = "holder"
    stream_otherwise = "about"
    words = {"thinks": {}, "believes": {}, "criticised": {}, "praised": {}, "comment": {}}

    holder: ActorId | None = Field(default=None, description="Whose opinion, if it is told.")
    opinion: Prose = Field(description="The opinion.")
    about: Entities = Field(default=(), description="Whom or what it is about.")

    def summary(self) -> str:
        on = f" on {names(self.about)}" if self.about else ""
        whose = f" of {named(self.holder)}" if self.holder else on
        return f"Opinion{whose}: {excerpt(self.opinion)}"
