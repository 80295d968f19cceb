"""All rules applied, in their order: to one person, to one post, to a whole organisation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache

from events.facts import Fact
from events.types import default_post
from stories.spans.accounts import settle
from stories.spans.dated import Dated
from stories.spans.starts import founding
from stories.tenure.building import build, cached_build
from stories.tenure.chair import CHAIR, end_with_last_seat
from stories.tenure.conflicts import Conflict
from stories.tenure.deaths import before_death, end_at_death
from stories.tenure.ends import add_endings
from stories.tenure.record import sort_out
from stories.tenure.succession import Stay, follow, stays
from stories.tenure.tenures import Tenure

KEPT = 4096
"""People whose derivation is kept for the next event about a post that they were in."""


@dataclass(frozen=True, slots=True)
class Derivation:
    """The rows in order of time, and the contradictions that the rules met."""

    tenures: Sequence[Tenure]
    conflicts: Sequence[Conflict]


def of_people(told: Mapping[str, tuple[Fact, ...]]) -> Derivation:
    """Of people in an organisation, of each from the facts that `of_person` takes."""
    people = [of_person(person, facts) for person, facts in told.items()]
    conflicts = [conflict for one in people for conflict in one.conflicts]
    tenures: list[Tenure] = []
    by_post: dict[str, list[Tenure]] = defaultdict(list)
    for one in people:
        for tenure in one.tenures:
            (by_post[tenure.post_id] if tenure.post.exclusive else tenures).append(tenure)
    for held in by_post.values():
        ordered = stays(held)
        follow(ordered)
        tenures += moved(ordered)
    return Derivation(sorted(tenures, key=lambda tenure: tenure.in_time), conflicts)


def of_post(post: str, told: Mapping[str, tuple[Fact, ...]]) -> list[Stay]:
    """Who held a post that one person at a time holds, of the people who were in it."""
    people = [of_person(person, facts) for person, facts in told.items()]
    held = [
        tenure
        for one in people
        for tenure in one.tenures
        if tenure.post_id == post and tenure.post.exclusive
    ]
    ordered = stays(held)
    follow(ordered)
    return ordered


def moved(stays: Iterable[Stay]) -> list[Tenure]:
    """The tenures of stays, as copies where a bound is another."""
    copies = {stay: _copied(stay) for stay in stays}
    for stay, tenure in copies.items():
        if stay.before is not None and tenure.before is not copies[stay.before]:
            copies[stay] = tenure if tenure is not stay.tenure else copy(tenure)
            copies[stay].before = copies[stay.before]
    return list(copies.values())


@lru_cache(KEPT)
def of_person(person: str, facts: tuple[Fact, ...]) -> Derivation:
    """Of one person in an organisation, before the rules between people.

    `facts` are those about the person there, those that bear on them, and no definition of a post
    that they do not name. What is given back is shared and must not be changed.
    """
    record = sort_out(person, facts)
    for held in [held for held in record.changes if held[0] != person]:
        del record.changes[held]
    deaths = {one: settle(told) for one, told in record.deaths.items()}
    dissolved = _dissolution(record.dissolutions)
    conflicts = before_death(record.changes, deaths)
    add_endings(record, dissolved)
    founded = founding(record.foundings)
    tenures: list[Tenure] = []
    for held, changes in record.changes.items():
        post = record.posts.get(held[1]) or default_post(held[1])
        changes_later = bool(deaths) or held[1] == CHAIR  # by the rules between tenures
        make = build if changes_later else cached_build
        rows, found = make(held, post, tuple(changes), founded)
        tenures += rows
        conflicts += found
    conflicts += end_at_death(tenures, deaths)
    conflicts += end_with_last_seat(tenures)
    return Derivation(sorted(tenures, key=lambda tenure: tenure.in_time), conflicts)


def _copied(stay: Stay) -> Tenure:
    if (stay.start, stay.end) == (stay.tenure.start, stay.tenure.end):
        return stay.tenure
    tenure = copy(stay.tenure)
    tenure.start, tenure.end = stay.start, stay.end
    return tenure


def _dissolution(told: Sequence[Dated]) -> Dated | None:
    """The account that counts, narrowed by those that agree."""
    if not told:
        return None
    account = settle(told)
    return account.told.narrowed(account.window)
