"""What a correction makes of its target: it must be valid, readable and another. Pure."""

from datetime import datetime
from typing import Any

from pydantic import ValidationError

from events.facts import Fact, Undecodable
from events.recorded import RecordedEvent
from events.recording.draft import Draft
from events.recording.known import Known
from events.recording.naming import check_reference, check_references_sent
from events.recording.sent import Sent
from events.types import EventData, post_keys, problems, references
from events.types.editorial import Changes
from events.when import WhenError, read_occurred

CHANGES = "/data/changes"


def check_correction(sent: Sent, target: RecordedEvent, known: Known, draft: Draft | None) -> None:
    """Without a draft, since it has other faults, whatever of the changes can be read."""
    faults = len(sent.problems)
    original = known.by_root[target.root][0]
    before = known.fact(original.id)
    changes = _changes(sent)
    if "data" in changes:
        _check_data(sent, before.data, changes["data"], known)
    _check_time(sent, before, changes, original)
    if draft is None or len(sent.problems) > faults:
        return
    try:
        after = known.amended(draft.provisional)
    except Undecodable as fault:
        _refuse_unreadable(sent, changes, fault)
        return
    if _said(after) == _said(before):
        sent.refuse(CHANGES, "no_change", "changes nothing: the event says so already")


def _refuse_unreadable(sent: Sent, changes: dict[str, Any], fault: Undecodable) -> None:
    """A new time is refused where it is read; the old one may not exist in a new zone."""
    if isinstance(fault.__cause__, WhenError) and "timezone" in changes:
        for each in fault.__cause__.every:
            sent.refuse(f"{CHANGES}/timezone", each.code, each.reason, each.accepted)
    else:
        sent.refuse(CHANGES, "unreadable", f"with these changes it cannot be read: {fault}")


def check_apart(sent: Sent, target: Sent | None, known: Known, *, zone: str, now: datetime) -> None:
    """Of a correction of an event of the same batch that has faults of its own, or of none that can
    be corrected: what can be told without it.
    """
    changes = _changes(sent)
    if "data" in changes and target and target.data is not None:
        _check_data(sent, target.data, changes["data"], known)
    if "occurred" in changes:
        _read_time(sent, changes, zone, now)


def changed_mentions(data: EventData, fact: Fact) -> tuple[str, ...]:
    """The keys that a valid correction newly gives its target."""
    changes = data.as_json()["changes"].get("data") or {}
    corrected = _merged(fact.data, changes)
    named = (ref.id for ref in references(corrected) if ref.pointer.split("/")[1] in changes)
    known = post_keys(fact.data)
    return (*named, *(key for key in post_keys(corrected) if key not in known))


def _merged(data: EventData, changes: dict[str, Any]) -> EventData:
    return type(data).model_validate({**data.as_json(), **changes})


def _changes(sent: Sent) -> dict[str, Any]:
    """Each that can be read by itself."""
    if sent.data is not None:
        said: dict[str, Any] = sent.data.as_json()["changes"]
        return said
    data = sent.raw.get("data")
    raw = data.get("changes") if isinstance(data, dict) else None
    readable: dict[str, Any] = {}
    for name, value in raw.items() if isinstance(raw, dict) else ():
        try:
            change = Changes.model_validate({name: value})
        except ValidationError:
            continue  # told with the data
        readable |= change.model_dump(mode="json", exclude_unset=True)
    return readable


def _check_data(sent: Sent, data: EventData, changes: dict[str, Any], known: Known) -> None:
    where = f"{CHANGES}/data"
    try:
        corrected = _merged(data, changes)
    except ValidationError as fault:
        sent.problems += problems(fault, sent.place + where)
        check_references_sent(sent, where, type(data), changes, known)
        return
    if corrected.introduction() != data.introduction():
        kind, slug = data.introduction() or ("", "")
        detail = f"stays {slug}: an id is for good; merge it into another instead"
        sent.refuse(f"{where}/{kind}", "fixed", detail)
    for reference in references(corrected):
        if reference.pointer.split("/")[1] in changes:
            check_reference(sent, where, reference, known)


def _check_time(sent: Sent, before: Fact, changes: dict[str, Any], original: RecordedEvent) -> None:
    changed = [name for name in ("occurred", "timezone") if name in changes]
    if changed and before.when is None:
        detail = f"{original.type} carries no time that could be corrected"
        sent.refuse(f"{CHANGES}/{changed[0]}", "not_dated", detail)
    elif "occurred" in changes and before.when is not None:
        _read_time(sent, changes, before.when.timezone, original.recorded_at)


def _read_time(sent: Sent, changes: dict[str, Any], zone: str, recorded_at: datetime) -> None:
    """The zone is that of the target, unless it is changed as well. Where a time ends that is open
    upwards, which the citations say, decides nothing here.
    """
    try:
        read_occurred(
            changes["occurred"],
            timezone=changes.get("timezone") or zone,
            published=None,
            recorded_at=recorded_at,
        )
    except WhenError as fault:
        for each in fault.every:
            if (each.code, each.pointer) != ("timezone", ""):  # told of the target, if it is wrong
                where = f"{CHANGES}/occurred{each.pointer}"
                sent.refuse(where, each.code, each.reason, each.accepted)


def _said(fact: Fact) -> tuple[object, ...]:
    return fact.data, fact.when, fact.citations, fact.confidence
