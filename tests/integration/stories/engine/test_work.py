"""The work that one more event makes is in proportion to what it changes, not to what is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from events.log import read
from stories.engine import placed
from stories.engine.advance import advance, catch_up
from stories.engine.registry import projection
from tests.integration.stories.engine.conftest import fact, introduction

POSTS = ("director", "advisor", "head-of-research")
MANY = 60
"""People with a few facts each about posts of one organisation."""


@pytest.fixture
def busy(tell: Callable[..., int]) -> Callable[..., int]:
    """An organisation with hundreds of facts about posts, some of them of one for one person."""
    for number in range(MANY):
        person = f"person-{number}"
        tell(
            introduction("person", person),
            *(held(person, post, f"{1990 + number % 30}-03") for post in POSTS),
            fact("happening.recorded", "2001", headline="A thing", about=["openai", person]),
        )
    tell(held("sam-altman", "ceo", "2019-03"), held("mira-murati", "ceo", "2023-11-17"))
    catch_up()
    return tell


def held(person: str, post: str, occurred: str) -> dict[str, Any]:
    said = {"person": person, "organization": "openai", "post": post}
    return fact("person.appointed", occurred, **said)


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch, name: str) -> Iterator[dict[str, int]]:
    """How many facts are loaded and worked out, and how many tracks derived."""
    found = {"loaded": 0, "tracks": 0, "facts": 0}
    read_events, derive = read._events, projection(name).derive

    def reading(*arguments: Any) -> Any:
        events = read_events(*arguments)
        found["loaded"] += len(events)
        return events

    def deriving(track: str, told: Any, parts: Any) -> Any:
        found["tracks"] += 1
        found["facts"] += len(told) + sum(map(len, parts.values()))
        return derive(track, told, parts)

    with monkeypatch.context() as patch:
        patch.setattr(read, "_events", reading)
        patch.setattr(projection(name), "derive", deriving, raising=False)
        yield found


@pytest.mark.parametrize("name", ["tenures", "contradictions"])
@pytest.mark.parametrize(
    ("event", "tracks"),
    [
        (held("person-7", "director", "2023-01"), 1),  # the person; a post for many sleeps
        (held("person-7", "partner", "2023-01"), 1),
        (held("mira-murati", "cto", "2023-01"), 3),  # the person, and the posts that she was in
    ],
)
def test_an_event_derives_what_it_can_change(
    busy: Callable[..., int],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    event: dict[str, Any],
    tracks: int,
) -> None:
    busy(event)
    with counted(monkeypatch, name) as work:
        advance(name)
    assert work["tracks"] == tracks
    assert work["loaded"] <= 8
    assert work["facts"] <= 12


def test_what_a_projection_does_not_read_is_not_loaded(
    busy: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    busy(fact("happening.recorded", "2023", headline="A thing", about=["openai", "person-7"]))
    for name in ("names", "tenures", "control", "contradictions"):
        with counted(monkeypatch, name) as work:
            assert advance(name) == 1
        assert work == {"loaded": 0, "tracks": 0, "facts": 0}, name


def test_an_amendment_of_what_a_projection_does_not_read_is_not_worked_out(
    busy: Callable[..., int], decoded: list[str]
) -> None:
    thing = fact("happening.recorded", "2023", headline="A thing", about=["openai"])
    id_ = "018bd8e2-0000-7000-8000-000000000001"
    correction = {"event": id_, "changes": {"data": {"headline": "Another"}}}
    why = {"reason": "misheard", "public_note": "It was another thing."}
    busy(thing | {"id": id_}, {"type": "event.corrected", "data": correction | why})
    decoded.clear()
    for name in ("names", "tenures", "control", "contradictions"):
        advance(name)
    assert decoded == []


def test_a_founding_still_reaches_everybody(
    busy: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    busy(fact("organization.founded", "2015", organization="openai"))
    with counted(monkeypatch, "tenures") as work:
        advance("tenures")
    assert work["tracks"] == MANY + 3  # the two CEOs, and the post


def test_each_event_of_a_batch_is_read_once(busy: Callable[..., int], decoded: list[str]) -> None:
    busy(*(held(f"person-{number}", "partner", "2023") for number in range(MANY)))
    decoded.clear()
    advance("tenures")
    assert len(decoded) == MANY * (len(POSTS) + 1)


@pytest.mark.parametrize("name", ["tenures", "contradictions", "names", "control"])
def test_merges_that_an_event_has_nothing_to_do_with_are_not_gone_through(
    busy: Callable[..., int], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    for number in range(0, MANY, 2):
        busy(
            introduction("person", f"double-{number}"),
            {
                "type": "entity.merged",
                "data": {"entity": f"double-{number}", "into": f"person-{number}"},
            },
        )
    advance(name)
    busy(
        {
            "type": "entity.aliased",
            "data": {"entity": "person-7", "name": "Seven", "kind": "spelling"},
        },
        held("person-7", "director", "2023-01"),
    )
    anew = []
    place = placed._place

    def placing(*arguments: Any) -> Any:
        anew.append(arguments)
        return place(*arguments)

    monkeypatch.setattr(placed, "_place", placing)
    monkeypatch.setattr(placed, "_kept", placing)
    with counted(monkeypatch, name) as work:
        advance(name)
    assert work["loaded"] <= 16
    assert len(anew) <= 16
