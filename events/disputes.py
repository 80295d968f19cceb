"""What of a fact is in dispute, and what holds once that is settled. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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


def disputed(
    original: RecordedEvent, applied: Sequence[RecordedEvent], told: EventData
) -> tuple[tuple[Dispute, ...], dict[str, Verdict]]:
    """The open disputes, and the verdicts on what the others were about.

    What is corrected after the other account prevailed on it counts again.
    """
    disputes: dict[UUID, Dispute] = {}
    settled: set[UUID] = set()
    verdicts: dict[str, Verdict] = {}
    for event in applied:
        said = event.content["data"]
        if event.type == "event.disputed":
            disputes[event.id] = _dispute(event)
        elif event.type == "dispute.settled":
            target = UUID(said["event"])
            whole = target == original.id
            named = _of_the_whole(disputes, settled) if whole else disputes.keys() & {target}
            settled.update(named)
            verdicts |= {disputes[dispute].what: said["prevailing"] for dispute in named}
        elif event.type == "event.corrected":
            for what in _corrects(said["changes"], told):
                if verdicts.get(what) == "account":
                    del verdicts[what]
    return tuple(d for d in disputes.values() if d.event not in settled), verdicts


def _dispute(event: RecordedEvent) -> Dispute:
    said, cited = event.content["data"], event.content.get("citations") or ()
    return Dispute(event.id, said["what"], said["account"], said.get("by"), tuple(cited))


def _of_the_whole(disputes: Mapping[UUID, Dispute], settled: Collection[UUID]) -> list[UUID]:
    """What a settlement that names the fact settles: what is open; where nothing is, all anew."""
    return [dispute for dispute in disputes if dispute not in settled] or list(disputes)


def _corrects(changes: Mapping[str, Any], told: EventData) -> Iterator[str]:
    """What of that which can be disputed a correction tells anew."""
    if "occurred" in changes or "timezone" in changes:
        yield "when"
    for what, (name, _) in told.set_aside.items():
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
