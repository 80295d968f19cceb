"""Recording: a batch is checked as a whole, every fault told at once, then appended or not."""

import logging
import time
from collections.abc import Sequence
from functools import partial
from typing import Any

from django.db import transaction

from events.log.append import (
    AlreadyIntroduced,
    Appended,
    DuplicateEventId,
    Idempotency,
    NewEvent,
    VersionConflict,
    append,
    replay,
)
from events.log.read import head
from events.recording.draft import Draft
from events.recording.merge_lock import merge_lock
from events.recording.preparing import place_of, prepare
from events.recording.refusal import Refused
from events.recording.sent import type_of
from events.recording.versions import depends_on_the_record, versions_checked
from events.signals import appended as appended_signal
from events.types import Problem

MOST_TRIES = 5

__all__ = ["prepare", "record"]

logger = logging.getLogger(__name__)


def record(
    envelopes: Sequence[Any],
    *,
    recorded_by: str,
    idempotency: Idempotency | None = None,
    single: bool = False,
) -> Appended:
    """Append all of them or none. They are durable when this returns, and listeners were told;
    within a transaction once it is committed.

    `single` says that the request was one bare event, which problems then point into. Raises
    Refused; and VersionConflict, KeyMismatch and KeyInFlight of the log.
    """
    with merge_lock(envelopes):  # whoever has waited may find that it is done
        if idempotency and (earlier := replay(idempotency)):
            return earlier
        try:
            done, seconds = _recorded(envelopes, recorded_by, idempotency, single)
        except (Refused, VersionConflict):
            # What stood in the way may be what the first request under the key has just recorded.
            if idempotency and (earlier := replay(idempotency)):
                return earlier
            raise
    if not done.replayed:
        transaction.on_commit(partial(_announce, done, seconds))
    return done


def _recorded(
    envelopes: Sequence[Any], recorded_by: str, idempotency: Idempotency | None, single: bool
) -> tuple[Appended, float]:
    """What others record between the checks and the append may make an amendment or a definition
    invalid: then its stream has moved, and it is checked again. In the end it is taken as checked,
    so that a stream that never rests cannot keep it out.
    """
    tries = MOST_TRIES if any(map(depends_on_the_record, map(type_of, envelopes))) else 1
    for left in reversed(range(tries)):
        position = head() if left else None
        drafts = prepare(envelopes, recorded_by=recorded_by, single=single)
        expected = [each.expected_version for each in drafts]
        if position is not None:
            expected = versions_checked(drafts, position)
        start = time.perf_counter()
        try:
            done = _append(drafts, expected, recorded_by, idempotency, single)
        except VersionConflict as conflict:
            if drafts[conflict.index].expected_version is not None:
                raise
        else:
            return done, time.perf_counter() - start
    raise AssertionError("the last try expects nothing that its client did not say")


def _append(
    drafts: Sequence[Draft],
    expected: Sequence[int | None],
    recorded_by: str,
    idempotency: Idempotency | None,
    single: bool,
) -> Appended:
    try:
        return append(
            list(map(_new_event, drafts, expected)),
            recorded_by=recorded_by,
            idempotency=idempotency,
        )
    except DuplicateEventId as fault:
        place = place_of(fault.index, single)
        raise Refused([Problem(f"{place}/id", "duplicate_id", str(fault))]) from fault
    except AlreadyIntroduced as fault:
        kind = (drafts[fault.index].introduces or ("",))[0]
        where = f"{place_of(fault.index, single)}/data/{kind}"
        raise Refused([Problem(where, "already_introduced", str(fault))]) from fault


def _new_event(made: Draft, expected_version: int | None) -> NewEvent:
    event = made.provisional
    return NewEvent(
        id=event.id,
        type=event.type,
        schema=event.schema,
        stream=event.stream,
        root=event.root,
        content=event.content,
        mentions=made.mentions,
        introduces=made.introduces,
        expected_version=expected_version,
    )


def _announce(done: Appended, seconds: float) -> None:
    """What is recorded is recorded, whether or not anybody can be woken: a sweep finds it."""
    told = appended_signal.send_robust(
        sender=record, position=done.position, events=done.events, seconds=seconds
    )
    for receiver, result in told:
        if isinstance(result, Exception):
            logger.warning("%s was not told of position %s: %s", receiver, done.position, result)
