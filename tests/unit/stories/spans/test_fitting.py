"""The order of overlapping facts: that which fits best, for as many as can be tried."""

from __future__ import annotations

import os
import random
import time
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stories.spans.changes import Change, Kind
from stories.spans.dated import Dated
from stories.spans.fitting import best_order
from stories.spans.ordering import in_order
from stories.tenure.attributes import NOTHING_SAID, Attributes
from tests.oracle import order as oracle
from tests.oracle.claims import Claim
from tests.unit.stories.facts import event_id, fact

EXAMPLES = int(os.environ.get("NEWSROOM_PROPERTY_EXAMPLES", "400"))
KINDS: dict[str, Kind] = {
    "appointed": "opened",
    "held": "seen",
    "departed": "closed",
    "all": "ended",
    "replaced": "ended",
}
DAY = date(2020, 1, 1)

Telling = tuple[str, tuple[int, int], bool]
"""What is said, its first and last day, and of a departure from all whether it left another."""

spans = st.tuples(st.integers(0, 7), st.sampled_from([0, 0, 1, 2, 7])).map(
    lambda drawn: (drawn[0], drawn[0] + drawn[1])
)
tellings = st.tuples(
    st.sampled_from(["appointed", "appointed", "departed", "departed", "held", "all", "replaced"]),
    spans,
    st.booleans(),
)
mostly_observed = st.tuples(
    st.sampled_from(["held", "held", "held", "appointed", "departed"]), spans, st.just(False)
)


def changes_of(told: list[Telling]) -> list[Change[Attributes]]:
    return [
        Change(
            KINDS[says],
            Dated(fact(position, "person.died", _between(days), {"person": "ann"})),
            NOTHING_SAID,
            leaves_another=says == "all" and another,
            told=says != "replaced",
        )
        for position, (says, days, another) in enumerate(told, 1)
    ]


def _between(days: tuple[int, int]) -> dict[str, str]:
    first, last = (str(DAY + timedelta(days=day)) for day in days)
    return {"earliest": first, "latest": last}


def claims_of(changes: list[Change[Attributes]], told: list[Telling]) -> list[Claim]:
    return [
        Claim(
            says=says,
            first=change.dated.first,
            last=change.dated.last,
            zone="UTC",
            position=change.dated.fact.position,
            event=change.dated.event,
            confidence="reported",
            leaves_another=change.leaves_another,
        )
        for change, (says, _, _) in zip(changes, told, strict=True)
    ]


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(tellings, max_size=7) | st.lists(mostly_observed, min_size=4, max_size=7))
def test_the_order_is_the_best_of_all_that_the_windows_allow(told: list[Telling]) -> None:
    changes = changes_of(told)
    found = [change.dated.event for change in in_order(changes)]
    assert found == [claim.event for claim in oracle.in_order(claims_of(changes, told))]


@pytest.mark.parametrize(
    "told",
    [
        # Ends that follow from something else, each of which can be the one before.
        [("replaced", (1, 8), False), ("replaced", (3, 3), False), ("replaced", (4, 5), False)],
        # Ends of which some are told of this state alone.
        [
            *(("all", (3, 4), False), ("all", (4, 8), False)),
            *(("replaced", (4, 4), False), ("departed", (3, 4), False)),
        ],
        [("all", (1, 5), False), ("departed", (0, 0), False), ("all", (1, 1), True)],
        # An end that is told, certainly after one that follows from something else.
        [("departed", (1, 5), False), ("replaced", (1, 2), False), ("all", (4, 5), True)],
        # Ends of one window, of which one is told.
        [("departed", (0, 2), False), ("replaced", (3, 4), False), ("all", (3, 4), False)],
    ],
)
def test_ends_in_a_row_are_put_in_the_order_that_fits_best(told: list[Telling]) -> None:
    changes = changes_of(told)
    found = [change.dated.event for change in in_order(changes)]
    assert found == [claim.event for claim in oracle.in_order(claims_of(changes, told))]


