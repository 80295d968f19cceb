"""A story file into the log: validated whole first, then only what is not recorded yet."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from events.log.gc_pause import gc_paused
from events.log.read import events_by_ids, head
from events.models import Entity
from events.recording.refusal import Refused
from events.recording.service import prepare, record
from events.storyfile.comparison import differing
from events.storyfile.faults import Fault, StoryFileError
from events.storyfile.order import introduction
from events.storyfile.reader import Entry, StoryFile
from events.types import Problem, as_uuid

BATCH = 1_000
_PLACE = re.compile(r"/events/(\d+)(/.*)?")
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What loading the file would do."""

    file: StoryFile
    new: tuple[Entry, ...]
    recorded: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """`position` is that of the last event of the log when loading was done."""

    appended: int
    position: int


def plan(file: StoryFile) -> Plan:
    """What is to be appended; raises StoryFileError with every fault of the file."""
    with gc_paused():
        return _planned(file)


def _planned(file: StoryFile) -> Plan:
    faults = list(file.faults)
    recorded = {event.id: event for event in events_by_ids(_ids(file.entries))}
    introduced = _introduced(file.entries)
    new = []
    for entry in file.entries:
        identity = _id(entry)
        if identity is not None and (event := recorded.get(identity)) is not None:
            if differing_fields := differing(entry.envelope, event):
                faults.append(_changed(entry, differing_fields))
        elif introduction(entry.envelope) not in introduced:
            new.append(entry)
    faults += _refusals(new, faults)
    if faults:
        raise StoryFileError(file.path, faults)
    return Plan(file, tuple(new), len(file.entries) - len(new))


def load(plan: Plan, *, recorded_by: str, progress: Progress) -> Loaded:
    """Appends in batches, each atomic; what is left after an interruption a second load appends.

    `progress` is told how many of how many are recorded.
    """
    done = 0
    position = 0
    for start in range(0, len(plan.new), BATCH):
        batch = plan.new[start : start + BATCH]
        try:
            appended = record([entry.envelope for entry in batch], recorded_by=recorded_by)
        except Refused as refused:
            raise StoryFileError(plan.file.path, _faults(batch, refused.errors)) from None
        done += len(batch)
        position = appended.position
        progress(done, len(plan.new))
    return Loaded(done, position or head())


def _refusals(entries: Sequence[Entry], earlier: Iterable[Fault]) -> list[Fault]:
    """What recording would refuse, but for what is known to be at fault in the same field."""
    if not entries:
        return []
    try:
        prepare([entry.envelope for entry in entries], recorded_by="", most=len(entries))
    except Refused as refused:
        known = {(fault.line, fault.field) for fault in earlier}
        found = _faults(entries, refused.errors)
        return [fault for fault in found if (fault.line, fault.field) not in known]
    return []


def _faults(entries: Sequence[Entry], problems: Iterable[Problem]) -> list[Fault]:
    """Problems, which point into the list that was sent, as faults of lines of the file."""
    faults = []
    for problem in problems:
        place = _PLACE.fullmatch(problem.pointer)
        if place is None:
            faults.append(Fault(1, "", problem.detail))
        else:
            entry = entries[int(place[1])]
            faults.append(entry.fault(place[2] or "", problem.detail))
    return faults


def _changed(entry: Entry, fields: Iterable[str]) -> Fault:
    where = ", ".join(filter(None, fields))
    ref = f" (ref {entry.ref})" if entry.ref else ""
    return entry.fault(
        "",
        f"recorded events do not change, and this one{ref} says something else than what is "
        f"recorded{where and f', in {where}'}; add an event.corrected",
    )


def _introduced(entries: Iterable[Entry]) -> set[tuple[str, str]]:
    """The kinds and slugs of these entries that are in the record already."""
    found = filter(None, (introduction(entry.envelope) for entry in entries))
    slugs = {slug for _, slug in found if "\0" not in slug}  # PostgreSQL cannot be asked for those
    return set(Entity.objects.filter(id__in=slugs).values_list("kind", "id"))


def _ids(entries: Iterable[Entry]) -> Iterable[UUID]:
    return filter(None, map(_id, entries))


def _id(entry: Entry) -> UUID | None:
    return as_uuid(entry.envelope.get("id"))
