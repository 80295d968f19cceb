"""A record of one organisation, told fact by fact and asked for its tenures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from events.disputes import Verdict
from stories.tenure import Conflict, Derivation, Tenure
from tests.unit.stories.facts import NOTHING
from tests.unit.stories.telling import Telling, best_presence
from tests.unit.stories.tenure.derived import derive_tenures

ORGANIZATION = "acme"


class Record(Telling):
    def appointed(self, person: str, occurred: Any, post: str = "director", **told: Any) -> str:
        return self._in_post("person.appointed", person, occurred, post, **told)

    def observed(self, person: str, occurred: Any, post: str = "director", **told: Any) -> str:
        return self._in_post("person.observed", person, occurred, post, **told)

    def _in_post(
        self,
        type: str,
        person: str,
        occurred: Any,
        post: str,
        *,
        confidence: str | None = "reported",
        disputed: Sequence[str] = (),
        verdicts: Mapping[str, Verdict] = NOTHING,
        refuted: str | None = None,
        **data: Any,
    ) -> str:
        data |= {"person": person, "organization": ORGANIZATION, "post": post}
        settled = {"verdicts": verdicts, "refuted": refuted}
        said = {"confidence": confidence, "disputed": disputed, **settled}
        return self.told(type, occurred, data, **said)

    def departed(
        self,
        person: str,
        occurred: Any,
        post: str = "director",
        *,
        manner: str = "resigned",
        reason: str | None = None,
        **said: Any,
    ) -> str:
        data = {"person": person, "organization": ORGANIZATION, "post": post, "manner": manner}
        if reason is not None:
            data["reason"] = reason
        return self.told("person.departed", occurred, data, **said)

    def reported(self, occurred: Any, *members: dict[str, Any]) -> str:
        data = {"organization": ORGANIZATION, "members": list(members), "complete": False}
        return self.told("board.reported", occurred, data)

    def founded(self, occurred: Any) -> str:
        return self.told("organization.founded", occurred, {"organization": ORGANIZATION})

    def dissolved(self, occurred: Any, **said: Any) -> str:
        data = {"organization": ORGANIZATION}
        return self.told("organization.dissolved", occurred, data, **said)

    def defined(self, post: str, title: str, body: str, exclusive: bool) -> str:
        data = {"organization": ORGANIZATION, "post": post, "title": title}
        return self.told("post.defined", None, {**data, "body": body, "exclusive": exclusive})

    @property
    def derived(self) -> Derivation:
        return derive_tenures(self.facts)

    @property
    def rows(self) -> list[Tenure]:
        return list(self.derived.tenures)

    @property
    def conflicts(self) -> list[Conflict]:
        return list(self.derived.conflicts)

    def of(self, person: str, post: str = "director") -> list[Tenure]:
        return [row for row in self.rows if (row.person, row.post_id) == (person, post)]

    def only(self, person: str, post: str = "director") -> Tenure:
        (row,) = self.of(person, post)
        return row

    def at(self, moment: str, person: str, post: str = "director") -> str | None:
        """The best presence by any one row: certain, possible or None."""
        return best_presence(self.of(person, post), moment)