def ordered(*told: tuple[str, tuple[int, int]]) -> list[int]:
    """By their numbers from 1."""
    changes = changes_of([(says, days, False) for says, days in told])
    numbers = {str(event_id(number)): number for number in range(1, len(told) + 1)}
    return [numbers[change.dated.event] for change in in_order(changes)]


def test_what_fits_by_window_stays() -> None:
    assert ordered(("appointed", (0, 3)), ("held", (1, 1)), ("departed", (2, 9))) == [1, 2, 3]


@pytest.mark.parametrize("says", ["appointed", "held", "departed"])
def test_what_fits_in_any_order_comes_by_window_and_then_by_position(says: str) -> None:
    assert ordered((says, (0, 7)), (says, (0, 1))) == [2, 1]
    assert ordered((says, (1, 1)), (says, (0, 1))) == [2, 1]
    assert ordered((says, (0, 1)), (says, (0, 1))) == [1, 2]


def test_an_observation_that_outlasts_others_does_not_carry_them_past_what_follows() -> None:
    assert ordered(("held", (0, 9)), ("held", (1, 1)), ("appointed", (5, 5))) == [1, 2, 3]


def test_a_choice_is_made_with_a_view_to_all_that_follows() -> None:
    # Left all posts before the appointment, and not after: else the departure closes nothing.
    assert ordered(("all", (0, 1)), ("appointed", (0, 1)), ("departed", (2, 4))) == [1, 2, 3]


def test_seen_before_all_departures_that_allow_it() -> None:
    told = [("appointed", (0, 0)), ("departed", (3, 5)), ("held", (4, 4)), ("departed", (1, 9))]
    assert ordered(*told) == [1, 3, 4, 2]


def test_an_observation_opens_nothing_again_even_where_a_departure_is_left_over() -> None:
    told = [("appointed", (0, 0)), ("departed", (2, 4)), ("held", (4, 4)), ("departed", (0, 9))]
    assert ordered(*told)[:2] == [1, 3]


def test_what_was_opened_was_seen_afterwards_if_it_can_have_been() -> None:
    assert ordered(("appointed", (4, 4)), ("held", (0, 9)), ("departed", (0, 9))) == [1, 2, 3]
    assert ordered(("held", (4, 4)), ("appointed", (4, 4)), ("departed", (0, 9))) == [2, 1, 3]


def test_what_was_seen_before_an_end_can_begin_anew_in_the_same_window() -> None:
    assert ordered(("held", (4, 4)), ("appointed", (4, 4)), ("departed", (4, 4))) == [1, 3, 2]


def test_accounts_of_one_departure_come_after_what_they_close() -> None:
    assert ordered(("departed", (0, 9)), ("appointed", (4, 4)), ("departed", (0, 9))) == [2, 1, 3]


def test_of_departures_that_are_told_and_that_follow_the_told_one_closes() -> None:
    assert ordered(("appointed", (0, 0)), ("replaced", (2, 4)), ("all", (3, 3))) == [1, 3, 2]


def test_who_left_all_posts_left_what_they_can_have_come_back_to() -> None:
    # Rather than to have repeated that they left the post, and to have come back for good.
    told = [("appointed", (0, 0)), ("departed", (3, 5)), ("all", (3, 5)), ("appointed", (4, 4))]
    assert ordered(*told) == [1, 2, 4, 3]


@pytest.mark.parametrize("wide", [1, 30, 300])
def test_hundreds_of_overlapping_facts_are_put_in_order_in_bounded_time(wide: int) -> None:
    chance = random.Random(wide)
    told = []
    for _ in range(400):
        first = chance.randrange(400)
        last = first + chance.randrange(wide)
        told.append((chance.choice(["appointed", "departed", "held"]), (first, last), False))
    changes = sorted(changes_of(told), key=lambda change: change.dated.order)
    start = time.process_time()
    found = best_order(changes)
    assert time.process_time() - start < 2
    assert sorted(change.dated.order for change in found) == [c.dated.order for c in changes]
    certain = [change.dated for change in found]
    latest = certain[0].first
    for dated in certain:
        assert dated.last >= latest, "nothing comes after what is certainly later"
        latest = max(latest, dated.first)
