"""What differs of holds between two points."""

from typing import Any

from newsroom.desk.timemachine.holds import Holds, differing
from stories.views.shapes import Names
from stories.views.stakes import Stake
from tests.unit.stories.views.seating import at, day, whole

NAMES = Names({"acme": "Acme", "bell": "Bell"})


def stake(**given: Any) -> Stake:
    return Stake(**({"controller": "bell", "controlled": "acme"} | given))


def test_of_a_hold_ended_and_begun_again_the_surer_counts() -> None:
    stakes = [stake(start=at(1), end=whole(5)), stake(start=at(5), start_events=("again",))]
    before, after = Holds(stakes, day(3)), Holds(stakes, day(5))
    assert differing(before, after, NAMES) == []
    assert differing(after, before, NAMES) == []


def test_what_was_recorded_otherwise_is_told_with_the_facts_of_both() -> None:
    small = stake(start=at(1), kind="minority", events=("one",))
    large = stake(start=at(1), kind="majority", events=("two",))
    [found] = differing(Holds([small], day(3)), Holds([large], day(3)), NAMES)
    assert (found["kind"], found["told"]) == ("changed", "Otherwise than before")
    [item] = found["items"]
    assert item == {
        "holder": {"id": "bell", "name": "Bell"},
        "titles": ["a majority of Acme"],
        "events": ["one", "two"],
    }
