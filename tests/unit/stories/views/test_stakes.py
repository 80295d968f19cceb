"""In which order holds of one entity on another are told."""

from datetime import timedelta
from itertools import permutations

import pytest

from events.when import Window
from stories.views.stakes import Stake, links
from tests.unit.stories.views.seating import at, day, whole

SECOND = timedelta(seconds=1)


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


def share(least: str | None, most: str | None) -> dict[str, str | None]:
    return {"min": least, "max": most}


def changing(
    before: dict[str, str | None] | None,
    after: dict[str, str | None] | None,
    kinds: tuple[str, str] = ("minority", "minority"),
) -> list[Stake]:
    """Some time from the second day to the fourth."""
    between = Window(day(2), day(4))
    was = Stake(
        controller="a",
        controlled="x",
        start=at(1),
        end=between,
        kind=kinds[0],
        share=before,
        end_events=("e",),
    )
    now = Stake(
        controller="a",
        controlled="x",
        start=between,
        kind=kinds[1],
        share=after,
        start_events=("e",),
    )
    return [was, now]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (share("19.9", "19.9"), share("13", "14"), share("13", "19.9")),
        (share("9.81", "9.81"), share("24.81", "24.81"), share("9.81", "24.81")),
        (share("10", "40"), share("20", "30"), share("10", "40")),
        (share("20", None), share("9.5", "15"), share("9.5", None)),
        (share("20", "20.0"), share(None, "5"), share(None, "20.0")),
        (None, share("5", "5"), None),
    ],
)
def test_while_a_share_changes_it_is_told_as_both_allow(
    before: dict[str, str | None] | None,
    after: dict[str, str | None],
    told: dict[str, str | None] | None,
) -> None:
    stakes = changing(before, after)
    [link] = links(stakes, day(3))
    assert (link.presence, link.share) == ("certain", told)
    assert [link.share for link in links(stakes, day(2) - SECOND)] == [before]
    assert [link.share for link in links(stakes, day(5))] == [after]


def test_while_its_kind_changes_a_hold_is_told_as_it_becomes() -> None:
    stakes = changing(share("51", "51"), share("30", "30"), ("majority", "minority"))
    [link] = links(stakes, day(3))
    assert (link.last.kind, link.share) == ("minority", share("30", "30"))


def test_what_one_entity_has_of_two_others_are_two_holds() -> None:
    """Also where one event ended the one and began the other."""
    sold = Stake(controller="a", controlled="x", start=at(1), end=whole(3), end_events=("swapped",))
    bought = Stake(controller="a", controlled="y", start=whole(3), start_events=("swapped",))
    told = links([sold, bought], day(3))
    assert [(link.last.controlled, link.presence) for link in told] == [
        ("x", "possible"),
        ("y", "possible"),
    ]
