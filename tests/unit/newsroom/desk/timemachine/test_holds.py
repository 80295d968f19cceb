"""What differs of holds between two points."""

from typing import Any

import pytest

from events.when import Window
from newsroom.desk.timemachine.holds import Holds, differing, in_words, told_in_words
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


CERTAIN, POSSIBLE, NOTHING = at(1), Window(day(1), day(9)), None


@pytest.mark.parametrize(
    ("before", "after", "kind", "told"),
    [
        (NOTHING, CERTAIN, "joined", "Gained"),
        (CERTAIN, NOTHING, "left", "Ended"),
        (POSSIBLE, CERTAIN, "confirmed", "Now certain, was possible"),
        (CERTAIN, POSSIBLE, "doubted", "Now only possible, was certain"),
        (NOTHING, POSSIBLE, "appeared", "Now possible"),
        (POSSIBLE, NOTHING, "dropped", "No longer possible"),
    ],
)
def test_what_became_of_a_hold(
    before: Window | None, after: Window | None, kind: str, told: str
) -> None:
    old = [stake(start=before, events=("one",))] if before else []
    new = [stake(start=after, events=("two",))] if after else []
    [found] = differing(Holds(old, day(3)), Holds(new, day(3)), NAMES)
    assert (found["kind"], found["told"]) == (kind, told)
    [item] = found["items"]
    assert item["titles"] == ["full control of Acme"]
    assert item["events"] == ["one"] * bool(before) + ["two"] * bool(after)


def test_kinds_are_told_in_the_order_of_the_board_s_and_pairs_in_that_of_names() -> None:
    after = Holds(
        [
            stake(controller="cole", start=at(1)),
            stake(controller="dorn", start=POSSIBLE),
            stake(start=at(1)),
        ],
        day(3),
    )
    found = differing(Holds([], day(3)), after, NAMES)
    told = [(one["kind"], [item["holder"]["id"] for item in one["items"]]) for one in found]
    assert told == [("joined", ["bell", "cole"]), ("appeared", ["dorn"])]


def test_another_share_is_another_hold_and_the_same_is_not() -> None:
    small = stake(start=at(1), kind="minority", share={"min": "5", "max": "5"})
    large = stake(start=at(1), kind="minority", share={"min": "9", "max": "9"})
    [found] = differing(Holds([small], day(3)), Holds([large], day(3)), NAMES)
    assert found["kind"] == "changed"
    assert found["items"][0]["titles"] == ["a minority stake in Acme (9%)"]
    assert differing(Holds([small], day(3)), Holds([small], day(4)), NAMES) == []


def test_a_hold_in_words() -> None:
    one = stake(start=at(1), kind="minority", share={"min": "5", "max": "5"})
    answer = {
        "controlled": {"id": "acme", "name": "Acme"},
        "kind": "minority",
        "share": {"min": "5", "max": "5"},
    }
    assert in_words(one, NAMES) == told_in_words(answer) == "a minority stake in Acme (5%)"
    assert told_in_words(answer | {"share": None}) == "a minority stake in Acme"


def test_a_share_that_changes_meanwhile_is_told_as_both_allow() -> None:
    some, fewer = {"min": "20", "max": "20"}, {"min": "5", "max": "10"}
    between = Window(day(2), day(4))
    stakes = [
        stake(start=at(1), end=between, kind="minority", share=some, end_events=("fell",)),
        stake(start=between, kind="minority", share=fewer, start_events=("fell",)),
    ]
    for moment, told in ((3, "5% to 20%"), (5, "5% to 10%")):
        [found] = differing(Holds(stakes, day(1)), Holds(stakes, day(moment)), NAMES)
        assert found["kind"] == "changed"
        assert found["items"][0]["titles"] == [f"a minority stake in Acme ({told})"]
