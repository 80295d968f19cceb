"""Random histories asked over the API: answers agree with one another, and pinned ones stay."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Any

from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from events.log import read
from events.recording.refusal import Refused
from stories.api.urls import READ
from stories.views import query_cache
from tests.integration.conftest import empty
from tests.integration.projecting import rebuild_all
from tests.integration.stories.api.conftest import Desk
from tests.integration.stories.engine.conftest import introduction
from tests.oracle.histories import ORGANIZATIONS, PEOPLE, TWINS, Step, Told, envelope, steps

Json = dict[str, Any]

EXAMPLES = int(os.environ.get("NEWSROOM_PROPERTY_EXAMPLES", "400")) // 100
STORY = {"story": "case", "title": "The case", "follows": ["acme", "apex", "ann"]}
SUBJECTS = {"organizations": ORGANIZATIONS, "people": ("ann", "bobby"), "stories": ("case",)}
MOMENT = {"as_of": "2020-01-04"}
SPAN = {"from": "2020-01-02", "to": "2020-01-05"}
OTHERWISE = {"resolve": {"name": "acme"}}
INTRODUCED = len((*PEOPLE, *TWINS, *ORGANIZATIONS))
"""The position by which all are."""
KINDS = {
    (None, "certain"): "joined",
    ("certain", None): "left",
    ("possible", "certain"): "confirmed",
    ("certain", "possible"): "doubted",
    (None, "possible"): "appeared",
    ("possible", None): "dropped",
}
Presences = dict[Any, str]


def begin(desk: Desk) -> None:
    desk.record(
        *(introduction("person", one) for one in (*PEOPLE, *TWINS)),
        *(introduction("organization", one, kind="company") for one in ORGANIZATIONS),
        {"type": "story.opened", "data": STORY},
    )


def tell(desk: Desk, history: Sequence[Step], before: list[Told]) -> None:
    """Append a history, passing over what the record refuses."""
    for step in history:
        said = envelope(step, before)
        if said is None:
            continue
        if "occurred" in said:
            said["stories"] = ["case"]
        try:
            [done] = desk.record(said)
        except Refused:
            continue
        original = "event" not in said["data"]
        before.append(Told(str(done["id"]), said["type"], said["data"], original))
    desk.project()


def questions() -> Iterator[tuple[str, Json]]:
    """Every view, of every subject of its kind."""
    for address in READ:
        asked = SPAN if address.endswith("changes") else OTHERWISE.get(address, {})
        kind = address.partition("/")[0]
        for one in SUBJECTS[kind] if "<" in address else [""]:
            yield address.replace("<str:id>", one) + "/", MOMENT | asked


def answers(desk: Desk, position: int) -> Json:
    query_cache._cached.cache_clear()  # else a process that has answered would say the same again
    found = {}
    for path, asked in questions():
        response = desk.get(path, known_at=f"@{position}", **asked)
        assert response.status_code == 200, (path, response.content)
        found[path] = (response.content, response["ETag"], response["Cache-Control"])
    return found


def seated(answer: Json) -> Presences:
    return {told["person"]["id"]: told["presence"] for told in answer["members"]}


def holding(answer: Json) -> Presences:
    return {
        (post["post"], told["person"]["id"]): told["presence"]
        for post in answer["posts"]
        for told in post["holders"]
    }


def differences(before: Presences, after: Presences) -> Json:
    found: dict[str, list[Any]] = {kind: [] for kind in KINDS.values()}
    for one in sorted(before.keys() | after.keys()):
        if kind := KINDS.get((before.get(one), after.get(one))):
            found[kind].append(one)
    return found


def told_of(answer: Json, by_post: bool = False) -> Json:
    return {
        kind: [
            (item["posts"][0], item["person"]["id"]) if by_post else item["person"]["id"]
            for item in answer[kind]
        ]
        for kind in KINDS.values()
    }


def check_changes(desk: Desk, path: str) -> None:
    """What changed is the difference between the answers for the two moments."""
    for view, read_as in (("board", seated), ("leadership", holding)):
        ends = [read_as(desk.ask(f"{path}/{view}/", as_of=day)) for day in SPAN.values()]
        changes = desk.ask(f"{path}/{view}/changes/", **SPAN)
        assert told_of(changes, view == "leadership") == differences(*ends)


def check_history(desk: Desk, path: str) -> None:
    """Each step is the difference between the answers known before it and from it on."""
    answer = desk.ask(f"{path}/board/history/", **MOMENT)
    by_position = {step["position"]: told_of(step) for step in answer["steps"]}
    path = f"organizations/{answer['organization']['id']}"  # what it was merged into
    before: Presences = {}
    for position in range(INTRODUCED, read.head() + 1):
        after = seated(desk.ask(f"{path}/board/", **MOMENT, known_at=f"@{position}"))
        nothing = differences({}, {})
        assert by_position.get(position, nothing) == differences(before, after), position
        before = after


@how(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(steps, min_size=4, max_size=10), st.lists(steps, min_size=4, max_size=10))
def test_answers_agree(desk: Desk, settings: Any, first: list[Step], later: list[Step]) -> None:
    settings.NEWSROOM_REQUESTS_PER_MINUTE = 1_000_000
    empty()
    before: list[Told] = []
    begin(desk)
    tell(desk, first, before)
    position = read.head()
    pinned = answers(desk, position)
    tell(desk, later, before)
    assert answers(desk, position) == pinned
    for one in ORGANIZATIONS:
        check_changes(desk, f"organizations/{one}")
        check_history(desk, f"organizations/{one}")
    rebuild_all()
    assert answers(desk, position) == pinned
