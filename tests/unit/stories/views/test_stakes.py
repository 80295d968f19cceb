"""In which order holds of one entity on another are told."""

from itertools import permutations

from events.when import Window
from stories.views.stakes import Stake, links
from tests.unit.stories.views.seating import at, day, whole


def test_the_strongest_comes_first() -> None:
    in_order = [
        Stake(controller="a", controlled="x", start=at(1)),
        Stake(controller="b", controlled="x", start=at(1)),
        Stake(controller="c", controlled="x", start=at(1), kind="majority"),
        Stake(controller="f", controlled="x", start=at(1), kind="minority", share={"min": "30"}),
        Stake(controller="e", controlled="x", start=at(1), kind="minority", share={"max": "9.5"}),
        Stake(
            controller="d",
            controlled="x",
            start=at(1),
            kind="minority",
            share={"min": "5", "max": "45"},
        ),
        Stake(controller="g", controlled="x", start=at(1), kind="minority"),
        Stake(controller="h", controlled="x", start=at(1), kind="board_seat"),
        Stake(controller="i", controlled="x", start=at(1), kind="other"),
        Stake(controller="j", controlled="x", start=at(1), kind=None),
        Stake(controller="k", controlled="x", start=Window(day(1), day(3))),
    ]
    for one, other in permutations(in_order, 2):
        told = [link.last for link in links([one, other], day(2))]
        assert told == sorted([one, other], key=in_order.index)


def test_a_hold_that_grew_is_as_strong_as_it_is_since() -> None:
    small = Stake(
        controller="z",
        controlled="x",
        start=at(1),
        end=whole(2),
        kind="minority",
        end_events=("e",),
    )
    grown = Stake(controller="z", controlled="x", start=whole(2), start_events=("e",))
    other = Stake(controller="a", controlled="x", start=at(1), kind="majority")
    assert [link.last for link in links([other, small, grown], day(2))] == [grown, other]


def test_what_one_entity_has_of_two_others_are_two_holds() -> None:
    """Also where one event ended the one and began the other."""
    sold = Stake(controller="a", controlled="x", start=at(1), end=whole(3), end_events=("swapped",))
    bought = Stake(controller="a", controlled="y", start=whole(3), start_events=("swapped",))
    told = links([sold, bought], day(3))
    assert [(link.last.controlled, link.presence) for link in told] == [
        ("x", "possible"),
        ("y", "possible"),
    ]
