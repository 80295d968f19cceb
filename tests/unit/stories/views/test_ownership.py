"""Chains of control as answers tell them."""

from datetime import UTC, datetime
from typing import Any

import pytest

from events.when import Window
from stories.views import ownership as module
from stories.views.ownership import above, below, controllers, during_day, ownership
from stories.views.shapes import Json, Names
from stories.views.stakes import Stake, links
from tests.unit.stories.views.seating import at, date, day, moment, whole

NAMES = Names({"a": "Alpha", "b": "Beta"})


def stake(controller: str, controlled: str, start: Window | None = None, **columns: Any) -> Stake:
    return Stake(controller=controller, controlled=controlled, start=start or at(1), **columns)


def chain(told: list[Json], direction: str) -> list[Any]:
    """Who is beyond each link, and beyond those."""
    side = "controller" if direction == "above" else "controlled"
    return [
        one[side]["id"]
        if not (further := chain(one[direction], direction))
        else [one[side]["id"], *further]
        for one in told
    ]


def test_both_ways_from_the_middle() -> None:
    stakes = [stake("top", "upper"), stake("upper", "it"), stake("it", "lower"), stake("x", "y")]
    told = ownership("it", stakes, moment(day(2)), NAMES)
    assert chain(told["above"], "above") == [["upper", "top"]]
    assert chain(told["below"], "below") == ["lower"]
    assert told["during_day"] == []


def test_whoever_holds_two_of_a_chain_is_told_beyond_each() -> None:
    stakes = [stake("a", "b"), stake("a", "c"), stake("b", "d"), stake("c", "d")]
    assert chain(above("d", links(stakes, day(2)), NAMES), "above") == [["b", "a"], ["c", "a"]]


def test_a_chain_that_comes_back_ends_there() -> None:
    [one] = above("a", links([stake("a", "b"), stake("b", "a")], day(2)), NAMES)
    [other] = one["above"]
    assert ("cycle" in one, other["cycle"], other["above"]) == (False, True, [])


def test_what_is_too_deep_is_cut_where_there_is_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "DEEPEST", 2)
    stakes = [stake(f"n{number + 1}", f"n{number}") for number in range(3)]
    [first] = above("n0", links(stakes, day(2)), NAMES)
    [second] = first["above"]
    assert ("truncated" in first, second["truncated"], second["above"]) == (False, True, [])
    [first] = above("n1", links(stakes, day(2)), NAMES)
    [second] = first["above"]
    assert "truncated" not in second, "there is nothing beyond it"


def test_what_is_too_much_is_cut_the_nearest_being_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_LINKS", 3)
    wide = [stake("it", f"w{number}") for number in range(3)]
    beyond = [stake(f"w{number}", f"x{number}") for number in range(3)]
    told = below("it", links([*wide, *beyond], day(2)), NAMES)
    assert [len(one["below"]) for one in told] == [1, 1, 0]
    assert [one.get("truncated") for one in told] == [None, None, True]
    assert module.MOST_LINKS == 3


def test_many_links_are_told() -> None:
    stakes = [stake(f"n{number + 1}", f"n{number}") for number in range(50)]
    told, depth = above("n0", links(stakes, day(2)), NAMES), 0
    while told:
        told, depth = told[0]["above"], depth + 1
    assert depth == 50


def test_a_link() -> None:
    one = stake(
        *("a", "b", whole(1)),
        end=whole(9),
        kind="minority",
        share={"min": "5", "max": "9"},
        start_text="2020-01-01",
        end_text="2020-01-09",
        how="sale",
        inferred=True,
        disputed=True,
        confidence="official",
        last_attested=datetime(2020, 1, 2, tzinfo=UTC),
        events=("one", "two"),
    )
    [link] = above("b", links([one], day(3)), NAMES)
    assert link == {
        "controller": {"id": "a", "name": "Alpha"},
        "controlled": {"id": "b", "name": "Beta"},
        "kind": "minority",
        "share": {"min": "5", "max": "9"},
        "presence": "certain",
        "disputed": True,
        "start": {"text": "2020-01-01", **whole(1).as_json()},
        "end": {"text": "2020-01-09", **whole(9).as_json()},
        "how": "sale",
        "inferred": True,
        "last_attested": "2020-01-02T00:00:00.000000Z",
        "confidence": "official",
        "events": ["one", "two"],
        "above": [],
    }


