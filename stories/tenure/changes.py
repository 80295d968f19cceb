"""What the facts of an organisation say of one person in one post, as changes of one kind each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache

from events.facts import Fact
from events.types import ALL_POSTS, Post
from events.types.governance.organizations import OrganizationDissolved, OrganizationFounded
from events.types.governance.people import (
    BoardReported,
    PersonAppointed,
    PersonDeparted,
    PersonDied,
    PersonObserved,
    PostDefined,
)
from stories.spans.changes import Change as AnyChange
from stories.spans.changes import Kind
from stories.spans.dated import Dated, dated
from stories.tenure.attributes import NOTHING_SAID, Attributes

Change = AnyChange[Attributes]
"""Causes are `said`, and of what ends a tenure: `all` posts left, `replaced`, `dissolved`."""
Place = tuple[str, str]
"""A person and a post."""
KEPT = 32_768
"""Changes that are kept: with each event all that was told of its people before is read again."""


@dataclass(slots=True)
class Record:
    """The facts of a person in an organisation, sorted out. `places` are in order of time.

    Other people may be among them, as far as the same facts speak of them.
    """

    person: str
    places: dict[Place, list[Change]] = field(default_factory=lambda: defaultdict(list))
    foundings: list[Dated] = field(default_factory=list)
    dissolutions: list[Dated] = field(default_factory=list)
    deaths: dict[str, list[Dated]] = field(default_factory=lambda: defaultdict(list))
    posts: dict[str, Post] = field(default_factory=dict)
    left_all: dict[str, list[Dated]] = field(default_factory=lambda: defaultdict(list))
    replaced: dict[Place, list[Dated]] = field(default_factory=lambda: defaultdict(list))


def sort_out(person: str, facts: Iterable[Fact]) -> Record:
    """From facts in order of position: of several definitions of a post the last counts."""
    record = Record(person)
    placed: list[Dated] = []
    for fact in facts:
        if isinstance(fact.data, PostDefined):
            data = fact.data
            record.posts[data.post] = Post(data.title, data.body, data.exclusive)
        else:
            placed.append(dated(fact))
    for each in sorted(placed, key=lambda one: one.order):
        _file(each, record)
    return record


def _file(told: Dated, record: Record) -> None:
    data = told.fact.data
    match data:
        case PersonAppointed():
            _file_appointment(told, data, record)
        case PersonDeparted() if data.post == ALL_POSTS:
            record.left_all[data.person].append(told)
        case PersonDeparted():
            record.places[data.person, data.post].append(_said("closed", told, NOTHING_SAID))
        case PersonObserved():
            said = Attributes(acting=data.acting, independent=data.independent)
            record.places[data.person, data.post].append(_said("seen", told, said))
        case BoardReported():
            for place, change in _reported(told, record.person):
                record.places[place].append(change)
        case OrganizationFounded():
            record.foundings.append(told)
        case OrganizationDissolved():
            record.dissolutions.append(told)
        case PersonDied():
            record.deaths[data.person].append(told)


@lru_cache(KEPT)
def _said(kind: Kind, dated: Dated, attributes: Attributes) -> Change:
    """The same object for the same change: what follows from the same changes is kept."""
    return AnyChange(kind, dated, attributes)


def _file_appointment(dated: Dated, data: PersonAppointed, record: Record) -> None:
    # Not to be appointed as acting is to be appointed for good, whatever is seen later.
    said = Attributes(data.title, bool(data.acting), data.independent, data.reports_to)
    record.places[data.person, data.post].append(_said("opened", dated, said))
    if data.replaces is not None and data.replaces != data.person:
        record.replaced[data.replaces, data.post].append(dated)


@lru_cache(KEPT)
def _reported(dated: Dated, person: str) -> tuple[tuple[Place, Change], ...]:
    """What a report of a board says of one of its members."""
    report = dated.fact.data
    # After a merge of two people a report can name one person twice.
    seen: dict[Place, Attributes] = {}
    for member in report.members if isinstance(report, BoardReported) else ():
        if member.person != person:
            continue
        said = Attributes(independent=member.independent)
        for post in member.posts:
            place = (member.person, post)
            seen[place] = seen[place].filled_from(said) if place in seen else said
    return tuple((place, _said("seen", dated, said)) for place, said in seen.items())


def add_endings(record: Record, dissolution: Dated | None) -> None:
    """Put what ends several tenures at once, or ends another's, beside the changes it ends."""
    for place, successors in record.replaced.items():
        if place[0] == record.person:
            ends = [_ended(d, "replaced", told=False, shows=True) for d in successors]
            record.places[place] += ends
    if record.left_all:
        _add_departures_from_all(record)
    if dissolution is not None:
        for changes in record.places.values():
            changes.append(_ended(dissolution, "dissolved", told=False, final=True))


def _add_departures_from_all(record: Record) -> None:
    posts: dict[str, list[Place]] = defaultdict(list)
    for place in record.places:
        posts[place[0]].append(place)
    for person, departures in record.left_all.items():
        places = [(place, record.places[place]) for place in posts[person]]
        held = _held_by(places, departures)
        for place, changes in places:
            told = [change.dated for change in changes if change.kind != "ended"] + departures
            successors = record.replaced.get(place, ())
            changes += [
                _ended(
                    d,
                    "all",
                    leaves_another=not held[d] <= {place},
                    shows=_left_by_replaced(d, successors, told),
                )
                for d in departures
            ]


def _left_by_replaced(departure: Dated, successors: Sequence[Dated], told: Sequence[Dated]) -> bool:
    """Whether somebody had the post when they left all that they had, for they were replaced in it.

    Whatever is told of later, unless it is certainly after the successor, shows that they were so
    another time.
    """
    later = min((one.first for one in told if one.first > departure.last), default=None)
    return any(later is None or one.last < later for one in successors)


def _ended(dated: Dated, cause: str, **said: bool) -> Change:
    return AnyChange("ended", dated, NOTHING_SAID, cause, **said)


def _held_by(
    places: Sequence[tuple[Place, Sequence[Change]]], departures: Sequence[Dated]
) -> Mapping[Dated, Set[Place]]:
    """Of each departure from all posts those that were taken up before it, by their windows."""
    told = [(*c.dated.order[:2], 1, c.dated.order[2], place, c) for place, cs in places for c in cs]
    story = sorted(told, key=lambda item: item[:4])
    held: set[Place] = set()
    found: dict[Dated, Set[Place]] = {}
    upcoming = iter(story)
    item = next(upcoming, None)
    for departure in departures:
        while item is not None and item[:3] < (departure.first, departure.last, 0):
            _hold(held, item[4], item[5])
            item = next(upcoming, None)
        found[departure] = frozenset(held)
        held.clear()
    return found


def _hold(held: set[Place], place: Place, change: Change) -> None:
    if change.kind in ("opened", "seen"):
        held.add(place)
    else:
        held.discard(place)
