"""A log in memory, and the contradictions that the projection shows of it at any position."""

from __future__ import annotations

from typing import Any

from events.history import History
from events.recorded import RecordedEvent
from stories.engine.fold import fold
from stories.projections.contradictions import ContradictionRow, Contradictions
from tests.unit.events.record import Record

ORGANIZATION = "acme"
WHY: dict[str, Any] = {"reason": "known better", "public_note": "We know better now."}


class Inbox(Record):
    """Facts are about one organisation and in UTC unless they say otherwise."""

    def fact(self, type_: str, occurred: Any, confidence: str = "reported", **data: Any) -> Any:
        said = {"occurred": occurred, "timezone": "UTC", "confidence": confidence}
        return self.add(type_, data, **said)

    def appointed(self, person: str, occurred: Any, post: str = "ceo", **said: Any) -> Any:
        told: dict[str, Any] = {"person": person, "organization": ORGANIZATION, "post": post}
        return self.fact("person.appointed", occurred, **told | said)

    def departed(
        self, person: str, occurred: Any, post: str = "ceo", manner: str = "resigned", **said: Any
    ) -> Any:
        told: dict[str, Any] = {"person": person, "organization": ORGANIZATION, "post": post}
        return self.fact("person.departed", occurred, manner=manner, **told | said)

    def observed(self, person: str, occurred: Any, post: str = "ceo", **said: Any) -> Any:
        told: dict[str, Any] = {"person": person, "organization": ORGANIZATION, "post": post}
        return self.fact("person.observed", occurred, **told | said)

    def reported(self, occurred: Any, *people: str, complete: bool = True) -> Any:
        members = [{"person": person} for person in people]
        told: dict[str, Any] = {"members": members, "complete": complete}
        return self.fact("board.reported", occurred, organization=ORGANIZATION, **told)

    def controls(
        self, controller: str, occurred: Any, controlled: str = "mill", **said: Any
    ) -> Any:
        told: dict[str, Any] = {"controller": controller, "controlled": controlled, "kind": "full"}
        return self.fact("control.established", occurred, **told | said)

    def retract(self, target: RecordedEvent) -> RecordedEvent:
        return self.amend("event.retracted", target, **WHY)

    def dispute(self, target: RecordedEvent, what: str = "happened", **said: Any) -> RecordedEvent:
        return self.amend("event.disputed", target, what=what, account="It was otherwise.", **said)

    def settle(self, target: RecordedEvent, prevailing: str = "original") -> RecordedEvent:
        return self.amend("dispute.settled", target, prevailing=prevailing, reason="documents")

    def rows(self, position: int | None = None) -> list[ContradictionRow]:
        """What is open at a position, the last by default, found event by event."""
        history = History(self.events)
        at = self.head if position is None else position
        changes = fold(Contradictions(), history, history.positions(), standing=lambda track: ())
        assert not changes.parked, changes.parked
        found = [
            version.row
            for version in changes.opened
            if version.known_from <= at and (version.known_to is None or version.known_to > at)
        ]
        rows = [row for row in found if isinstance(row, ContradictionRow)]
        assert len({row.matter for row in rows}) == len(rows)
        assert not [row for row in rows if row.end and not row.lasts], "a moment has no end"
        return rows

    def kinds(self) -> list[str]:
        return sorted(row.kind for row in self.rows())

    def only(self, kind: str) -> ContradictionRow:
        (row,) = (row for row in self.rows() if row.kind == kind)
        return row


def sides(row: ContradictionRow) -> list[list[str]]:
    return [side["events"] for side in row.sides]


def accounts(row: ContradictionRow) -> list[str]:
    return [side["account"] for side in row.sides]


def ids(*events: RecordedEvent) -> list[str]:
    return [str(event.id) for event in events]
