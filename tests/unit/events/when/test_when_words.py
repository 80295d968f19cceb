"""Windows in words."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.when import Window, read_occurred
from events.when.words import edge_in_words, in_words, moment_in_words

ZONE = "America/Los_Angeles"


def words(occurred: Any, zone: str = ZONE, read_in: str | None = None) -> str:
    when = read_occurred(
        occurred,
        timezone=zone,
        published="2023-11-18",
        recorded_at=datetime(2024, 1, 1, tzinfo=UTC),
    )
    return in_words(when.window, ZoneInfo(read_in or zone))


@pytest.mark.parametrize(
    ("occurred", "told"),
    [
        ("2018", "2018"),
        ("2018~", "2017 to 2019"),
        ("201X", "2010 to 2019"),
        ("2018-02", "February 2018"),
        ("2018-21", "March to May 2018"),
        ("2018-24", "December 2018 to February 2019"),
        ("2018-02-20", "20 February 2018"),
        ("[2018-02-03..2018-02-05]", "3 to 5 February 2018"),
        ("[2018-02-03..2018-02-28]", "3 to 28 February 2018"),
        ("[2018-02-01..2018-02-27]", "1 to 27 February 2018"),
        ("[2018-01-01..2018-12-30]", "1 January 2018 to 30 December 2018"),
        ("[2018-02-03..2019-02-05]", "3 February 2018 to 5 February 2019"),
        ("[2018-02..2019-02]", "February 2018 to February 2019"),
        ("[2018-01..2018-03]", "January to March 2018"),
        ("[2018-02-27..2018-03-02]", "27 February 2018 to 2 March 2018"),
        ("2023-11-17T12:19", "17 November 2023, 12:19"),
        ("2023-11-17T12:19:30", "17 November 2023, 12:19:30"),
        ("[..2023-11-18]", "by 18 November 2023"),
        ("unknown", "by 18 November 2023"),
        (
            {"earliest": "2023-11-17T12:00", "latest": "2023-11-17T12:23", "text": "at noon or so"},
            "17 November 2023, 12:00 to 12:23",
        ),
        (
            {"earliest": "2023-11-16", "latest": "2023-11-17T12:23", "text": "Thursday or Friday"},
            "between 16 November 2023 and 17 November 2023, 12:23",
        ),
        (
            {"earliest": "2023-11-17T12:00", "latest": "2023-11-18", "text": "since noon"},
            "between 17 November 2023, 12:00 and 18 November 2023",
        ),
        (
            {"earliest": "2023-11-17T12:00", "latest": "2023-11-17", "text": "after noon"},
            "17 November 2023, 12:00 to 23:59",
        ),
        (
            {"earliest": "2023-11-17T12:00:00", "latest": "2023-11-17T12:01:00", "text": "noon"},
            "17 November 2023, 12:00 to 12:01",
        ),
    ],
)
def test_a_window_is_told_as_people_would(occurred: Any, told: str) -> None:
    assert words(occurred) == told


def test_a_day_of_another_zone_is_told_with_its_hours() -> None:
    told = words("2023-11-17", read_in="Asia/Shanghai")
    assert told == "between 17 November 2023, 16:00 and 18 November 2023, 15:59"


def test_what_ends_as_a_day_begins_says_so() -> None:
    first, last = datetime(2015, 1, 1, tzinfo=UTC), datetime(2023, 11, 16, tzinfo=UTC)
    told = in_words(Window(first, last), ZoneInfo("UTC"))
    assert told == "between 1 January 2015 and the start of 16 November 2023"


def test_clocks_that_are_put_back_make_no_moment_of_an_hour() -> None:
    first = datetime(2023, 11, 5, 8, 30, tzinfo=UTC)
    told = in_words(Window(first, first + timedelta(minutes=40)), ZoneInfo(ZONE))
    assert told == "5 November 2023, 01:30 to 01:10"


def test_a_day_that_begins_after_midnight_is_a_whole_day() -> None:
    assert words("2018-11-04", "America/Sao_Paulo") == "4 November 2018"


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC"])
@pytest.mark.parametrize("year", ["0001", "9999"])
def test_the_ends_of_the_calendar_are_told(year: str, zone: str) -> None:
    assert str(int(year)) in words(year, zone)


def test_the_first_and_the_last_year_are_whole_ones() -> None:
    assert [words(year, "UTC") for year in ("0001", "9999")] == ["1", "9999"]


def test_no_bounds_at_all() -> None:
    assert in_words(Window(None, None), ZoneInfo("UTC")) == "at an unknown time"
    begun = Window(datetime(2020, 5, 1, tzinfo=UTC), None)
    assert in_words(begun, ZoneInfo("UTC")) == "on or after 1 May 2020"


def test_what_begins_with_the_last_moment_of_a_day_begins_at_its_end() -> None:
    zone = ZoneInfo(ZONE)
    evening = datetime(2023, 3, 27, 23, 59, 59, 999_999, zone)
    assert in_words(Window(evening, None), zone) == "on or after the end of 27 March 2023"
    until = datetime(2023, 3, 29, 23, 59, 59, 999_999, zone)
    told = "between the end of 27 March 2023 and 29 March 2023"
    assert in_words(Window(evening, until), zone) == told
    assert edge_in_words(Window(evening, None), zone) == "the end of 27 March 2023 or later"
    minute = evening.replace(second=0, microsecond=0)
    assert in_words(Window(minute, None), zone) == "on or after 27 March 2023, 23:59"


@pytest.mark.parametrize(
    ("earliest", "latest", "told"),
    [
        (None, None, "an unknown time"),
        (None, datetime(2023, 11, 16, tzinfo=UTC), "the start of 16 November 2023 at the latest"),
        (datetime(2020, 5, 1, tzinfo=UTC), None, "1 May 2020 or later"),
        (
            datetime(2023, 11, 16, 22, tzinfo=UTC),
            datetime(2023, 11, 17, 2, 30, tzinfo=UTC),
            "some time between 16 November 2023, 22:00 and 17 November 2023, 02:30",
        ),
        (
            datetime(2023, 11, 17, 12, tzinfo=UTC),
            datetime(2023, 11, 17, 23, tzinfo=UTC),
            "some time between 17 November 2023, 12:00 and 23:00",
        ),
        (
            datetime(2020, 1, 1, tzinfo=UTC),
            datetime(2020, 3, 31, 23, 59, 59, 999_999, tzinfo=UTC),
            "some time between January and March 2020",
        ),
        (
            datetime(2019, 1, 1, tzinfo=UTC),
            datetime(2019, 1, 1, tzinfo=UTC),
            "1 January 2019, 00:00",
        ),
        (
            datetime(2023, 11, 17, 12, tzinfo=UTC),
            datetime(2023, 11, 17, 12, 23, tzinfo=UTC),
            "some time between 17 November 2023, 12:00 and 12:23",
        ),
        (
            datetime(2017, 1, 1, tzinfo=UTC),
            datetime(2019, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
            "some time between 2017 and 2019",
        ),
    ],
)
def test_the_edge_of_a_state_stands_behind_from_and_until(
    earliest: datetime | None, latest: datetime | None, told: str
) -> None:
    assert edge_in_words(Window(earliest, latest), ZoneInfo("UTC")) == told


@pytest.mark.parametrize(
    ("second", "microsecond", "told"),
    [(0, 0, "12:07"), (59, 999_999, "12:07"), (0, 401_000, "12:07:00"), (59, 0, "12:07:59")],
)
def test_seconds_are_left_out_of_whole_minutes_only(
    second: int, microsecond: int, told: str
) -> None:
    moment = datetime(2023, 11, 17, 12, 7, second, microsecond, tzinfo=UTC)
    assert moment_in_words(moment) == f"17 November 2023, {told}"


@given(st.datetimes(), st.datetimes(), st.sampled_from(["UTC", "Asia/Kathmandu", ZONE]))
def test_any_window_can_be_told(one: datetime, other: datetime, zone: str) -> None:
    first, last = sorted((one.replace(tzinfo=UTC), other.replace(tzinfo=UTC)))
    assert in_words(Window(first, last), ZoneInfo(zone))
