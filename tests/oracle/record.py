"""What the log says at a position: every event up to it read, amendments and merges applied."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from events.when import When, read_occurred

NAMING = ("person", "organization", "replaces", "reports_to")


@dataclass(frozen=True)
class Told:
    """A standing fact or definition, with what has become of it."""

    event: str
    position: int
    type: str
    data: dict[str, Any]
    when: When | None
    confidence: str
    disputed: frozenset[str]


def told(events: Iterable[Any], position: int) -> list[Told]:
    """Everything that stands at a position, in the order in which it was recorded."""
    known = [event for event in events if event.position <= position]
    originals = [event for event in known if "event" not in event.content["data"]]
    merges = become(known)
    found = [_told(event, known, merges) for event in originals if _stands(event, known)]
    return [one for one in found if one is not None]


def become(known: Sequence[Any]) -> dict[str, str]:
    """What each merged id stands for in the end, by the latest merge of each that stands."""
    direct = {}
    for event in known:
        if event.type == "entity.merged" and _stands(event, known):
            said = _corrected(event, known)["data"]
            direct[said["entity"]] = said["into"]
    return {one: _end(one, direct) for one in direct}


def _end(one: str, direct: dict[str, str]) -> str:
    for _ in direct:
        one = direct.get(one, one)
    return one


def _stands(event: Any, known: Sequence[Any]) -> bool:
    """Whether the last verdict on it that itself stands, if there is any, is not a retraction."""
    verdicts = [
        v for v in _about(event, known) if v.type in ("event.retracted", "event.reinstated")
    ]
    verdicts = [verdict for verdict in verdicts if _stands(verdict, known)]
    return not verdicts or verdicts[-1].type == "event.reinstated"


def _about(event: Any, known: Sequence[Any]) -> list[Any]:
    return [one for one in known if one.content["data"].get("event") == str(event.id)]


def _standing(event: Any, known: Sequence[Any], type_: str) -> list[Any]:
    return [one for one in _about(event, known) if one.type == type_ and _stands(one, known)]


def _corrected(event: Any, known: Sequence[Any]) -> dict[str, Any]:
    content = dict(event.content)
    for correction in _standing(event, known, "event.corrected"):
        changes = dict(correction.content["data"]["changes"])
        content["data"] = {**content["data"], **changes.pop("data", {})}
        content |= changes
    return content


def _told(event: Any, known: Sequence[Any], merges: dict[str, str]) -> Told | None:
    content = _corrected(event, known)
    open_disputes, refuted = _disputes(event, known)
    if refuted:
        return None
    return Told(
        event=str(event.id),
        position=event.position,
        type=event.type,
        data=_renamed(content["data"], merges),
        when=_when(event, content),
        confidence=_confidence(event, known),
        disputed=frozenset(open_disputes),
    )


def _when(event: Any, content: dict[str, Any]) -> When | None:
    if content.get("occurred") is None:
        return None
    citations = content.get("citations") or [{}]
    return read_occurred(
        content["occurred"],
        timezone=content["timezone"],
        published=citations[0].get("published"),
        recorded_at=event.recorded_at,
    )


def _confidence(event: Any, known: Sequence[Any]) -> str:
    said = event.content.get("confidence") or "reported"
    for one in known:
        if one in _standing(event, known, "event.corrected"):
            said = one.content["data"]["changes"].get("confidence") or said
        if one in _standing(event, known, "event.corroborated"):
            said = one.content["data"].get("confidence") or said
    return str(said)


def _disputes(event: Any, known: Sequence[Any]) -> tuple[list[str], bool]:
    """What is disputed and not settled; and whether an account won by which it never happened."""
    disputes = _standing(event, known, "event.disputed")
    settlements = _standing(event, known, "dispute.settled")
    for dispute in disputes:
        settlements = settlements + _standing(dispute, known, "dispute.settled")
    settlements.sort(key=lambda one: one.position)
    settled: set[Any] = set()
    refuted = False
    for settlement in settlements:
        said = settlement.content["data"]
        named = [d for d in disputes if said["event"] == str(d.id)]
        if said["event"] == str(event.id):
            named = [d for d in disputes if d.position < settlement.position]
        settled |= {dispute.id for dispute in named}
        if any(dispute.content["data"]["what"] == "happened" for dispute in named):
            refuted = said["prevailing"] == "account"
    return [d.content["data"]["what"] for d in disputes if d.id not in settled], refuted


def _renamed(data: dict[str, Any], merges: dict[str, str]) -> dict[str, Any]:
    renamed = {k: merges.get(v, v) if k in NAMING else v for k, v in data.items()}
    if "members" in data:
        renamed["members"] = [_renamed(member, merges) for member in data["members"]]
    return renamed
