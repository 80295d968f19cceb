"""Merges: only like things are one, and not in a circle, also after an amendment. Pure."""

from collections import ChainMap
from collections.abc import Iterable, Mapping
from typing import Any

from events.facts import MERGE, Undecodable
from events.recording.draft import Draft
from events.recording.known import Known
from events.recording.naming import a
from events.recording.sent import Sent


def check_merge(sent: Sent, known: Known, draft: Draft | None) -> None:
    """Of a merge, and of what corrects, withdraws or restores one."""
    if sent.readable is None:
        return
    if sent.readable.type == MERGE:
        said: Any = sent.readable
        if _are_alike(sent, "/data/into", said, known):
            after = ChainMap({said.entity: said.into}, known.merged())
            _refuse_circle(sent, "/data/into", known, after, {said.entity})
    elif draft is not None and _is_of_merge(draft, known):
        _check_amendment(sent, known, draft)


def _check_amendment(sent: Sent, known: Known, draft: Draft) -> None:
    try:
        before, fact = known.fact(draft.provisional.root), known.amended(draft.provisional)
    except Undecodable:
        return  # told, or left to be mended
    corrected = draft.provisional.type == "event.corrected"
    where = "/data/changes/data" if corrected else "/data/event"
    if not corrected or _are_alike(sent, where, fact.data, known):
        told = {name for one in (before, fact) for name in one.entities}
        _refuse_circle(sent, where, known, known.merged(fact), told)


def _is_of_merge(draft: Draft, known: Known) -> bool:
    return any(event.type == MERGE for event in known.by_root.get(draft.provisional.root, ()))


def _are_alike(sent: Sent, where: str, said: Any, known: Known) -> bool:
    kind, other = known.entities.get(said.entity), known.entities.get(said.into)
    if kind is None or other is None:
        return False  # told already
    if kind != other:
        detail = f"{said.into} is {a(other)}, {said.entity} is {a(kind)}: they cannot be one"
        sent.refuse(where, "wrong_kind", detail)
    return kind == other


def _refuse_circle(
    sent: Sent, where: str, known: Known, after: Mapping[str, str], told: Iterable[str]
) -> None:
    """One that was there before, from when nobody looked, is not this event's fault."""
    for entity in sorted(told):
        way = _circle(after, entity)
        if way and not _circle(known.merged(), entity):
            detail = f"{' into '.join(way)} would be merged in a circle; retract a merge first"
            sent.refuse(where, "merge_circle", detail)
            return


def _circle(merged: Mapping[str, str], entity: str) -> list[str]:
    """The way from an entity back to itself; empty if there is none."""
    way = [entity]
    while (into := merged.get(way[-1])) is not None and into not in way[1:]:
        way.append(into)
        if into == entity:
            return way
    return []
