"""A complete report of a board that differs from the board as the other facts have it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from events.facts import Fact
from events.types.governance.people import BoardReported
from events.types.summary import named, names
from events.when.window import FIRST, LAST
from stories.contradictions.contradiction import Contradiction, Kind, Side, side_of
from stories.contradictions.evidence import Evidence
from stories.contradictions.joined import certain_from, certain_until, joined
from stories.contradictions.returns import returns
from stories.contradictions.sections import is_complete
from stories.tenure import Tenure

BOARD = "board"


class BoardReport(Kind):
    """It leaves out who certainly sat on the board all the while, or names who had left it.

    To name somebody of whom nothing was known contradicts nothing.
    """

    name = "board_report"
    section = "board"

    def find(self, evidence: Evidence) -> Iterable[Contradiction]:
        reports = [fact for fact in evidence.facts if is_complete(fact)]
        if not reports:
            return
        sittings = list(_sittings(evidence.posts.tenures))
        left = _had_left(evidence)
        for report in reports:
            missing = _missing(report, sittings)
            gone = left.get(report.id, {})
            if missing or gone:
                yield self._contradiction(evidence, report, missing, gone)

    def _contradiction(
        self,
        evidence: Evidence,
        report: Fact,
        missing: dict[str, list[str]],
        gone: dict[str, list[Fact]],
    ) -> Contradiction:
        board = f"the board of {named(evidence.subject)}"
        sides = [side_of([report])]
        for person, events in missing.items():
            sides.append(Side(f"{named(person)} on {board}", tuple(events)))
        sides += [side_of(facts) for facts in gone.values()]
        without = f"leaves out {names(list(missing))}" if missing else ""
        with_ = f"names {names(list(gone))}, who had left" if gone else ""
        differs = " and ".join(filter(None, (without, with_)))
        return Contradiction(
            kind=self.name,
            matter=str(report.id),
            summary=f"A complete report of {board} {differs}",
            sides=tuple(sides),
            start=report.window,
        )


@dataclass(slots=True)
class _Sitting:
    """A time during which a person certainly was on the board, in one post."""

    person: str
    since: datetime
    until: datetime
    events: list[str]


def _sittings(tenures: Sequence[Tenure]) -> Iterator[_Sitting]:
    """Tenures on the board; rows that meet are one."""
    for rows in joined([tenure for tenure in tenures if tenure.post.body == BOARD]):
        events = dict.fromkeys(one.event for row in rows for one in row.facts)
        yield _Sitting(rows[0].person, certain_from(rows), certain_until(rows), list(events))


def _missing(report: Fact, sittings: Iterable[_Sitting]) -> dict[str, list[str]]:
    """Who certainly sat there throughout the report's window and is not named; by what facts."""
    first, last = report.window.earliest or FIRST, report.window.latest or LAST
    named_in = _members(report)
    found: dict[str, list[str]] = {}
    for sitting in sittings:
        if sitting.since <= first and last < sitting.until and sitting.person not in named_in:
            events = found.setdefault(sitting.person, [])
            events += [event for event in sitting.events if event not in events]
    return found


def _members(report: Fact) -> set[str]:
    data = report.data
    return {member.person for member in data.members} if isinstance(data, BoardReported) else set()


def _had_left(evidence: Evidence) -> dict[object, dict[str, list[Fact]]]:
    """Sighting → the people whom it names although they had left the post, and how they left."""
    bodies = {tenure.post_id: tenure.post.body for tenure in evidence.posts.tenures}
    found: dict[object, dict[str, list[Fact]]] = {}
    for back in returns(evidence.tenures_by_person_and_post):
        if bodies.get(back.post) != BOARD:
            continue
        for seen in back.seen:
            found.setdefault(seen.id, {}).setdefault(back.person, []).extend(back.left)
    return found
