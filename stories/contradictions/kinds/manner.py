"""One departure told in two manners, such as removed and resigned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from events.facts import Fact
from events.types import ALL_POSTS
from events.types.governance.people import PersonDeparted
from events.types.posts import named_post
from events.types.summary import named
from events.when.window import FIRST, LAST
from stories.contradictions.contradiction import Contradiction, Kind, hull, side_of
from stories.contradictions.evidence import Evidence
from stories.contradictions.settled import contenders
from stories.spans.dated import dated
from stories.tenure import Conflict


class Manner(Kind):
    """Departures from a post with nothing between them are one; so are those from all posts
    whose windows overlap. An unknown manner contradicts none."""

    name = "manner"
    section = "person"

    def find(self, evidence: Evidence) -> Iterable[Contradiction]:
        if sum(isinstance(fact.data, PersonDeparted) for fact in evidence.facts) < 2:
            return
        met: set[frozenset[str]] = set()
        for told in (*_from_all_posts(evidence), *_from_a_post(evidence)):
            facts = sorted(contenders(told, "manner"), key=lambda fact: fact.position)
            accounts: dict[str, list[Fact]] = {}
            for fact in facts:
                if isinstance(fact.data, PersonDeparted) and fact.data.manner != "unknown":
                    accounts.setdefault(fact.data.manner, []).append(fact)
            events = frozenset(dated(fact).event for fact in facts)
            if len(accounts) > 1 and events not in met:
                met.add(events)
                yield self._contradiction(evidence, accounts)

    def _contradiction(
        self, evidence: Evidence, accounts: Mapping[str, Sequence[Fact]]
    ) -> Contradiction:
        facts = [fact for account in accounts.values() for fact in account]
        first = facts[0]
        person, post = _person_and_post(first)
        manners = ", or ".join(manner.replace("_", " ") for manner in accounts)
        return Contradiction(
            kind=self.name,
            matter=f"{post}/{person}/{first.id}",
            summary=f"{named(person)} left {_left(evidence.subject, facts)}: {manners}?",
            sides=tuple(side_of(account) for account in accounts.values()),
            start=hull(facts),
            post=None if post == ALL_POSTS else post,
        )


def _left(organization: str, facts: Iterable[Fact]) -> str:
    """The post of which it is told alone, if it is of one: others may be held still."""
    for _, post in map(_person_and_post, facts):
        if post != ALL_POSTS:
            return f"as {named_post(organization, post)} of {named(organization)}"
    return f"all posts at {named(organization)}"


def _person_and_post(fact: Fact) -> tuple[str, str]:
    data = fact.data
    if not isinstance(data, PersonDeparted):
        raise TypeError(f"{fact.type} is no departure")
    return data.person, data.post


def _from_a_post(evidence: Evidence) -> Iterator[list[Fact]]:
    """Departures that are accounts of one end, and those that ended nothing, by person and post."""
    told_of = _accounts_of(evidence.posts.conflicts)
    placed: set[str] = set()
    for tenure in evidence.posts.tenures:
        events = [one.event for one in tenure.ended]
        events += [other for event in events for other in told_of[event]]
        left = [one for one in evidence.of(dict.fromkeys(events)) if _is_departure(one)]
        told = list(_of_one_leaving(left, tenure.post_id))
        placed |= {dated(fact).event for fact in told}
        yield told
    ended_nothing = [fact for fact in evidence.facts if dated(fact).event not in placed]
    for (_, post), told in _by_person_and_post(ended_nothing).items():
        if post != ALL_POSTS:
            yield from _runs(told)


def _of_one_leaving(left: Sequence[Fact], post: str) -> Iterator[Fact]:
    """The departures from a post, and those from all posts if it was certainly among them."""
    own = [fact for fact in left if _person_and_post(fact)[1] == post]
    of_all = [fact for fact in left if _person_and_post(fact)[1] == ALL_POSTS]
    yield from own
    for fact in of_all:
        if all(dated(fact).last < dated(one).first for one in own):
            yield fact


def _is_departure(fact: Fact) -> bool:
    return isinstance(fact.data, PersonDeparted)


def _accounts_of(conflicts: Iterable[Conflict]) -> Mapping[str, list[str]]:
    """What counts → what contradicts it."""
    found: dict[str, list[str]] = defaultdict(list)
    for conflict in conflicts:
        found[conflict.events[0]] += conflict.events[1:]
    return found


def _from_all_posts(evidence: Evidence) -> Iterator[list[Fact]]:
    for (_, post), told in _by_person_and_post(evidence.facts).items():
        if post == ALL_POSTS:
            yield from _runs(told)


def _by_person_and_post(facts: Iterable[Fact]) -> Mapping[tuple[str, str], list[Fact]]:
    found: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if isinstance(fact.data, PersonDeparted):
            found[_person_and_post(fact)].append(fact)
    return found


def _runs(facts: Sequence[Fact]) -> Iterator[list[Fact]]:
    """The facts in runs that can be of one moment."""
    run: list[Fact] = []
    until = FIRST
    for fact in sorted(facts, key=lambda one: (one.window.earliest or FIRST, one.position)):
        if run and (fact.window.earliest or FIRST) > until:
            yield run
            run = []
        latest = fact.window.latest or LAST
        until = min(until, latest) if run else latest
        run.append(fact)
    if run:
        yield run
