"""A record of one organisation, told fact by fact and asked for its tenures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from events.facts import Fact
from events.when import Window, presence
from stories.tenure import Conflict, Derivation, Tenure, derive_tenures
from tests.unit.stories.facts import event_id, fact

ORGANIZATION = "acme"
MICROSECOND = timedelta(microseconds=1)


class Record:
    """Each fact gets the next position; `timezone` is that of all of them."""

    def __init__(self, timezone: str = "UTC") -> None:
        self.timezone = timezone
        self.facts: list[Fact] = []

    def told(self, type: str, occurred: Any, data: dict[str, Any], **said: Any) -> str:
        """Add a fact; its event's id."""
        position = len(self.facts) + 1
        self.facts.append(fact(position, type, occurred, data, timezone=self.timezone, **said))
        return str(event_id(position))

    def appointed(
        self,
        person: str,
        occurred: Any,
        post: str = "director",
        *,
        confidence: str = "reported",
        disputed: Sequence[str] = (),
        **data: Any,
    ) -> str:
        data |= {"person": person, "organization": ORGANIZATION, "post": post}
        said = {"confidence": confidence, "disputed": disputed}
        return self.told("person.appointed", occurred, data, **said)

    def departed(
        self,
        person: str,
        occurred: Any,
        post: str = "director",
        *,
        manner: str = "resigned",
        reason: str | None = None,
        confidence: str = "reported",
        disputed: Sequence[str] = (),
    ) -> str:
        data = {"person": person, "organization": ORGANIZATION, "post": post, "manner": manner}
        if reason is not None:
            data["reason"] = reason
        said = {"confidence": confidence, "disputed": disputed}
        return self.told("person.departed", occurred, data, **said)

    def observed(
        self,
        person: str,
        occurred: Any,
        post: str = "director",
        *,
        confidence: str = "reported",
        disputed: Sequence[str] = (),
        **data: Any,
    ) -> str:
        data |= {"person": person, "organization": ORGANIZATION, "post": post}
        said = {"confidence": confidence, "disputed": disputed}
        return self.told("person.observed", occurred, data, **said)

    def reported(self, occurred: Any, *members: dict[str, Any]) -> str:
        data = {"organization": ORGANIZATION, "members": list(members), "complete": False}
        return self.told("board.reported", occurred, data)

    def founded(self, occurred: Any) -> str:
        return self.told("organization.founded", occurred, {"organization": ORGANIZATION})

    def dissolved(self, occurred: Any, **said: Any) -> str:
        data = {"organization": ORGANIZATION}
        return self.told("organization.dissolved", occurred, data, **said)

    def died(self, person: str, occurred: Any, **said: Any) -> str:
        return self.told("person.died", occurred, {"person": person}, **said)

    def defined(self, post: str, title: str, body: str, exclusive: bool) -> str:
        data = {"organization": ORGANIZATION, "post": post, "title": title}
        return self.told("post.defined", None, {**data, "body": body, "exclusive": exclusive})

    @property
    def derived(self) -> Derivation:
        return derive_tenures(self.facts)

    @property
    def rows(self) -> list[Tenure]:
        return self.derived.tenures

    @property
    def conflicts(self) -> list[Conflict]:
        return self.derived.conflicts

    def of(self, person: str, post: str = "director") -> list[Tenure]:
        return [row for row in self.rows if (row.person, row.post_id) == (person, post)]

    def only(self, person: str, post: str = "director") -> Tenure:
        (row,) = self.of(person, post)
        return row

    def at(self, moment: str, person: str, post: str = "director") -> str | None:
        """The best presence by any one row: certain, possible or None."""
        instant = at(moment)
        found = {presence(row.start, row.end, instant) for row in self.of(person, post)}
        return next((one for one in ("certain", "possible") if one in found), None)


def at(moment: str) -> datetime:
    """`2019-06-01` (its beginning) or `2019-06-01T12:00`, in UTC unless it says otherwise."""
    read = datetime.fromisoformat(moment)
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def end_of(day: str) -> datetime:
    return at(day) + timedelta(days=1) - MICROSECOND


def span(first: str, last: str) -> Window:
    """From the beginning of one day to the end of another."""
    return Window(at(first), end_of(last))


def since(first: str | None, last: str) -> Window:
    """Between two moments, the first of which may be unknown."""
    return Window(None if first is None else at(first), at(last))
