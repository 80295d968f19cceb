"""Board and leadership of an organisation at an instant, as known at a position."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from tests.oracle.posts import Posts, posts
from tests.oracle.record import Told, become, told
from tests.oracle.rows import Row, present
from tests.oracle.tenures import tenures

Board = dict[str, tuple[str, dict[str, str]]]
Leadership = dict[str, tuple[str, dict[str, str]]]


class Oracle:
    """Answers about one organisation as known at one position."""

    def __init__(self, events: Iterable[Any], position: int, organization: str) -> None:
        known = [event for event in events if event.position <= position]
        self.organization = become(known).get(organization, organization)
        facts = [fact for fact in told(known, position) if self._concerns(fact)]
        self.posts: Posts = posts(facts)
        self.rows: list[Row] = tenures(facts, self.posts)

    def _concerns(self, fact: Told) -> bool:
        return fact.type == "person.died" or fact.data.get("organization") == self.organization

    def board(self, instant: datetime) -> Board:
        """Person → presence, and the posts held on the board with the presence in each."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for (person, post), there in _presences(self.rows, instant).items():
            if self.posts[post].body == "board":
                found[person][post] = there
        return {
            person: ("certain" if "certain" in held.values() else "possible", held)
            for person, held in found.items()
        }

    def leadership(self, instant: datetime) -> Leadership:
        """Post → status, and its holders with their presence."""
        by_post: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows:
            post = self.posts[row.post]
            if post.exclusive or post.body == "management":
                by_post[row.post].append(row)
        return {post: _led(rows, instant) for post, rows in by_post.items()}


def _presences(rows: Sequence[Row], instant: datetime) -> dict[tuple[str, str], str]:
    """Person and post → presence, taken over rows that meet."""
    found: dict[tuple[str, str], str] = {}
    for chain in _chains(rows):
        place = (chain[0].person, chain[0].post)
        there = _presence(chain, instant)
        if there and found.get(place) != "certain":
            found[place] = there
    return found


def _presence(chain: Sequence[Row], instant: datetime) -> str | None:
    """Over the rows that can hold then: one whose start outlasts its end may be over long since."""
    holding = [row for row in chain if row.at(instant)]
    if not holding:
        return None
    there = [row.at(instant) for row in holding]
    there.append(present(holding[0].begin, holding[-1].end, instant))
    return "certain" if "certain" in there else "possible" if "possible" in there else None


def _chains(rows: Sequence[Row]) -> list[list[Row]]:
    chains: list[list[Row]] = []
    for row in rows:
        if chains and row.follows(chains[-1][-1]):
            chains[-1].append(row)
        else:
            chains.append([row])
    return chains


def _led(rows: list[Row], instant: datetime) -> tuple[str, dict[str, str]]:
    holders = {person: there for (person, _), there in _presences(rows, instant).items()}
    return _status(rows, holders, instant), holders


def _status(rows: list[Row], holders: dict[str, str], instant: datetime) -> str:
    """Of a post with these rows. What counts of a person is what shows the presence."""
    chains = [c for c in _chains(rows) if _presence(c, instant)]
    counting = [c for c in chains if _presence(c, instant) == holders[c[0].person]]
    for person in holders:
        if all(_contested(chain, instant) for chain in counting if chain[0].person == person):
            return "disputed"
    if holders and "certain" not in holders.values():
        return "uncertain"
    certain = [chain for chain in counting if _presence(chain, instant) == "certain"]
    if any(row.acting for chain in certain for row in _likely(chain, instant)):
        return "interim"
    if holders:
        return "held"
    return "vacant" if any(row.end and row.end[1] <= instant for row in rows) else "unknown"


def _likely(chain: Sequence[Row], instant: datetime) -> list[Row]:
    """The rows that say how the post is held: the certain ones, if there are any."""
    there = [row for row in chain if row.at(instant)]
    return [row for row in there if row.at(instant) == "certain"] or there


def _contested(chain: Sequence[Row], instant: datetime) -> bool:
    likely = _likely(chain, instant)
    return any(row.disputed or row.left_in_dispute(instant) for row in likely)
