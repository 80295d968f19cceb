"""Recording what is written: once, and not past what somebody else recorded meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from events.api.appending import right_for
from events.log.append import (
    Appended,
    Idempotency,
    KeyInFlight,
    KeyMismatch,
    VersionConflict,
    replay,
)
from events.log.read import events_by_ids, head, version_of
from events.models import Event
from events.recorded import RecordedEvent
from events.recording.idempotency import idempotency_for
from events.recording.refusal import Refused
from events.recording.service import prepare, record
from newsroom.desk.append import drafts
from newsroom.desk.append.sheet import EventSheet
from newsroom.desk.form.sheet import Fault
from stories.engine.reading import Known

TRIES = 5
BUSY = Fault("", "is not recorded yet, for others record at this moment: record it again")


class NotRecorded(Exception):
    """Why nothing was recorded: faults at fields, or what came in between."""

    def __init__(self, faults: Sequence[Fault] = (), between: Sequence[RecordedEvent] = ()) -> None:
        super().__init__("; ".join(fault.detail for fault in faults) or "something came in between")
        self.faults = tuple(faults)
        self.between = tuple(between)


class AlreadyRecorded(Exception):
    """The form was recorded before, and has been changed since."""


@dataclass(frozen=True, slots=True)
class Recorded:
    position: int
    event: str
    story: str
    """The story that it is about, if it is about one."""


def record_sheet(sheet: EventSheet, known: Known, user: Any) -> Recorded:
    """Record it. Raises NotRecorded and AlreadyRecorded; the same form again gives the same."""
    written = sheet.written(known)
    _require_type(sheet, user)
    idempotency = idempotency_for(str(sheet.key), str(user.pk), written.envelopes)
    try:
        done = _once(sheet, written.envelopes, user, idempotency)
    except Refused as refused:
        raise NotRecorded(written.faults(refused.errors)) from refused
    except KeyMismatch as fault:
        raise AlreadyRecorded from fault
    except KeyInFlight as fault:
        detail = "is being recorded already: wait a moment, and record it again to see it"
        raise NotRecorded([Fault("", detail)]) from fault
    drafts.discard(user, sheet.key)
    kind, _, about = str(done.events[-1]["stream"]).partition("/")
    story = about if kind == "story" else ""
    return Recorded(done.position, str(done.events[-1]["id"]), story)


def _once(
    sheet: EventSheet, envelopes: Sequence[dict[str, Any]], user: Any, idempotency: Idempotency
) -> Appended:
    if earlier := replay(idempotency):
        return earlier
    try:
        return _record(sheet, envelopes, user, idempotency)
    except Refused:
        # What stood in the way may be what the first of two clicks has just recorded.
        if earlier := replay(idempotency):
            return earlier
        raise


def _record(
    sheet: EventSheet, envelopes: Sequence[dict[str, Any]], user: Any, idempotency: Idempotency
) -> Appended:
    """The event expects the version that its stream had when the form was opened.

    What its author recorded meanwhile is no surprise; what others did is shown first.
    """
    for _ in range(TRIES):
        expecting = _expecting(sheet, envelopes, user.get_username())
        try:
            return record(expecting, recorded_by=user.get_username(), idempotency=idempotency)
        except VersionConflict:
            continue  # whose doing it was, the next look tells
    raise NotRecorded([BUSY])


def _expecting(
    sheet: EventSheet, envelopes: Sequence[dict[str, Any]], name: str
) -> list[dict[str, Any]]:
    """Raises NotRecorded with what others recorded since the form was opened."""
    streams = [
        draft.provisional.stream for draft in prepare(envelopes, recorded_by=name, after=head())
    ]
    stream = streams[-1]
    # Read before the look at what others did: one read after it would count what came in between.
    expected = version_of(stream) + streams[:-1].count(stream)
    watched = [stream, *([f"story/{sheet.story}"] if sheet.story else [])]
    if between := _by_others(watched, sheet.opened, name):
        raise NotRecorded(between=between)
    return [*envelopes[:-1], {**envelopes[-1], "expected_version": expected}]


def _by_others(streams: Sequence[str], opened: int, name: str) -> list[RecordedEvent]:
    found = Event.objects.filter(stream__in=streams, position__gt=opened).exclude(recorded_by=name)
    return events_by_ids(list(found.values_list("id", flat=True)[:20]))


def _require_type(sheet: EventSheet, user: Any) -> None:
    if sheet.event_class is None:
        raise NotRecorded([Fault("said", "is required: say it in a word, and choose the type")])
    right = right_for(sheet.event_class.type)
    if not user.has_perm(f"access.{right}"):
        detail = f"{sheet.event_class.type} needs the right to {right}, which you lack"
        raise NotRecorded([Fault("said", detail)])
