"""What the record says of the things that a batch names: a few queries, however long it is."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from events.facts import MERGE, Undecodable
from events.log.read import events_by_ids, events_of_roots, events_of_types, head, introduced
from events.models import Entity, Event, Mention
from events.recording import naming
from events.recording.known import Known
from events.recording.sent import Sent
from events.recording.suggestions import Suggestions
from events.types import LONGEST_SLUG, entities, posts_named, references

Positions = dict[tuple[str, str], int]
"""Where a kind and a slug were introduced."""

DEEPEST = 8
"""How far down faulty data and changes are searched for ids: a report's members within changes."""


def load(batch: Sequence[Sent]) -> Known:
    """What checking the batch needs, read before any of it is checked."""
    known = Known()
    known.suggest = Suggestions(known)
    positions = _load_introduced(batch, known)
    _load_introductions(batch, positions, known)
    _load_events(batch, known)
    _load_story_zones(batch, positions, known)
    _load_posts(batch, known)
    _load_merges(batch, known)
    return known


def _load_introduced(batch: Sequence[Sent], known: Known) -> Positions:
    slugs = {slug for sent in batch for slug in _named(sent)}
    positions: Positions = {}
    for slug, kind, position in introduced(slugs) if slugs else ():
        if kind == "story":
            known.stories[slug] = None
        else:
            known.entities[slug] = kind
        positions[kind, slug] = position
    return positions


def _load_introductions(batch: Sequence[Sent], positions: Positions, known: Known) -> None:
    """What introduced that which the batch introduces once more, with what amends it."""
    again = (naming.introduced_before(sent, known) for sent in batch)
    at = {positions[named]: named for named in again if named in positions}
    if not at:
        return
    roots = Event.objects.filter(position__in=at).values_list("position", "root")
    known.introductions = {at[position]: root for position, root in roots}
    _add_roots(set(known.introductions.values()), known)


def _load_events(batch: Sequence[Sent], known: Known) -> None:
    """The targets of editorial events with all that amends them, and ids that are taken."""
    chosen = {sent.id for sent in batch if sent.id}
    targets = {target for sent in batch if (target := sent.target)}
    if not chosen | targets:
        return
    events = events_by_ids(chosen | targets)
    known.taken = {event.id for event in events if event.id in chosen}
    _add_roots({event.root for event in events if event.id in targets}, known)


def _load_story_zones(batch: Sequence[Sent], positions: Positions, known: Known) -> None:
    needed = {
        positions["story", sent.stories[0]]
        for sent in batch
        if sent.occurred is not None and not sent.timezone and sent.stories
        if ("story", sent.stories[0]) in positions
    }
    if not needed:
        return
    roots = Event.objects.filter(position__in=needed).values_list("root", flat=True)
    _add_roots(set(roots), known)
    for root in roots:
        said: Any = _fact_data(known, root)
        if said is not None:
            known.stories[said.story] = said.timezone


def _load_posts(batch: Sequence[Sent], known: Known) -> None:
    """The facts and definitions of the posts that the batch defines."""
    posts = {"/".join(sent.defines) for sent in batch if sent.defines}
    if not posts:
        return
    ids = set(Mention.objects.filter(entity__in=posts).values_list("root", flat=True))
    _add_roots(ids, known)
    for root in ids:
        said: Any = _fact_data(known, root)
        if said is not None:
            for post in posts_named(said):
                known.posts.setdefault((said.organization, post), []).append(root)


def _load_merges(batch: Sequence[Sent], known: Known) -> None:
    """All of them, with the kinds of what they name, where the batch has or amends one."""
    if not known.merges and not any(s.readable and s.readable.type == MERGE for s in batch):
        return
    roots = [event.root for event in events_of_types([MERGE], head())]
    _add_roots(set(roots), known)
    known.merges = roots
    named = {entity for root in roots for entity in _entities(known, root)}
    kinds = Entity.objects.filter(id__in=named - known.entities.keys()).exclude(kind="story")
    known.entities.update(kinds.values_list("id", "kind"))


def _entities(known: Known, root: UUID) -> Iterable[str]:
    data = _fact_data(known, root)
    return entities(data) if data is not None else ()


def _add_roots(roots: set[UUID], known: Known) -> None:
    for event in events_of_roots(roots - known.by_root.keys(), None):
        known.add(event)


def _fact_data(known: Known, root: UUID) -> Any:
    try:
        return known.fact(root).data
    except Undecodable:
        return None  # a later version of the code may read it; it cannot decide anything now


def _named(sent: Sent) -> Iterable[str]:
    yield from _strings(list(sent.stories), DEEPEST)
    if sent.data is None:
        data = sent.raw.get("data")
        yield from (text for text in _strings(data, DEEPEST) if len(text) <= LONGEST_SLUG)
        return
    yield from (ref.id for ref in references(sent.data) if ref.kind != "event")
    changes = getattr(sent.data, "changes", None)
    yield from _strings(changes.data if changes else None, DEEPEST)


def _strings(value: object, depth: int) -> Iterable[str]:
    """Every string that the database can hold, tidied as ids are: a superset of those named."""
    if isinstance(value, str):
        if "\0" not in value:
            yield value.strip()
    elif isinstance(value, dict | list) and depth:
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner, depth - 1)
