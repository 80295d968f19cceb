"""Governance: organisations, the people in their posts, and what is decided there."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from events.types.base import EventData
from events.types.posts import ALL_POSTS, Body, SinglePostId, named_post
from events.types.problems import field_problem
from events.types.references import ActorId, EntityId, OrganizationId, PersonId, PostId
from events.types.strict import Strict
from events.types.summary import excerpt, named, names
from events.types.text import Flag, Line, Prose

Actors = Annotated[tuple[ActorId, ...], Field(max_length=500)]
Entities = Annotated[tuple[EntityId, ...], Field(max_length=500)]
Manner = Literal[
    "removed", "asked_to_leave", "resigned", "retired", "term_ended", "died", "unknown"
]

_LEFT_A_POST: dict[Manner, str] = {
    "removed": "{who} removed as {post} of {where}",
    "asked_to_leave": "{who} was asked to leave as {post} of {where}",
    "resigned": "{who} resigned as {post} of {where}",
    "retired": "{who} retired as {post} of {where}",
    "term_ended": "{who} left as {post} of {where} at the end of the term",
    "died": "{who} died while {post} of {where}",
    "unknown": "{who} left as {post} of {where}",
}
_LEFT_ALL_POSTS: dict[Manner, str] = {
    "removed": "{who} removed from all posts at {where}",
    "asked_to_leave": "{who} was asked to leave all posts at {where}",
    "resigned": "{who} resigned from all posts at {where}",
    "retired": "{who} retired from all posts at {where}",
    "term_ended": "{who} left all posts at {where} at the end of the term",
    "died": "{who} died while in office at {where}",
    "unknown": "{who} left all posts at {where}",
}


def _held(title: str, acting: bool | None, independent: bool | None) -> str:
    """The post as held: `interim CEO`, `independent director`; what its title says is said once."""
    said = set(title.casefold().split())
    words = []
    if acting and said.isdisjoint(("interim", "acting")):
        words.append("interim")
    if independent and "independent" not in said:
        words.append("independent")
    return " ".join([*words, title])


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
    into: OrganizationId | None = Field(default=None, description="What it became part of.")

    @model_validator(mode="after")
    def _another(self) -> "OrganizationDissolved":
        if self.into == self.organization:
            raise field_problem("into", "same", "must be another organization", self.into)
        return self

    def summary(self) -> str:
        into = f" into {named(self.into)}" if self.into else ""
        return f"{named(self.organization)} dissolved{into}"


class PostDefined(EventData):
    """What a post of an organisation is called, which body it sits in, and if one holds it."""

    type = "post.defined"
    kind = "definition"
    stream = "organization"

    organization: OrganizationId = Field(description="Whose post it is.")
    post: SinglePostId = Field(description="The post, a slug such as head-of-research.")
    title: Line = Field(description="What readers see.")
    body: Body = Field(description="The body that its holder sits in.")
    exclusive: Flag = Field(description="Whether only one person at a time holds it.")

    def summary(self) -> str:
        return f"Post of {excerpt(self.title)} defined at {named(self.organization)}"


class PersonAppointed(EventData):
    """A person took up a post. Again with other attributes, these change from then on."""

    type = "person.appointed"
    kind = "fact"
    stream = "organization"
    words = {
        "named": {},
        "appointed": {},
        "hired": {},
        "promoted": {},
        "elected": {},
        "took over": {},
        "joined": {},
        "joined board": {"post": "director"},
        "reinstated": {},
        "returned": {},
        "becomes": {},
        "became": {},
        "interim": {"acting": True},
        "acting": {"acting": True},
    }

    person: PersonId = Field(description="Who was appointed.")
    organization: OrganizationId = Field(description="Where.")
    post: SinglePostId = Field(description="The post, such as ceo or director.")
    title: Line | None = Field(default=None, description="The title held, if it is its own.")
    acting: Flag | None = Field(default=None, description="Whether for the interim only.")
    independent: Flag | None = Field(
        default=None, description="Whether independent of the management."
    )
    reports_to: PersonId | None = Field(default=None, description="To whom the holder reports.")
    replaces: PersonId | None = Field(
        default=None, description="Whose tenure of the post this ends."
    )

    @model_validator(mode="after")
    def _someone_else(self) -> "PersonAppointed":
        for field in ("reports_to", "replaces"):
            if getattr(self, field) == self.person:
                raise field_problem(field, "same", "must be another person than person")
        return self

    def summary(self) -> str:
        title = excerpt(self.title) if self.title else named_post(self.organization, self.post)
        post = _held(title, self.acting, self.independent)
        instead = f", replacing {named(self.replaces)}" if self.replaces else ""
        return f"{named(self.person)} appointed {post} of {named(self.organization)}{instead}"


class PersonDeparted(EventData):
    """A person left a post, or with `all` every post held in the organisation."""

    type = "person.departed"
    kind = "fact"
    stream = "organization"
    words = {
        "fired": {"manner": "removed"},
        "sacked": {"manner": "removed"},
        "dismissed": {"manner": "removed"},
        "ousted": {"manner": "removed"},
        "ejected": {"manner": "removed"},
        "pushed out": {"manner": "asked_to_leave"},
        "quit": {"manner": "resigned"},
        "stepped down": {"manner": "resigned"},
        "steps down": {"manner": "resigned"},
        "left": {},
        "left board": {"post": "director"},
        "leaves": {},
        "departs": {},
    }

    set_aside = {"manner": ("manner", "unknown")}

    person: PersonId = Field(description="Who left.")
    organization: OrganizationId = Field(description="Where.")
    post: PostId = Field(description="The post, or `all`.")
    manner: Manner = Field(description="How it came about.")
    reason: Prose | None = Field(default=None, description="The reason given.")

    def summary(self) -> str:
        sentences = _LEFT_ALL_POSTS if self.post == ALL_POSTS else _LEFT_A_POST
        return sentences[self.manner].format(
            who=named(self.person),
            post=named_post(self.organization, self.post),
            where=named(self.organization),
        )


class PersonObserved(EventData):
    """A person held a post at the time; since when and until when is not said."""

    type = "person.observed"
    kind = "fact"
    stream = "organization"
    words = {"holds": {}, "held": {}, "serves": {}, "still": {}, "incumbent": {}}

    person: PersonId = Field(description="Who held it.")
    organization: OrganizationId = Field(description="Where.")
    post: SinglePostId = Field(description="The post, such as ceo or director.")
    acting: Flag | None = Field(default=None, description="Whether for the interim only.")
    independent: Flag | None = Field(
        default=None, description="Whether independent of the management."
    )

    def summary(self) -> str:
        title = named_post(self.organization, self.post)
        post = _held(title, self.acting, self.independent)
        return f"{named(self.person)} in post as {post} of {named(self.organization)}"


class Member(Strict):
    """One member of a board as reported."""

    person: PersonId = Field(description="Who sat on it.")
    posts: Annotated[tuple[SinglePostId, ...], Field(min_length=1, max_length=20)] = Field(
        default=("director",), description="The posts held; director if none is said."
    )
    independent: Flag | None = Field(
        default=None, description="Whether independent of the management."
    )


class BoardReported(EventData):
    """Who sat on a board at the time. A complete report ends no tenure; it can contradict one."""

    type = "board.reported"
    kind = "fact"
    stream = "organization"
    words = {"board": {}, "board members": {}, "full board": {"complete": True}}

    organization: OrganizationId = Field(description="Whose board.")
    members: Annotated[tuple[Member, ...], Field(min_length=1, max_length=200)] = Field(
        description="The members, each person once."
    )
    complete: Flag = Field(description="Whether these were all the members.")

    @model_validator(mode="after")
    def _each_person_once(self) -> "BoardReported":
        people = [member.person for member in self.members]
        twice = sorted({person for person in people if people.count(person) > 1})
        if twice:
            raise field_problem("members", "twice", f"must name each person once: {twice[0]}")
        return self

    def summary(self) -> str:
        verb = "reported as" if self.complete else "reported to include"
        members = names([member.person for member in self.members])
        return f"Board of {named(self.organization)} {verb} {members}"


class PersonDied(EventData):
    """A person died, which ends every tenure (marked inferred)."""

    type = "person.died"
    kind = "fact"
    stream = "person"
    words = {"died": {}, "death": {}, "dead": {}, "killed": {}}

    person: PersonId = Field(description="Who died.")

    def summary(self) -> str:
        return f"{named(self.person)} died"


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

    @model_validator(mode="after")
    def _there_or_not(self) -> "MeetingHeld":
        both = [who for who in self.absent if who in self.attended]
        if both:
            raise field_problem("absent", "both", f"cannot be absent and attend: {both[0]}")
        return self

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
    words = {"decided": {}, "voted": {}, "ruled": {}}

    organization: OrganizationId | None = Field(
        default=None, description="The organisation that decided; either this or person."
    )
    person: PersonId | None = Field(
        default=None, description="The person who decided; either this or organization."
    )
    decision: Prose = Field(description="What was decided.")
    about: Entities = Field(description="Whom or what it is about.")

    @model_validator(mode="after")
    def _one_decides(self) -> "DecisionMade":
        if self.organization and self.person:
            raise field_problem("person", "either", "must be absent when organization is given")
        if not (self.organization or self.person):
            raise field_problem("organization", "required", "either this or person is required")
        return self

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
