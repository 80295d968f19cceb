"""The merges that a process keeps are those of the log, whatever was looked at before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from events.log import merged, read
from events.merges import Merges
from events.recording.service import record


@pytest.fixture(autouse=True)
def told(empty_log: None) -> None:
    """Organisations, none of them merged, and a process that has looked at this log once."""
    record([_introduced(f"house-{number}") for number in range(6)], recorded_by="desk")
    assert named() == {}


def _introduced(slug: str) -> dict[str, Any]:
    data = {"organization": slug, "name": slug, "kind": "company"}
    return {"type": "organization.introduced", "data": data}


def merge(entity: str, into: str) -> str:
    data = {"entity": entity, "into": into}
    [event] = record([{"type": "entity.merged", "data": data}], recorded_by="desk").events
    return str(event["id"])


def retract(event: str) -> None:
    said = {"event": event, "reason": "wrong", "public_note": "They are two."}
    record([{"type": "event.retracted", "data": said}], recorded_by="desk")


def named(position: int | None = None) -> dict[str, str]:
    """What counts as something else, by what is kept, and by the log read anew."""
    upto = read.head() if position is None else position
    every = [f"house-{number}" for number in range(6)]
    found = dict(merged.merges(upto).names_at(every, upto))
    assert found == Merges(read.read_between(0, upto)).names_at(every, upto)
    return found


def test_what_came_since_is_known() -> None:
    event = merge("house-1", "house-2")
    assert named() == {"house-1": "house-2"}
    merge("house-2", "house-3")
    assert named() == {"house-1": "house-3", "house-2": "house-3"}
    retract(event)
    assert named() == {"house-2": "house-3"}


def test_whatever_ends_as_one_is_the_same() -> None:
    event = merge("house-1", "house-2")
    merge("house-2", "house-3")
    merge("house-4", "house-5")
    at = read.head()
    retract(event)
    for one in ("house-1", "house-2", "house-3"):
        same = merged.merges(at).same_at(one, at)
        assert same == {"house-1", "house-2", "house-3"}
    now = read.head()
    assert merged.merges(now).same_at("house-1", now) == {"house-1"}
    assert merged.merges(now).same_at("house-3", now) == {"house-2", "house-3"}
    assert merged.merges(now).same_at("house-0", now) == {"house-0"}
    assert merged.merges(now).same_at("never-introduced", now) == {"never-introduced"}


def test_an_earlier_position_knows_no_more_than_was_known() -> None:
    event = merge("house-1", "house-2")
    at = read.head()
    retract(event)
    merge("house-3", "house-4")
    assert named() == {"house-3": "house-4"}
    assert named(at) == {"house-1": "house-2"}
    assert merged.merges(at).positions() == [at]
    assert merged.merges(0).positions() == []


def test_only_the_ends_and_what_came_between_are_read() -> None:
    merge("house-1", "house-2")
    record([_introduced(f"other-{number}") for number in range(5)], recorded_by="desk")
    upto = read.head()
    assert _counting(lambda: merged.merges(upto)) == [3]
    assert _counting(lambda: merged.merges(upto)) == [1]


def _counting(look: Callable[[], object]) -> list[int]:
    """How many events each reading of the log gave."""
    found: list[int] = []
    reading = read._events

    def counted(*arguments: Any) -> Sequence[Any]:
        events = reading(*arguments)
        found.append(len(events))
        return events

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(read, "_events", counted)
        look()
    return found


def test_after_long_they_are_asked_for_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merged, "FAR", 2)
    for number in range(4):
        merge(f"house-{number}", f"house-{number + 1}")
    assert named() == dict.fromkeys((f"house-{number}" for number in range(4)), "house-4")


def test_another_log_is_found_out(tamper: Callable[..., None]) -> None:
    """As after a restore: what was known of the positions is not what is there."""
    merge("house-1", "house-2")
    assert named() == {"house-1": "house-2"}
    head = read.head()
    tamper("DELETE FROM events_event WHERE position = %s", head)
    tamper("DELETE FROM events_mention WHERE position = %s", head)
    merge("house-3", "house-4")
    assert read.head() == head
    assert named() == {"house-3": "house-4"}


def test_a_log_that_is_shorter_is_found_out(tamper: Callable[..., None]) -> None:
    merge("house-1", "house-2")
    assert named() == {"house-1": "house-2"}
    tamper("DELETE FROM events_event WHERE position = %s", read.head())
    assert named() == {}


def test_what_one_was_given_another_does_not_change() -> None:
    merge("house-1", "house-2")
    given = merged.merges(read.head())
    merge("house-3", "house-4")
    assert named() == {"house-1": "house-2", "house-3": "house-4"}
    assert given.names_at(["house-1", "house-3"], read.head()) == {"house-1": "house-2"}


def test_beyond_the_end_of_the_log_nothing_is_believed() -> None:
    merge("house-1", "house-2")
    beyond = read.head() + 5
    assert named(beyond) == {"house-1": "house-2"}
    for number in range(2, 5):
        merge(f"house-{number}", f"house-{number + 1}")
    assert named() == dict.fromkeys((f"house-{number}" for number in range(1, 5)), "house-5")
    assert named(beyond) == named()
