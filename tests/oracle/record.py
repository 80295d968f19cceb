"""What the log says at a position: every event up to it read, amendments and merges applied."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from events.when import When, Window, read_occurred

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
    verdicts: dict[str, str]
    """What of it was settled, and for which account."""
    refuted: Window | None
    """When it was told to have happened and, as was settled, did not."""


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
    open_disputes, verdicts = _disputes(event, known)
    if verdicts.get("happened") == "account":
        return None
    return Told(
        event=str(event.id),
        position=event.position,
        type=event.type,
        data=_renamed(content["data"], merges),
        when=_when(event, content, verdicts),
        refuted=_refuted(event, content, verdicts),
        confidence=_confidence(event, known),
        disputed=frozenset(open_disputes),
        verdicts=verdicts,
    )


def _refuted(event: Any, content: dict[str, Any], verdicts: dict[str, str]) -> Window | None:
    if verdicts.get("when") != "account":
        return None
    told = _when(event, content, {})
    return told.window if told else None


def _when(event: Any, content: dict[str, Any], verdicts: dict[str, str]) -> When | None:
    if content.get("occurred") is None:
        return None
    citations = content.get("citations") or [{}]

    def read(time: Any) -> When:
        return read_occurred(
            time,
            timezone=content["timezone"],
            published=citations[0].get("published"),
            recorded_at=event.recorded_at,
        )

    told = read(content["occurred"])
    if verdicts.get("when") != "account":
        return told
    # It was at another time, and it is not said which; one that was to come was so for both.
    unknown = read("unknown")
    came_out, first = unknown.window.latest, told.window.earliest
    if came_out and first and first > came_out:
        return replace(unknown, window=Window(came_out, None))
    return unknown


def _confidence(event: Any, known: Sequence[Any]) -> str:
    said = event.content.get("confidence") or "reported"
    for one in known:
        if one in _standing(event, known, "event.corrected"):
            said = one.content["data"]["changes"].get("confidence") or said
        if one in _standing(event, known, "event.corroborated"):
            said = one.content["data"].get("confidence") or said
    return str(said)


def _disputes(event: Any, known: Sequence[Any]) -> tuple[list[str], dict[str, str]]:
    """What is disputed and not settled; and what was settled, with the account that prevails."""
    disputes = _standing(event, known, "event.disputed")
    settlements = _standing(event, known, "dispute.settled")
    for dispute in disputes:
        settlements = settlements + _standing(dispute, known, "dispute.settled")
    corrections = _standing(event, known, "event.corrected")
    settled: set[Any] = set()
    verdicts: dict[str, str] = {}
    for one in sorted([*settlements, *corrections], key=lambda one: one.position):
        if one in corrections:
            anew = {"occurred", "timezone"} & one.content["data"]["changes"].keys()
            if anew and verdicts.get("when") == "account":
                del verdicts["when"]
            continue
        said = one.content["data"]
        named = [d for d in disputes if said["event"] == str(d.id)]
        if said["event"] == str(event.id):
            by_then = [d for d in disputes if d.position < one.position]
            named = [d for d in by_then if d.id not in settled] or by_then
        settled |= {dispute.id for dispute in named}
        verdicts |= {d.content["data"]["what"]: said["prevailing"] for d in named}
    return [d.content["data"]["what"] for d in disputes if d.id not in settled], verdicts


def _renamed(data: dict[str, Any], merges: dict[str, str]) -> dict[str, Any]:
    renamed = {k: merges.get(v, v) if k in NAMING else v for k, v in data.items()}
    if "members" in data:
        renamed["members"] = [_renamed(member, merges) for member in data["members"]]
    return renamed
