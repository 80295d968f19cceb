"""Which facts are held against one another: the tracks that a fact belongs to.

A track is named by the entity that it is about and by its section. What is said of posts has the
tracks of tenures, a person's and a post's, and the board of an organisation takes in everybody
there, once it was reported completely.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from events.facts import Fact
from events.types import references
from events.types.governance.people import BoardReported
from stories.contradictions.control import speaks_of_control
from stories.contradictions.once import ONCE_TYPES, subject_of
from stories.control import CONTROL_TYPES, LIFE_TYPES
from stories.engine.projection import Every, Place, Within, home, section
from stories.tenure import TENURE_TYPES, WIDE_TYPES, places

PERSON, POST = places.PERSON, places.POST
BOARD, CONTROL, ONCE, DISPUTED = "board", "control", "once", "disputed"
CLAIM, REPORT = "claim.made", "board.reported"

TYPES = frozenset({*TENURE_TYPES, *CONTROL_TYPES, *LIFE_TYPES, *ONCE_TYPES, CLAIM})
ABOUT_POSTS_ALONE = frozenset({*TENURE_TYPES} - {*CONTROL_TYPES, *LIFE_TYPES, *ONCE_TYPES})
"""The types of which every track is an organisation's, unless they were disputed."""
DISPUTING = frozenset({"event.disputed"})
"""A fact of whatever type is looked at once it was disputed."""
WIDE = frozenset({*WIDE_TYPES, *LIFE_TYPES, *CONTROL_TYPES})
"""What bears on other tracks: the founding, the end and the death of those who control something
or hold a post, what a post is, and who controls a controller."""
CHAINED = CONTROL_TYPES
"""Who controls a controller is above what it controls, through however many holds."""
WAKING = frozenset({places.DEFINITION, REPORT})


def places_of(fact: Fact) -> Iterator[Place]:
    """The tracks of a fact, and those that it bears on."""
    if fact.type in TENURE_TYPES:
        yield from _of_posts(fact)
    if fact.type in CONTROL_TYPES:
        yield from (f"{entity}/{CONTROL}" for entity in _in_role(fact, "controlled"))
    elif speaks_of_control(fact):
        yield from (f"{entity}/{CONTROL}" for entity in _in_role(fact, "about"))
    once = subject_of(fact)
    if once is not None:
        yield f"{once}/{ONCE}"
    if fact.disputes:  # one that names nothing is found under its story, and without one nowhere
        yield from (f"{one}/{DISPUTED}/{fact.id}" for one in (*fact.entities, *fact.stories)[:1])
    if fact.type in CONTROL_TYPES:
        yield from (Every(entity, CONTROL) for entity in _in_role(fact, "controlled"))
    elif fact.type in LIFE_TYPES:
        yield from (Every(entity, CONTROL) for entity in fact.entities)


def key(track: str) -> str | UUID:
    of = section(track)
    if of in (PERSON, POST):
        return places.key(track)
    return UUID(track.rsplit("/", 1)[1]) if of == DISPUTED else home(track)


def awake(track: str, own: Iterable[Fact]) -> bool:
    """A post while one person at a time holds it, a board once it was reported completely."""
    of = section(track)
    if of == POST:
        return places.defined(places.subject(track)[1], own).exclusive
    return of != BOARD or any(is_complete(fact) for fact in own)


def heading(track: str) -> str:
    """What a matter begins with: whose it is, and of what sort if it is not about posts."""
    if section(track) in (PERSON, POST, BOARD):
        return home(track)
    return f"{home(track)}/{section(track)}"


def is_complete(fact: Fact) -> bool:
    return isinstance(fact.data, BoardReported) and fact.data.complete


def _of_posts(fact: Fact) -> Iterator[Place]:
    for place in places.places(fact):
        yield place
        track = place.track if isinstance(place, Within) else place
        if isinstance(track, str) and section(track) == PERSON:
            yield Within(track, f"{home(track)}/{BOARD}")
    if is_complete(fact):
        yield from (f"{one}/{BOARD}" for one in _in_role(fact, "organization"))


def _in_role(fact: Fact, role: str) -> Iterable[str]:
    return [ref.id for ref in references(fact.data) if ref.role == role]
