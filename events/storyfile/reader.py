"""A story file, from YAML to envelopes in an order in which they can be recorded."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from events.log.gc_pause import gc_paused
from events.recording.sent import type_of
from events.storyfile.document import read_tree
from events.storyfile.faults import Fault, StoryFileError, field_path
from events.storyfile.forms import SHORT_FORMS, STORY_FORM, written_out
from events.storyfile.omissions import PART as OMISSIONS
from events.storyfile.omissions import read_omissions
from events.storyfile.order import event_id, in_order, introduction, rank
from events.storyfile.tree import Fields, Items, Tree, is_null
from events.storyfile.values import envelope_values, event_references
from events.types import as_uuid, nearest

PARTS = ("story", "entities", "events", OMISSIONS)


@dataclass(slots=True)
class Entry:
    """One event of the file: its envelope, with its id, and the lines of all its fields."""

    place: str
    """Where it stands in the file, such as `events[3]`."""
    line: int
    ref: str | None
    envelope: dict[str, Any]
    lines: Mapping[str, int]
    needs: dict[str, int] = field(default_factory=dict)
    """By the JSON pointer of the reference: the index of the event that it names."""

    def fault(self, pointer: str, message: str) -> Fault:
        """A fault of this event; `pointer` is a JSON pointer into the envelope."""
        known = pointer
        while known not in self.lines:
            known = known.rpartition("/")[0]
        return Fault(self.lines[known], field_path(self.place, pointer), message)


@dataclass(frozen=True, slots=True)
class StoryFile:
    """Entries stand in the order to record them in: what refers to another comes after it."""

    path: Path
    story: str
    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...]
    nothing_recorded: Mapping[str, str] = field(default_factory=dict)
    """Why nothing is recorded of a passage, by its locator."""

    @property
    def envelopes(self) -> list[dict[str, Any]]:
        return [entry.envelope for entry in self.entries]


def read(path: Path | str) -> StoryFile:
    """The file, if it is well made; raises StoryFileError with every fault otherwise.

    Whether the events are valid is for `events.recording` to say.
    """
    found = parse(path)
    if found.faults:
        raise StoryFileError(found.path, found.faults)
    return found


def parse(path: Path | str) -> StoryFile:
    """The same with the faults of its making on the result; raises only for what is no YAML."""
    with gc_paused():
        return _parsed(Path(path))


def _parsed(path: Path) -> StoryFile:
    tree, faults = read_tree(path)
    entries = list(_entries(tree, faults))
    omissions = read_omissions(tree, faults)
    story = _story(entries, path)
    refs = _refs(entries, faults)
    for entry in entries:
        _resolve(entry, refs, faults)
    ordered = [entries[index] for index in _order(entries, faults)]
    recordable = tuple(_identified(ordered, entries, story, refs, faults))
    return StoryFile(path, story, recordable, tuple(faults), omissions)


def _entries(tree: Tree, faults: list[Fault]) -> Iterator[Entry]:
    if not isinstance(tree, Fields):
        faults.append(Fault(tree.line, "", f"a story file has the fields {', '.join(PARTS)}"))
        return
    for name, part in tree.fields.items():
        if name not in PARTS:
            close = nearest(name, PARTS, 1)
            hint = f"did you mean {close[0]}? The" if close else "the"
            message = f"is no part of a story file; {hint} parts are: {', '.join(PARTS)}"
            faults.append(Fault(tree.lines[name], name, message))
        elif name == "story":
            yield from _entry(part, "story", faults, STORY_FORM)
        elif name == OMISSIONS:
            continue
        elif isinstance(part, Items):
            forms = SHORT_FORMS if name == "entities" else {}
            for index, item in enumerate(part.items):
                yield from _entry(item, f"{name}[{index}]", faults, forms)
        elif not is_null(part):
            faults.append(Fault(tree.lines[name], name, "must be a list"))


def _entry(
    tree: Tree, place: str, faults: list[Fault], forms: Mapping[str, str]
) -> Iterator[Entry]:
    if not isinstance(tree, Fields):
        faults.append(Fault(tree.line, place, "must have fields, such as type and data"))
        return
    whole = written_out(tree, forms)
    if whole is None:
        short = f", or exactly one of {', '.join(forms)}" if forms else ""
        faults.append(Fault(tree.line, place, f"must have a type{short}"))
        return
    envelope, lines = envelope_values(whole)
    if (type_name := type_of(envelope)) is not None:
        envelope["type"] = type_name
    ref = envelope.pop("ref", None)
    entry = Entry(place, tree.line, None, envelope, lines)
    if ref is not None and (not isinstance(ref, str) or not ref.strip() or as_uuid(ref)):
        faults.append(entry.fault("/ref", "must be a short name of its own, and no UUID"))
    elif ref is not None:
        entry.ref = ref
    yield entry


def _story(entries: list[Entry], path: Path) -> str:
    """What the ids are derived from: the story opened here, else the first filed under."""
    for entry in entries:
        introduced = introduction(entry.envelope)
        if introduced is not None and introduced[0] == "story":
            return introduced[1]
    for entry in entries:
        stories = entry.envelope.get("stories")
        if isinstance(stories, list) and stories and isinstance(stories[0], str):
            return stories[0]
    return path.stem


def _refs(entries: list[Entry], faults: list[Fault]) -> dict[str, int]:
    refs: dict[str, int] = {}
    for index, entry in enumerate(entries):
        if entry.ref is None:
            continue
        if entry.ref in refs:
            first = entries[refs[entry.ref]].line
            faults.append(entry.fault("/ref", f"{entry.ref} is the event of line {first} already"))
            entry.ref = None
        else:
            refs[entry.ref] = index
    return refs


def _slots(entry: Entry) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The places of an envelope that hold an event's id: pointer, holder and name."""
    for name in ("correlation", "causation"):
        yield f"/{name}", entry.envelope, name
    data = entry.envelope.get("data")
    if isinstance(data, dict):
        for name in event_references(str(entry.envelope.get("type"))):
            yield f"/data/{name}", data, name


