"""Where the sliders snap to."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.when import Moment, Window, read_as_of
from newsroom.desk.timemachine.points import (
    AROUND,
    Point,
    Stops,
    as_text,
    bounds,
    record_stops,
    told,
    world_stops,
)
from stories.views.seats import Seat
from stories.views.shapes import Names
from stories.views.stakes import Stake
from tests.unit.newsroom.desk.strategies import BEGIN, UNHURRIED, seats
from tests.unit.stories.views.seating import at, day, led, sat, whole

PACIFIC = ZoneInfo("America/Los_Angeles")
NAMES = Names({"ada": "Ada", "bob": "Bob", "acme": "Acme", "bell": "Bell"})
PRESENT = datetime(2024, 1, 1, tzinfo=UTC)
TICK = timedelta(microseconds=1)


def asked(text: str | None, zone: str = "UTC") -> Moment:
    return read_as_of(text, timezone=zone, now=PRESENT)


def stops(seats: list[Seat], text: str | None = None, zone: str = "UTC") -> Stops:
    return world_stops(seats, asked(text, zone), PRESENT, NAMES)


def values(found: Stops) -> list[str]:
    return [point.value for point in found.points]


def test_a_change_known_to_the_instant_is_one_stop() -> None:
    found = stops([led("ada", at(3), at(5))])
    assert values(found) == ["2020-01-03T12:00:00+00:00", "2020-01-05T12:00:00+00:00", ""]
    assert [p.changes for p in found.points] == [
        ("Ada becomes CEO",),
        ("Ada is no longer CEO",),
        (),
    ]
    assert found.now.told == "now"


def test_a_hold_begins_and_ends_at_stops_of_its_own_in_the_words_of_sentences() -> None:
    grown: dict[str, str | None] = {"min": "49", "max": "49"}
    holds = [
        Stake(controller="bell", controlled="acme", kind="minority", share=grown, start=at(3)),
        Stake(controller="acme", controlled="bob", kind=None, start=whole(1), end=whole(5)),
    ]
    found = world_stops([], asked("2020-02-01"), PRESENT, NAMES, stakes=holds)
    assert [point.label for point in found.points[:-1]] == [
        "1 January 2020, 00:00: Acme may have control of Bob from here on",
        "end of 1 January 2020: Acme has control of Bob for certain",
        "3 January 2020, 12:00: Bell gains a minority stake in Acme (49%)",
        "5 January 2020, 00:00: Acme may no longer have control of Bob",
        "end of 5 January 2020: Acme no longer has control of Bob for certain",
    ]


def test_a_change_known_to_the_day_has_two_and_its_end_is_asked_by_the_date() -> None:
    found = stops([led("ada", whole(3))])
    assert values(found) == ["2020-01-03T00:00:00+00:00", "2020-01-03", ""]
    assert found.points[0].changes == ("Ada may be CEO from here on",)
    assert found.points[1].told == "end of 3 January 2020"
    assert found.points[1].changes == ("Ada is CEO for certain",)


def test_a_whole_minute_ends_where_the_next_begins() -> None:
    noon = day(3)
    minute = Window(noon, noon + timedelta(minutes=1) - TICK)
    found = stops([led("ada", at(1), minute)])
    assert values(found)[1:3] == ["2020-01-03T12:00:00+00:00", "2020-01-03T12:01:00+00:00"]


@pytest.mark.parametrize(
    ("left", "turning"),
    [
        (Window(day(3), day(9)), [("3 January 2020, 12:00", "Ada may no longer be CEO")]),
        (Window(day(1), day(9)), []),
        (Window(None, day(9)), []),
    ],
)
def test_nobody_is_told_to_be_certain_who_never_is(
    left: Window, turning: list[tuple[str, str]]
) -> None:
    """In the post from some time between the 1st and the 6th, and out of it by the 9th."""
    found = stops([led("ada", Window(day(1), day(6)), left)])
    assert [(point.told, *point.changes) for point in found.points] == [
        ("1 January 2020, 12:00", "Ada may be CEO from here on"),
        *turning,
        ("9 January 2020, 12:00", "Ada is no longer CEO for certain"),
        ("now",),
    ]


def test_who_may_have_gone_on_is_certain_only_until_then() -> None:
    found = stops([led("ada", Window(None, day(2)), Window(day(4), None))])
    assert [p.changes for p in found.points] == [
        ("Ada is CEO for certain",),
        ("Ada may no longer be CEO",),
        (),
    ]


def test_who_only_acts_is_told_to() -> None:
    history = [led("ada", at(3), at(5), acting=True), led("ada", at(5))]
    assert [p.changes for p in stops(history).points] == [
        ("Ada becomes acting CEO",),
        ("Ada is no longer acting CEO", "Ada becomes CEO"),
        (),
    ]


def test_a_person_s_posts_are_told_with_their_organisations() -> None:
    history = [sat("ada", at(3)), replace(sat("ada", at(3)), organization="bell")]
    found = world_stops(history, asked(None), PRESENT, NAMES, within=True)
    assert found.points[0].changes == (
        "Ada becomes Director of Acme",
        "Ada becomes Director of Bell",
    )
    assert stops(history).points[0].changes == ("Ada becomes Director",)


def test_moments_are_those_of_the_zone() -> None:
    found = stops([led("ada", whole(3))], zone="Asia/Shanghai")
    assert values(found)[:2] == ["2020-01-03T08:00:00+08:00", "2020-01-04T08:00:00+08:00"]


def test_what_is_asked_between_two_changes_is_a_stop_of_its_own() -> None:
    found = stops([led("ada", at(3), at(5))], "2020-01-04")
    assert found.now.value == "2020-01-04"
    assert (found.before, found.after) == (found.points[0], found.points[2])
    assert values(found)[-1] == ""


def test_what_is_asked_where_nothing_changes_any_more_stands_for_now_too() -> None:
    found = stops([led("ada", at(3))], "2020-02-01")
    assert values(found) == ["2020-01-03T12:00:00+00:00", "2020-02-01"]
    assert found.after is None


def test_a_change_that_is_yet_to_come_lies_beyond_now() -> None:
    coming = datetime(2025, 1, 1, tzinfo=UTC)
    found = stops([led("ada", Window(coming, coming))])
    assert found.now.told == "now"
    assert found.after is not None
    assert found.after.value == "2025-01-01T00:00:00+00:00"


def test_several_changes_at_once_are_told_together_and_counted() -> None:
    found = stops([sat(who, at(3)) for who in ("ada", "bob", "cem", "dot")])
    assert found.points[0].label == (
        "3 January 2020, 12:00: Ada becomes Director, Bob becomes Director and 2 more"
    )


def test_of_a_long_history_the_nearest_are_kept() -> None:
    begin = datetime(2010, 1, 1, tzinfo=UTC)
    moments = [begin + timedelta(days=number) for number in range(1000)]
    history = [led("ada", Window(moment, moment)) for moment in moments]
    found = stops(history, "2011-01-01T12:00Z")
    assert found.cut
    assert len(found.points) == 2 * AROUND + 2
    assert found.current == AROUND
    assert found.after is not None
    assert found.after.value == "2011-01-02T00:00:00+00:00"


@UNHURRIED
@given(st.lists(seats(), max_size=6), st.integers(-50, 2_100))
def test_between_two_stops_nobody_comes_or_goes(history: list[Seat], days: int) -> None:
    """Whatever is asked in between is answered as at the stop before it."""
    moment = asked((BEGIN + timedelta(days=days)).date().isoformat())
    found = world_stops(history, moment, PRESENT, NAMES)
    instants = [asked(point.value or None).instant for point in found.points]
    assert instants == sorted(set(instants))
    assert instants[found.current] == moment.instant
    for first, last in pairwise(instants):
        middle = first + (last - first) / 2
        assert [s.presence_at(middle) for s in history] == [s.presence_at(first) for s in history]


@UNHURRIED
@given(
    st.integers(-5_000_000_000, 5_000_000_000),
    st.sampled_from(["UTC", "America/Los_Angeles", "Asia/Kathmandu", "Africa/Monrovia"]),
    st.booleans(),
)
def test_the_text_of_a_stop_is_read_as_its_instant(seconds: int, zone: str, ends: bool) -> None:
    instant = BEGIN + timedelta(seconds=seconds)
    if ends:
        instant = instant.replace(hour=8, minute=0, second=0, microsecond=0) - TICK
    text = as_text(instant, ZoneInfo(zone))
    assert read_as_of(text, timezone=zone, now=PRESENT).instant == instant


def test_the_end_of_a_day_is_told_as_such() -> None:
    end = datetime(2023, 11, 18, 8, tzinfo=UTC) - TICK
    assert as_text(end, PACIFIC) == "2023-11-17"
    assert told(end, PACIFIC) == "end of 17 November 2023"


@pytest.mark.parametrize(
    ("text", "zone", "shown"),
    [
        ("0001-01-01T00:00:00Z", "America/Los_Angeles", "1 January 1, 00:00"),
        ("0001-01-01T07:52:57.999999Z", "America/Los_Angeles", "1 January 1, 07:52:57"),
        ("9999-12-31T23:59:59Z", "Asia/Tokyo", "31 December 9999, 23:59:59"),
        ("9999-12-31", "Asia/Tokyo", "end of 31 December 9999"),
    ],
)
def test_the_ends_of_the_calendar_are_told_though_the_zone_has_no_date_there(
    text: str, zone: str, shown: str
) -> None:
    found = stops([led("ada", at(3))], text, zone)
    assert (found.now.value, found.now.told) == (text, shown)
    instant = asked(text, zone).instant
    assert asked(as_text(instant, ZoneInfo(zone)), zone).instant == instant


def cause(number: int) -> dict[str, Any]:
    return {"recorded_at": f"2024-01-{number:02}T12:00:00.000000Z", "summary": f"event {number}"}


def known_at(position: int) -> Moment:
    return Moment(f"@{position}", datetime(2024, 2, 1, tzinfo=UTC), "UTC", position=position)


def test_the_record_stops_where_rows_changed_each_told_by_its_event() -> None:
    found = record_stops({3: cause(3), 7: cause(7)}, known_at(3), pinned=True, cut=False)
    assert found.now == Point("@3", "@3, 3 January 2024, 12:00", ("event 3",))
    assert values(found) == ["@3", "@7", ""]


def test_a_position_at_which_nothing_changed_is_a_stop_and_the_last_is_now() -> None:
    found = record_stops({3: cause(3), 7: cause(7)}, known_at(9), pinned=True, cut=False)
    assert values(found) == ["@3", "@7", "@9"]
    assert found.now.told.startswith("@9, 1 February 2024")
    unpinned = record_stops({3: cause(3)}, known_at(9), pinned=False, cut=False)
    assert values(unpinned) == ["@3", ""]
    assert unpinned.now.told.startswith("now, @9")


@pytest.mark.parametrize("seat", [led("ada", Window(None, None)), led("ada", Window(None, day(2)))])
def test_an_unknown_bound_is_no_stop(seat: Seat) -> None:
    assert len(bounds(seat)) == (1 if seat.start.latest else 0)
