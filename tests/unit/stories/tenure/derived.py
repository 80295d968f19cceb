"""The tenures of one organisation, from its facts as they come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from events.facts import Fact
from events.types.governance.people import PersonDied, PostDefined
from stories.tenure import Derivation, of_people
from stories.tenure.places import AboutPosts, holdings


def derive_tenures(facts: Iterable[Fact]) -> Derivation:
    """From the standing and disputed facts of one organisation, in order of position.

    Order matters only between facts with the same window, and for which account is later.
    """
    return of_people(_by_person(facts))


def _by_person(facts: Iterable[Fact]) -> Mapping[str, tuple[Fact, ...]]:
    """Person → the facts of which `of_person` derives, in order of position."""
    own: dict[str, list[Fact]] = defaultdict(list)
    posts: dict[str, set[str]] = defaultdict(set)
    deaths: dict[str, list[Fact]] = defaultdict(list)
    definitions: dict[str, list[Fact]] = defaultdict(list)
    common: list[Fact] = []
    for fact in facts:
        data = fact.data
        if isinstance(data, AboutPosts):
            for person, post in dict.fromkeys(holdings(data)):
                posts[person].add(post)
                if not own[person] or own[person][-1] is not fact:
                    own[person].append(fact)
        elif isinstance(data, PostDefined):
            definitions[data.post].append(fact)
        elif isinstance(data, PersonDied):
            deaths[data.person].append(fact)
        else:
            common.append(fact)
    return {
        person: tuple(
            sorted(
                (
                    *told,
                    *common,
                    *deaths.get(person, ()),
                    *(fact for post in posts[person] for fact in definitions.get(post, ())),
                ),
                key=lambda fact: fact.position,
            )
        )
        for person, told in own.items()
    }
