"""Posts, and the people who take them up, hold them and leave them."""

from collections import Counter
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field
from pydantic_core import InitErrorDetails, PydanticCustomError

from events.types.base import EventData
from events.types.checks import other_than
from events.types.posts import ALL_POSTS, Body, SinglePostId, named_post
from events.types.references import OrganizationId, PersonId, PostId
from events.types.strict import Strict
from events.types.summary import excerpt, named, names
from events.types.text import Flag, Line, Prose

Manner = Literal[
    "removed", "asked_to_leave", "resigned", "retired", "term_ended", "died", "unknown"
]

SomeoneElse = Annotated[PersonId, other_than("person")]

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
        "reelected": {},
        "won election": {},
        "wins election": {},
        "took over": {},
        "takes over": {},
        "succeeds": {},
        "succeeded": {},
        "replaced": {},
        "replaces": {},
        "rehired": {},
        "back as": {},
        "joined": {},
        "joined board": {"post": "director"},
        "reinstated": {},
        "returned": {},
        "becomes": {},
        "became": {},
        "sworn in": {},
        "inaugurated": {},
        "reappointed": {},
        "took office": {},
        "takes office": {},
        "interim": {"acting": True},
        "acting": {"acting": True},
        "caretaker": {"acting": True},
    }

    person: PersonId = Field(description="Who was appointed.")
    organization: OrganizationId = Field(description="Where.")
    post: SinglePostId = Field(description="The post, such as ceo or director.")
    title: Line | None = Field(default=None, description="The title held, if it is its own.")
    acting: Flag | None = Field(default=None, description="Whether for the interim only.")
    independent: Flag | None = Field(
        default=None, description="Whether independent of the management."
    )
    reports_to: SomeoneElse | None = Field(default=None, description="To whom the holder reports.")
    replaces: SomeoneElse | None = Field(
        default=None, description="Whose tenure of the post this ends."
    )

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
        "voted out": {"manner": "removed"},
        "voted off board": {"manner": "removed", "post": "director"},
        "deposed": {"manner": "removed"},
        "toppled": {"manner": "removed"},
        "unseated": {"manner": "removed"},
        "relieved": {"manner": "removed"},
        "stripped": {"manner": "removed"},
        "strips": {"manner": "removed"},
        "pushed out": {"manner": "asked_to_leave"},
        "forced out": {"manner": "asked_to_leave"},
        "driven out": {"manner": "asked_to_leave"},
        "quit": {"manner": "resigned"},
        "stepped down": {"manner": "resigned"},
        "steps down": {"manner": "resigned"},
        "stood down": {"manner": "resigned"},
        "stands down": {"manner": "resigned"},
        "laid down": {"manner": "resigned"},
        "lays down": {"manner": "resigned"},
        "abdicated": {"manner": "resigned"},
        "resignation": {"manner": "resigned"},
        "announces resignation": {"manner": "resigned"},
        "walked out": {"manner": "resigned"},
        "walks out": {"manner": "resigned"},
        "stepped aside": {},
        "steps aside": {},
        "stepped back": {},
        "steps back": {},
        "term expired": {"manner": "term_ended"},
        "left": {},
        "left board": {"post": "director"},
        "leaves": {},
        "leaves board": {"post": "director"},
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

    @classmethod
    def _beside(cls, value: Mapping[str, Any]) -> list[InitErrorDetails]:
        members = value.get("members")
        sent = members if isinstance(members, list) else []
        people = [each.get("person") for each in sent if isinstance(each, dict)]
        named = Counter(person.strip() for person in people if isinstance(person, str))
        twice = sorted(person for person, times in named.items() if times > 1)
        if not twice:
            return []
        fault = PydanticCustomError("twice", f"must name each person once: {twice[0]}")
        return [InitErrorDetails(type=fault, loc=("members",), input=None)]

    def summary(self) -> str:
        verb = "reported as" if self.complete else "reported to include"
        members = names([member.person for member in self.members])
        return f"Board of {named(self.organization)} {verb} {members}"


class PersonDied(EventData):
    """A person died, which ends every tenure (marked inferred)."""

    type = "person.died"
    kind = "fact"
    stream = "person"
    words = {"died": {}, "death": {}, "dead": {}, "killed": {}, "passed away": {}}

    person: PersonId = Field(description="Who died.")

    def summary(self) -> str:
        return f"{named(self.person)} died"
