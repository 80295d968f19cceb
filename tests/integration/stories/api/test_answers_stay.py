"""Random histories of every type there is: what was answered as known at a position stays, whatever
is recorded later, and after everything was derived anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import given

from events.log import read
from stories.api.urls import READ
from stories.views import query_cache
from tests.integration.conftest import empty
from tests.integration.projecting import rebuild_all
from tests.integration.stories.api.conftest import Desk
from tests.integration.stories.api.editor import (
    BY_SEED,
    ORGANIZATIONS,
    PEOPLE,
    SEEDS,
    STORIES,
    Editor,
)
from tests.integration.stories.api.every_type import Json

STEPS, LOOKS = 12, 3
"""How much is recorded before all is asked, and how often that is done."""
SUBJECTS = {"organizations": ORGANIZATIONS, "people": PEOPLE, "stories": STORIES}
AS_OF = ("2022-05-10", "2020-01-03T12:00:00Z")
ASKED: dict[str, Json] = {
    "resolve": {"name": "name 3"},
    "changes": {"from": "2020-01-02", "to": "2022-05-10"},
}
FILTERS: tuple[Json, ...] = (
    {"entity": "ann"},
    {"entity": "quarry"},
    {"story": "case"},
    {"confidence": "reported"},
    {"status": "disputed"},
    {"status": "retracted"},
    {"type": "person.appointed"},
    {"from": "2020-01-02", "to": "2020-01-03"},
    {"from": "2020-01-02", "certain": "true"},
)
Answers = dict[tuple[str, str], tuple[bytes, str, str]]


def questions() -> Iterator[tuple[str, Json]]:
    """Every view, of every subject of its kind, at some moments; and facts narrowed down."""
    for address in READ:
        kind, end = address.partition("/")[0], address.rpartition("/")[2]
        for one in SUBJECTS[kind] if "<" in address else [""]:
            for moment in AS_OF[: 1 if end == "changes" else None]:
                asked = {} if end == "changes" else {"as_of": moment}
                yield address.replace("<str:id>", one) + "/", asked | ASKED.get(end, {})
    for asked in FILTERS:
        if "from" not in asked:
            yield "events/", asked
        for path in ("stories/case/timeline/", "people/ben/timeline/"):
            yield path, asked | {"as_of": AS_OF[0]}


def answers(desk: Desk, position: int) -> Answers:
    query_cache._cached.cache_clear()  # else a process that has answered would say the same again
    found = {}
    for path, asked in questions():
        response = desk.get(path, known_at=f"@{position}", **asked)
        assert response.status_code == 200, (path, asked, response.content)
        found[path, str(asked)] = response.content, response["ETag"], response["Cache-Control"]
    return found


def check(desk: Desk, pinned: dict[int, Answers]) -> None:
    for position, before in pinned.items():
        now = answers(desk, position)
        for asked, answer in before.items():
            assert now[asked] == answer, (position, asked)


@BY_SEED
@given(SEEDS)
def test_answers_stay(desk: Desk, settings: Any, seed: int) -> None:
    settings.NEWSROOM_REQUESTS_PER_MINUTE = 1_000_000
    empty()
    editor = Editor(desk, seed)
    editor.begin()
    pinned: dict[int, Answers] = {}
    for _ in range(LOOKS):
        editor.go_on(STEPS)
        desk.project()
        pinned[read.head()] = answers(desk, read.head())
    check(desk, pinned)
    rebuild_all()
    check(desk, pinned)
