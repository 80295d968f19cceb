"""The facts of a person in an organisation, sorted out by post, as changes of one kind each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
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
PersonInPost = tuple[str, str]
"""Of the one and of the other the id."""
KEPT = 32_768
"""Changes that are kept: with each event all that was told of its people before is read again."""


@dataclass(slots=True)
class Record:
    """The facts of a person in an organisation, sorted out. `changes` are in order of time.

    Other people may be among them, as far as the same facts speak of them.
    """

    person: str
    changes: dict[PersonInPost, list[Change]] = field(default_factory=lambda: defaultdict(list))
    foundings: list[Dated] = field(default_factory=list)
    dissolutions: list[Dated] = field(default_factory=list)
    deaths: dict[str, list[Dated]] = field(default_factory=lambda: defaultdict(list))
    posts: dict[str, Post] = field(default_factory=dict)
    left_all: dict[str, list[Dated]] = field(default_factory=lambda: defaultdict(list))
    replaced: dict[PersonInPost, list[Dated]] = field(default_factory=lambda: defaultdict(list))


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
            record.changes[data.person, data.post].append(_said("closed", told, NOTHING_SAID))
        case PersonObserved():
            said = Attributes(acting=data.acting, independent=data.independent)
            record.changes[data.person, data.post].append(_said("seen", told, said))
        case BoardReported():
            for person_in_post, change in _reported(told, record.person):
                record.changes[person_in_post].append(change)
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
    record.changes[data.person, data.post].append(_said("opened", dated, appointed_as(data)))
    if data.replaces is not None and data.replaces != data.person:
        record.replaced[data.replaces, data.post].append(dated)


def appointed_as(data: PersonAppointed) -> Attributes:
    """Not to be appointed as acting is to be appointed for good, whatever is seen later."""
    return Attributes(data.title, bool(data.acting), data.independent, data.reports_to)


@lru_cache(KEPT)
def _reported(dated: Dated, person: str) -> tuple[tuple[PersonInPost, Change], ...]:
    """What a report of a board says of one of its members."""
    report = dated.fact.data
    # After a merge of two people a report can name one person twice.
    seen: dict[PersonInPost, Attributes] = {}
    for member in report.members if isinstance(report, BoardReported) else ():
        if member.person != person:
            continue
        said = Attributes(independent=member.independent)
        for post in member.posts:
            one = (member.person, post)
            seen[one] = seen[one].filled_from(said) if one in seen else said
    return tuple((one, _said("seen", dated, said)) for one, said in seen.items())