def _resolve(entry: Entry, refs: Mapping[str, int], faults: list[Fault]) -> None:
    for pointer, holder, name in _slots(entry):
        value = holder.get(name)
        if not isinstance(value, str) or as_uuid(value):
            continue
        if value in refs:
            entry.needs[pointer] = refs[value]
        else:
            close = ", ".join(nearest(value, refs))
            hint = f"; did you mean {close}?" if close else ""
            message = f"no event of this file has the ref {value}, nor is it a UUID{hint}"
            faults.append(entry.fault(pointer, message))


def _order(entries: list[Entry], faults: list[Fault]) -> list[int]:
    def circular(index: int, need: int) -> None:
        entry, ref = entries[index], entries[need].ref
        message = f"refers in a circle: {ref} refers to this event, by itself or through others"
        told = "refers to the event itself" if need == index else message
        faults.extend(entry.fault(at, told) for at, named in entry.needs.items() if named == need)

    ranks = [rank(entry.envelope) for entry in entries]
    return in_order(ranks, lambda index: entries[index].needs.values(), circular)


def _identified(
    ordered: list[Entry],
    entries: list[Entry],
    story: str,
    refs: Mapping[str, int],
    faults: list[Fault],
) -> Iterator[Entry]:
    """Each with its id, after those it refers to have theirs; what is told twice but once."""
    taken: dict[str, int] = {}
    introduced = (introduction(entry.envelope) for entry in entries)
    opened = {told[1] for told in introduced if told and told[0] == "story"}
    for entry in ordered:
        for _, holder, name in _slots(entry):
            if isinstance(value := holder.get(name), str) and value in refs:
                holder[name] = entries[refs[value]].envelope.get("id", value)
        own = entry.envelope.get("id")
        if own is None:
            found = event_id(story, ref=entry.ref, envelope=entry.envelope, opened=opened)
            entry.envelope["id"] = str(found)
        identity = str(entry.envelope["id"])
        if identity in taken:
            line = taken[identity]
            faults.append(_told_twice(entry, line) if own is None else _taken(entry, line))
        else:
            taken[identity] = entry.line
            yield entry


def _taken(entry: Entry, line: int) -> Fault:
    return entry.fault("/id", f"is the id of the event of line {line} already")


def _told_twice(entry: Entry, line: int) -> Fault:
    if introduced := introduction(entry.envelope):
        kind, slug = introduced
        return entry.fault(f"/data/{kind}", f"{slug} is introduced in line {line} already")
    message = f"says the same as the event of line {line}; if it is another, give both a ref"
    return entry.fault("", message)
