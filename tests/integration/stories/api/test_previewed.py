"""Random histories of every type there is: what a dry run foretells is what recording brings."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from uuid6 import uuid7

from events.log.read import head
from events.recording.refusal import Refused
from events.recording.service import prepare
from stories.engine import preview
from stories.engine.checkpoints import live_generation
from stories.engine.projection import Row, digest
from stories.engine.registry import projections
from stories.models import row_model
from tests.integration.conftest import empty
from tests.integration.stories.api.conftest import Desk
from tests.integration.stories.api.editor import BY_SEED, SEEDS, Editor
from tests.integration.stories.api.every_type import Json

BEFORE, BATCHES, LARGEST = 12, 8, 4
Rows = Counter[tuple[str, bytes]]


@pytest.fixture(autouse=True)
def by_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are compared by what tells them apart in the tables."""

    def shown(name: str, row: Row) -> Json:
        return {"row": (name, digest(row))}

    monkeypatch.setattr(preview, "_shown", shown)


def open_rows() -> Rows:
    found: Rows = Counter()
    for name, projection in projections().items():
        if projection.preview is not None:
            rows = row_model(name)._default_manager.filter(
                known_to=None, generation=live_generation(name)
            )
            found.update((name, bytes(one)) for one in rows.values_list("digest", flat=True))
    return found


def foretold(batch: list[Json]) -> tuple[Rows, Rows]:
    """What would open and what would close."""
    drafts = prepare(batch, recorded_by="tests", after=head())
    told = preview.preview([draft.provisional for draft in drafts])
    assert "parks" not in told
    closes: Rows = Counter(one["row"] for one in told.pop("closes"))
    return Counter(one["row"] for rows in told.values() for one in rows), closes


@BY_SEED
@given(SEEDS)
def test_what_is_foretold_comes(desk: Desk, seed: int) -> None:
    empty()
    editor = Editor(desk, seed)
    editor.begin()
    editor.go_on(BEFORE)
    desk.project()
    for _ in range(BATCHES):
        batch = [
            editor.says() | {"id": str(uuid7())} for _ in range(editor.chance.randint(1, LARGEST))
        ]
        try:
            opens, closes = foretold(batch)
        except Refused:
            continue
        before = open_rows()
        editor.keep(*batch)
        desk.project()
        after = open_rows()
        assert (opens, closes) == (after - before, before - after), batch
