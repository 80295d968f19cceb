"""A batch checked as a whole, in order, against what the record says: every fault told at once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from uuid6 import uuid7

from events.recording import amending, correcting, defining, lookup, merging, naming, timing
from events.recording.draft import Draft, draft
from events.recording.known import Known
from events.recording.refusal import Refused
from events.recording.sent import MOST_EVENTS, Sent, read
from events.types import EventData, Problem, pointer
from events.types.editorial import EventCorrected


def prepare(
    envelopes: Sequence[Any],
    *,
    recorded_by: str,
    single: bool = False,
    after: int = 0,
    most: int = MOST_EVENTS,
) -> list[Draft]:
    """What would be appended, in order, after the position `after`. Raises Refused.

    `most` is for who checks together what will be recorded in several batches.
    """
    if not 1 <= len(envelopes) <= most:
        detail = f"must have 1 to {most} events, not {len(envelopes)}"
        raise Refused([Problem("" if single else "/events", "batch_size", detail)])
    batch = [read(raw, place_of(index, single)) for index, raw in enumerate(envelopes)]
    known = lookup.load(batch)
    naming.introduce(batch, known)
    drafts = _Drafting(batch, known, recorded_by, after).drafts()
    if problems := [problem for sent in batch for problem in sent.problems]:
        raise Refused(problems)
    return drafts


class _Drafting:
    """Goes through a batch in order, so that an event may amend an earlier one of it."""

    def __init__(self, batch: Sequence[Sent], known: Known, recorded_by: str, after: int) -> None:
        self._batch = batch
        self._known = known
        self._recorded_by = recorded_by
        self._after = after
        self._now = datetime.now(UTC)
        self._ids = {sent.id for sent in batch if sent.id}
        self._met: set[UUID] = set()
        self._faulty: set[UUID] = set()

    def drafts(self) -> list[Draft]:
        made = (self._draft(index, sent) for index, sent in enumerate(self._batch, start=1))
        return [each for each in made if each is not None]

    def _draft(self, index: int, sent: Sent) -> Draft | None:
        chosen = self._take_id(sent)
        naming.check_references(sent, self._known)
        when = timing.read_time(
            sent, self._known, default_zone=settings.NEWSROOM_TIMEZONE, now=self._now
        )
        made = None
        if amending.find_target(sent, self._known, self._ids, self._faulty):
            made = draft(
                sent,
                when,
                self._known,
                id=chosen,
                position=self._after + index,
                now=self._now,
                by=self._recorded_by,
            )
            amending.check_effect(sent, self._known, made)
        elif sent.kind_of is EventCorrected:
            met = (each for each in self._batch if each.id and each.id == sent.target)
            target = next(met, None) if sent.target in self._faulty else None
            default = settings.NEWSROOM_TIMEZONE
            zone = timing.zone_of(target, self._known, default) if target else "UTC"
            correcting.check_apart(sent, target, self._known, zone=zone, now=self._now)
        defining.check_definition(sent, self._known)
        merging.check_merge(sent, self._known, made)
        if made is None or sent.data is None or sent.problems:
            self._faulty.add(chosen)
            return None
        accepted = self._accept(sent.data, made)
        sent.let_go()
        return accepted

    def _take_id(self, sent: Sent) -> UUID:
        chosen = sent.id
        if not chosen:
            return UUID(int=uuid7().int)  # a plain UUID, which orjson writes
        if chosen in self._known.taken or chosen in self._met:
            sent.refuse("/id", "duplicate_id", f"there is an event {chosen} already")
        self._met.add(chosen)
        return chosen

    def _accept(self, data: EventData, made: Draft) -> Draft:
        event = made.provisional
        if event.type == "event.corrected":
            named = correcting.changed_mentions(data, self._known.fact(event.root))
            made = replace(made, mentions=tuple(dict.fromkeys([*made.mentions, *named])))
        elif data.kind == "definition":
            said: Any = data
            self._known.posts.setdefault((said.organization, said.post), []).append(event.id)
        self._known.add(event)
        self._known.reread_zone(event.root)
        return made


def place_of(index: int, single: bool) -> str:
    """Where an event stands in the request, as a JSON pointer."""
    return "" if single else pointer(["events", index])
