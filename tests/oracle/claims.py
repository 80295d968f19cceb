"""What facts claim about one person in one post, and how several claims of a change combine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from events.when import Window
from tests.oracle.record import Told

MOST_CONFIDENT_FIRST = ("official", "confirmed", "reported", "rumoured", "opinion")
ALWAYS = datetime.min.replace(tzinfo=UTC)
NEVER = datetime.max.replace(tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

Place = tuple[str, str]
Span = tuple[datetime, datetime]
"""First and last moment at which something can have happened."""


@dataclass(frozen=True, eq=False)
class Claim:
    """That a person took up, held or left a post, at a moment from `first` to `last`.

    `says`: appointed, held, departed; and what ends a tenure only if there is one: all (departed
    from every post), replaced, dissolved.
    """

    says: str
    first: datetime
    last: datetime
    zone: str
    position: int
    event: str
    confidence: str
    disputed: frozenset[str] = frozenset()
    time_settled: str | None = None
    """The account that prevails on when it was, where that was disputed: original or account."""
    refuted: Span | None = None
    """When it was told for, where the other account prevailed."""
    acting: bool | None = None
    independent: bool | None = None
    successor: str | None = None
    leaves_another: bool = False
    shows: bool = False
    """Of what ends a tenure only if there is one: that there was, if no other claim says so."""

    @property
    def order(self) -> tuple[datetime, datetime, int]:
        return self.first, self.last, self.position

    @property
    def contested(self) -> bool:
        """Whether more of it is disputed than the manner."""
        return bool(self.disputed - {"manner"})

    @property
    def begins(self) -> bool:
        return self.says in ("appointed", "held")

    @property
    def day(self) -> Span | None:
        """The civil day that it is dated to, or to a part of; None if it is dated less exactly."""
        if self.first == ALWAYS or self.last == NEVER:
            return None
        zone = ZoneInfo(self.zone)
        day = self.first.astimezone(zone).date()
        if day != self.last.astimezone(zone).date():
            return None
        morning = datetime.combine(day, time(), zone).astimezone(UTC)
        night = datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)
        return morning, night - MICROSECOND

    def before(self, other: Claim) -> bool:
        return self.last < other.first


def eve_of(instant: datetime, zone: str) -> datetime:
    """The first instant of the civil day before."""
    day = instant.astimezone(ZoneInfo(zone)).date() - timedelta(days=1)
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def claim(fact: Told, says: str, acting: bool | None = None) -> Claim:
    if fact.when is None:
        raise ValueError(f"{fact.type} carries no time")
    return Claim(
        says=says,
        first=fact.when.window.earliest or ALWAYS,
        last=fact.when.window.latest or NEVER,
        zone=fact.when.timezone,
        position=fact.position,
        event=fact.event,
        confidence=fact.confidence,
        disputed=fact.disputed,
        time_settled=fact.verdicts.get("when"),
        refuted=_span(fact.refuted) if fact.refuted else None,
        acting=acting,
    )


def _span(window: Window) -> Span:
    return window.earliest or ALWAYS, window.latest or NEVER


def claims(facts: Sequence[Told]) -> dict[Place, list[Claim]]:
    """What is said about each person in each post, of the facts of one organisation."""
    found: dict[Place, list[Claim]] = defaultdict(list)
    for fact in facts:
        said = fact.data
        if fact.type == "person.appointed":
            place = (said["person"], said["post"])
            taken_up = claim(fact, "appointed", bool(said.get("acting")))
            found[place].append(replace(taken_up, independent=said.get("independent")))
        elif fact.type == "person.departed" and said["post"] != "all":
            found[said["person"], said["post"]].append(claim(fact, "departed"))
        elif fact.type == "person.observed":
            found[said["person"], said["post"]].append(claim(fact, "held", said.get("acting")))
        elif fact.type == "board.reported":
            seen = {(m["person"], post) for m in said["members"] for post in _posts_of(m)}
            for place in seen:
                found[place].append(claim(fact, "held"))
    return dict(found)


def _posts_of(member: dict[str, list[str]]) -> Iterable[str]:
    return member.get("posts") or ["director"]


def with_endings(found: dict[Place, list[Claim]], facts: Sequence[Told]) -> None:
    """Add to what is said of each place what ends a tenure without naming it."""
    closing: dict[Place, list[Claim]] = defaultdict(list)
    replaced = {place for fact in facts if (place := _replaced(fact))}
    for place in replaced:
        found.setdefault(place, [])
    dissolved = [claim(fact, "dissolved") for fact in facts if fact.type.endswith(".dissolved")]
    for place, told in found.items():
        for fact in facts:
            said = fact.data
            if fact.type == "person.departed" and (said["person"], said["post"]) == (
                place[0],
                "all",
            ):
                others = leaves_another(found, facts, place, claim(fact, "all"))
                leaving = replace(claim(fact, "all"), leaves_another=others)
                shows = was_replaced(told, facts, place, leaving)
                closing[place].append(replace(leaving, shows=shows))
            elif _replaced(fact) == place:
                closing[place].append(_replacement(fact))
        if dissolved:
            (first, last), counting = account(dissolved)
            closing[place].append(replace(counting[0], first=first, last=last))
    for place, endings in closing.items():
        found[place] += endings


def leaves_another(
    found: dict[Place, list[Claim]], facts: Sequence[Told], of: Place, departure: Claim
) -> bool:
    """Whether the person held some other post already, by the windows, when leaving all."""
    left_all = _left_all(facts, of[0])
    for place, said in found.items():
        if place[0] != of[0] or place == of:
            continue
        earlier = [
            c for c in (*said, *_successors(facts, place)) if c.order[:2] < departure.order[:2]
        ]
        earlier += [c for c in left_all if c.order < departure.order]
        if earlier and max(earlier, key=lambda c: (c.first, c.last, c.says != "all")).begins:
            return True
    return False


def was_replaced(
    said: Sequence[Claim], facts: Sequence[Told], place: Place, leaving: Claim
) -> bool:
    """Whether a successor tells of the post that was left with all others, and of no later time in
    it: whatever else is told of the post later, or of all posts left again, comes after that."""
    told = [*said, *_left_all(facts, place[0])]
    return any(
        all(successor.before(one) for one in told if leaving.before(one))
        for successor in _successors(facts, place)
    )


def account(accounts: Sequence[Claim]) -> tuple[Span, list[Claim]]:
    """The window that accounts of one change leave, and those of them that agree to it.

    The most confident count, the later recorded first; the others as confident narrow it where
    they overlap. What is less confident and only less exact agrees.
    """
    ranked = sorted(accounts, key=lambda c: (_rank(c), -c.position))
    first, last = ranked[0].first, ranked[0].last
    agreeing = [ranked[0]]
    for one in ranked[1:]:
        as_sure = _rank(one) == _rank(ranked[0])
        if as_sure and one.first <= last and first <= one.last:
            first, last = max(first, one.first), min(last, one.last)
            agreeing.append(one)
        elif one.first <= first and last <= one.last:
            agreeing.append(one)
    return (first, last), agreeing


def denied(by: Sequence[Claim]) -> bool:
    """Whether it is disputed that what these agree on happened: those that count say so, which are
    as sure as the first."""
    return any("happened" in one.disputed for one in by if _rank(one) == _rank(by[0]))


def _rank(one: Claim) -> tuple[int, int]:
    """What the desk settled counts before any confidence, and what it refuted after all."""
    settled = ("original", None, "account").index(one.time_settled)
    return settled, MOST_CONFIDENT_FIRST.index(one.confidence)


def _left_all(facts: Sequence[Told], person: str) -> list[Claim]:
    return [
        claim(fact, "all")
        for fact in facts
        if fact.type == "person.departed"
        and (fact.data["person"], fact.data["post"]) == (person, "all")
    ]


def _successors(facts: Sequence[Told], place: Place) -> list[Claim]:
    return [claim(fact, "replaced") for fact in facts if _replaced(fact) == place]


def _replacement(fact: Told) -> Claim:
    """That somebody left for a successor, who came to hold the post so."""
    said = fact.data
    return replace(
        claim(fact, "replaced", bool(said.get("acting"))),
        independent=said.get("independent"),
        successor=said["person"],
        shows=True,
    )


def _replaced(fact: Told) -> Place | None:
    """Whose tenure of which post an appointment ends."""
    if fact.type != "person.appointed":
        return None
    replaced = fact.data.get("replaces")
    return (replaced, fact.data["post"]) if replaced not in (None, fact.data["person"]) else None
