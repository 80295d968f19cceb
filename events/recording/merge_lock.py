"""The lock of merges: whether one closes a circle depends on all others, whatever their streams."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from events.facts import MERGE
from events.models import Event
from events.recording.sent import type_of
from events.types import as_uuid

_LOCK = "SELECT pg_advisory_xact_lock(1702258030, 2)"  # beside the log's own; it must never change
_MOVING = frozenset({"event.corrected", "event.retracted", "event.reinstated"})


@contextmanager
def merge_lock(envelopes: Sequence[Any]) -> Iterator[None]:
    """Held while what merges, or amends a merge, is checked and appended; nothing else waits.

    The log's own lock would be held too long for it: reading and checking takes more time than
    appending. Merges are few.
    """
    if not _move_merges(envelopes):
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_LOCK)
        yield


def _move_merges(envelopes: Sequence[Any]) -> bool:
    types = [type_of(raw) for raw in envelopes]
    if MERGE in types:
        return True
    targets = {
        target
        for raw, said in zip(envelopes, types, strict=True)
        if said in _MOVING and (target := _target(raw.get("data")))
    }
    if not targets:
        return False
    roots = Event.objects.filter(id__in=targets).values("root")
    return Event.objects.filter(id__in=roots, type=MERGE).exists()


def _target(data: Any) -> UUID | None:
    return as_uuid(data.get("event")) if isinstance(data, dict) else None
