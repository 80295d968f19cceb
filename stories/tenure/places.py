"""Where a fact about posts belongs: to people in an organisation, and to its posts.

What facts say of a person's posts in an organisation follows from the facts about that person
there; only who follows whom in a post that one person at a time holds takes the facts about
everybody in it. So a track is a person, and a post takes in the tracks of its people.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from events.facts import Fact
from events.recorded import RecordedEvent
from events.types import ALL_POSTS, Post, default_post, post_keys
from events.types.governance.organizations import OrganizationDissolved, OrganizationFounded
from events.types.governance.people import (
    BoardReported,
    PersonAppointed,
    PersonDeparted,
    PersonDied,
    PersonObserved,
    PostDefined,
)
from stories.engine.projection import Every, Parts, Place, Within

POST_TYPES = frozenset({"person.appointed", "person.departed", "person.observed", "board.reported"})
"""The types of facts that say who was in a post."""
AboutPosts = PersonAppointed | PersonDeparted | PersonObserved | BoardReported
"""Their data."""
DEFINITION = "post.defined"
WIDE_TYPES = frozenset(
    {"organization.founded", "organization.dissolved", "person.died", DEFINITION}
)
"""The types of facts that bear on tenures of which they say nothing themselves."""
PERSON, POST = "person", "post"


def person_track(organization: str, person: str) -> str:
    return f"{organization}/{PERSON}/{person}"


def post_track(organization: str, post: str) -> str:
    return f"{organization}/{POST}/{post}"


def subject(track: str) -> tuple[str, str]:
    """The organisation of a track, and the person or post."""
    organization, _, one = track.split("/", 2)
    return organization, one


def key(track: str) -> str:
    """The key under which all facts of such a track are found."""
    if "/" not in track:  # whatever is of an entity whose facts cannot be read
        return track
    organization, section, one = track.split("/", 2)
    return one if section == PERSON else f"{organization}/{one}"


def places(fact: Fact) -> Iterator[Place]:
    """The tracks of a fact of the types above."""
    match fact.data:
        case PersonDied() as data:
            yield Every(data.person, PERSON)
        case OrganizationFounded() | OrganizationDissolved() as data:
            yield Every(data.organization, PERSON)
        case PostDefined() as data:
            yield post_track(data.organization, data.post)
            yield from (Every(one, PERSON) for one in post_keys(data))
        case PersonAppointed() | PersonDeparted() | PersonObserved() | BoardReported() as data:
            for person, post in holdings(data):
                track = person_track(data.organization, person)
                if post == ALL_POSTS:
                    yield track
                else:
                    yield Within(track, post_track(data.organization, post))


def holdings(data: AboutPosts) -> Iterable[tuple[str, str]]:
    """Each person of whom a fact says something, and the post."""
    if isinstance(data, BoardReported):
        return [(member.person, post) for member in data.members for post in member.posts]
    found = [(data.person, data.post)]
    if isinstance(data, PersonAppointed) and data.replaces is not None:
        found.append((data.replaces, data.post))
    return found


def homes_of(event: RecordedEvent) -> Collection[str] | None:
    """The organisation of an event about posts, which all its tracks are of; None of all others."""
    organization = event.content["data"].get("organization")
    told = event.type in POST_TYPES and isinstance(organization, str)
    return (organization,) if told else None


def by_person(parts: Parts) -> Mapping[str, tuple[Fact, ...]]:
    """Person → the facts of their track, of the parts of a larger one."""
    return {subject(track)[1]: facts for track, facts in parts.items()}


def defined(post: str, definitions: Iterable[Fact]) -> Post:
    """A post as the last of its definitions has it."""
    told = [fact for fact in definitions if isinstance(fact.data, PostDefined)]
    last = max(told, key=lambda fact: fact.position, default=None)
    if last is None or not isinstance(last.data, PostDefined):
        return default_post(post)
    return Post(last.data.title, last.data.body, last.data.exclusive)
