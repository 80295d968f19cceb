"""What of a fact is in dispute, and what holds once that is settled. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal
from uuid import UUID

from events.recorded import RecordedEvent
from events.types import EventData
from events.when import When, Window

Verdict = Literal["original", "account"]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Another account of the same matter, told beside the fact."""

    event: UUID
    what: Literal["happened", "when", "manner", "other"]
    account: str
    by: str | None = None
    citations: tuple[Mapping[str, Any], ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "event": str(self.event),
            "what": self.what,
            "account": self.account,
            "by": self.by,
            "citations": [dict(citation) for citation in self.citations],
        }


@dataclass(frozen=True, slots=True)
class Disputes:
    """What of a fact was disputed so far, and what was settled."""

    told: Mapping[UUID, Dispute] = field(default_factory=dict)
    settled: frozenset[UUID] = frozenset()
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    """On what the settled ones were about. What is corrected after the other account prevailed on
    it counts again."""

    @property
    def open(self) -> tuple[Dispute, ...]:
        return tuple(one for one in self.told.values() if one.event not in self.settled)

    def after(self, event: RecordedEvent, data: EventData) -> Disputes:
        """With one more amendment that is in effect, of a fact with such data."""
        said = event.content["data"]
        match event.type:
            case "event.disputed":
                return replace(self, told={**self.told, event.id: _dispute(event)})
            case "dispute.settled":
                target = UUID(said["event"])
                named = self._named(target, whole=target == event.root)
                settled = {self.told[one].what: said["prevailing"] for one in named}
                return replace(
                    self,
                    settled=self.settled.union(named),
                    verdicts=dict[str, Verdict](self.verdicts) | settled,
                )
            case "event.corrected":
                anew = {w for w in _corrects(said["changes"], data) if self._refuted(w)}
                left = {w: verdict for w, verdict in self.verdicts.items() if w not in anew}
                return replace(self, verdicts=left) if anew else self
        return self

    def _named(self, target: UUID, *, whole: bool) -> list[UUID]:
        """What a settlement settles. One that names the fact: what is open; where nothing is, all
        anew.
        """
        if whole:
            return [one for one in self.told if one not in self.settled] or list(self.told)
        return [target] if target in self.told else []

    def _refuted(self, what: str) -> bool:
        return self.verdicts.get(what) == "account"


UNDISPUTED = Disputes()


def _dispute(event: RecordedEvent) -> Dispute:
    said, cited = event.content["data"], event.content.get("citations") or ()
    return Dispute(event.id, said["what"], said["account"], said.get("by"), tuple(cited))


def _corrects(changes: Mapping[str, Any], data: EventData) -> Iterator[str]:
    """What of that which can be disputed a correction tells anew."""
    if "occurred" in changes or "timezone" in changes:
        yield "when"
    for what, (name, _) in data.set_aside.items():
        if name in (changes.get("data") or {}):
            yield what


def upheld(told: EventData, verdicts: Mapping[str, Verdict]) -> EventData:
    """The data without what the other account prevailed on, which is prose."""
    for what, prevailing in verdicts.items():
        if prevailing == "account":
            told = told.without(what)
    return told


def at_another_time(told: When, unknown: When) -> When:
    """The time of what was at another time than told: unknown until it is corrected.

    What was told for after its source came out was to come then, and nobody says by when.
    """
    came_out = unknown.window.latest
    if came_out and told.window.earliest and told.window.earliest > came_out:
        return replace(unknown, window=Window(came_out, None))
    return unknown
