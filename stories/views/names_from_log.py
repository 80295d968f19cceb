"""What ids are called at any position, derived from the log: the views may be behind it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from events.facts import Undecodable
from events.recorded import RecordedEvent
from events.types.summary import OF_A_STORY
from stories.engine import load
from stories.engine.index import Index
from stories.engine.projection import home
from stories.engine.registry import projection
from stories.projections.names import NameRow
from stories.views.queries import STORY

NAMES = "names"


def called(ids: Collection[str], position: int, coming: Sequence[RecordedEvent]) -> dict[str, str]:
    """Canonical names; a story's where no entity has the id. `coming` would be recorded next."""
    if not ids:
        return {}
    names = projection(NAMES)
    slugs = {one: one.removeprefix(OF_A_STORY) for one in ids}
    history = load.for_homes(names, {home(slug) for slug in slugs.values()}, position)
    history.add(
        event
        for event in coming
        if event.root == event.id or event.root in history or history.knows_merge(event.root)
    )
    index = Index(names, history, coming[-1].position if coming else position)
    found: dict[str, str] = {}
    for one, slug in slugs.items():
        for row in sorted(_canonical(index, slug), key=lambda row: row.kind == STORY):
            if row.kind == STORY or one == slug:
                found.setdefault(one, row.name)
    return found


def _canonical(index: Index, one: str) -> list[NameRow]:
    try:
        rows = list(index.projection.derive(one, index.facts(one)))
    except Undecodable:
        return []
    return [row for row in rows if isinstance(row, NameRow) and row.name_kind == "canonical"]