def test_all_above_something_are_found_once_and_none_below() -> None:
    stakes = [
        *(stake("b", "a"), stake("c", "b"), stake("d", "b"), stake("a", "d")),
        *(stake("a", "under"), stake("gone", "a", end=at(2))),
    ]
    assert controllers("a", stakes, day(3)) == {"a", "b", "c", "d"}


class TestDuringDay:
    grown = (
        stake("a", "b", whole(1), end=whole(4), kind="minority", end_events=("more",)),
        stake("a", "b", whole(4), kind="majority", start_events=("more",), events=("more", "old")),
    )

    def changes(self, *stakes: Stake, of: int) -> list[tuple[str, str]]:
        return [(one["change"], one["presence"]) for one in during_day(stakes, date(of), NAMES)]

    def test_a_moment_has_none(self) -> None:
        assert during_day([stake("a", "b", at(3))], moment(day(3)), NAMES) == []

    @pytest.mark.parametrize(
        ("of", "told"), [(2, []), (3, [("began", "certain")]), (5, [("ended", "certain")]), (6, [])]
    )
    def test_what_began_and_ended(self, of: int, told: list[tuple[str, str]]) -> None:
        assert self.changes(stake("a", "b", at(3), end=at(5)), of=of) == told

    def test_what_was_first_seen_on_the_day_did_not_begin_then(self) -> None:
        assert self.changes(stake("a", "b", at(3), start_known=False), of=3) == []

    def test_a_change_is_told_once_and_as_such(self) -> None:
        assert self.changes(*self.grown, of=4) == [("changed", "certain")]
        [told] = during_day(self.grown, date(4), NAMES)
        assert (told["kind"], told["events"]) == ("majority", ["more"])
        assert (told["how"], told["inferred"]) == (None, False)

    def test_holds_of_others_do_not_meet(self) -> None:
        other = stake("c", "b", whole(4), start_events=("more",))
        assert self.changes(self.grown[0], other, of=4) == [
            ("ended", "certain"),
            ("began", "certain"),
        ]

    def test_how_it_ended(self) -> None:
        ended = stake(
            *("a", "b", whole(1)),
            end=whole(5),
            how="sale",
            inferred=True,
            disputed=True,
            share={"min": "5"},
            events=("one",),
            end_events=("sold",),
        )
        assert during_day([ended], date(5), NAMES) == [
            {
                "controller": {"id": "a", "name": "Alpha"},
                "controlled": {"id": "b", "name": "Beta"},
                "change": "ended",
                "kind": "full",
                "share": {"min": "5"},
                "window": whole(5).as_json(),
                "how": "sale",
                "inferred": True,
                "disputed": True,
                "events": ["sold"],
                "presence": "certain",
            }
        ]
        [began] = during_day([ended], date(1), NAMES)
        assert (began["change"], began["how"], began["inferred"]) == ("began", None, False)
        assert began["events"] == ["one"], "where no fact is told to have begun it, those of it all"

    def test_in_the_order_of_time_and_then_of_names(self) -> None:
        until_noon = Window(whole(3).earliest, day(3))
        told = [
            *(stake("b", "x", at(3)), stake("a", "x", at(3))),
            *(stake("c", "x", whole(3)), stake("d", "x", until_noon)),
        ]
        found = during_day(told, date(3), NAMES)
        assert [one["controller"]["id"] for one in found] == ["d", "c", "a", "b"]

    def test_what_is_told_twice_of_one_window_is_told_twice(self) -> None:
        twice = [stake("a", "b", at(3), kind=kind) for kind in ("minority", "board_seat")]
        assert [one["kind"] for one in during_day(twice, date(3), NAMES)] == [
            "minority",
            "board_seat",
        ]

    def test_an_end_that_was_told_is_not_inferred(self) -> None:
        [ended] = during_day([stake("a", "b", end=at(5))], date(5), NAMES)
        assert (ended["change"], ended["inferred"], ended["how"]) == ("ended", False, None)
