"""Every form of `occurred`, by example."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from events.when import ACCEPTED, When, WhenError, check_published, read_occurred

ANGELES = "America/Los_Angeles"
RECORDED = datetime(2024, 2, 3, 4, 5, 6, 789, tzinfo=UTC)


def read(value: Any, timezone: str = "UTC", published: str | None = None) -> When:
    return read_occurred(value, timezone=timezone, published=published, recorded_at=RECORDED)


def bounds(when: When) -> tuple[str | None, str | None]:
    answer = when.as_json()
    return answer["earliest"], answer["latest"]


def refused(value: Any, timezone: str = "UTC", published: str | None = None) -> WhenError:
    with pytest.raises(WhenError) as caught:
        read(value, timezone, published)
    return caught.value


@pytest.mark.parametrize(
    ("text", "zone", "instant", "edtf"),
    [
        ("2023-11-17T12:00:00-08:00", "UTC", "2023-11-17T20:00:00.000000Z", None),
        ("2023-11-17T12:00:00+00:00", ANGELES, "2023-11-17T12:00:00.000000Z", None),
        ("2023-11-17T12:00:00Z", ANGELES, "2023-11-17T12:00:00.000000Z", None),
        (
            "2023-11-17T12:00:00+0530",
            "UTC",
            "2023-11-17T06:30:00.000000Z",
            "2023-11-17T12:00:00+05:30",
        ),
        (
            "2023-11-17T12:00:00-08",
            "UTC",
            "2023-11-17T20:00:00.000000Z",
            "2023-11-17T12:00:00-08:00",
        ),
        ("2023-11-17T12:00:00", ANGELES, "2023-11-17T20:00:00.000000Z", None),
        ("2023-07-17T12:00:00", ANGELES, "2023-07-17T19:00:00.000000Z", None),
        ("2023-11-17T00:00:00+14:00", "UTC", "2023-11-16T10:00:00.000000Z", None),
        ("2023-11-17T12:00:00+13:45", "UTC", "2023-11-16T22:15:00.000000Z", None),
        (
            "2023-11-17T00:00:00+14",
            "UTC",
            "2023-11-16T10:00:00.000000Z",
            "2023-11-17T00:00:00+14:00",
        ),
        ("1999-09-29T19:59:59-09:59", "UTC", "1999-09-30T05:58:59.000000Z", None),
    ],
)
def test_a_second_is_one_instant(text: str, zone: str, instant: str, edtf: str | None) -> None:
    when = read(text, zone)
    assert bounds(when) == (instant, instant)
    assert (when.precision, when.edtf) == ("second", edtf or text)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2023-11-17T12:00:00.5Z", "2023-11-17T12:00:00.500000Z"),
        ("2023-11-17T12:00:00,123Z", "2023-11-17T12:00:00.123000Z"),
        ("2023-11-17T12:00:00.123456-08:00", "2023-11-17T20:00:00.123456Z"),
    ],
)
def test_a_fraction_is_one_instant_that_edtf_cannot_say(text: str, instant: str) -> None:
    when = read(text)
    assert bounds(when) == (instant, instant)
    assert when.edtf is None


@pytest.mark.parametrize(
    ("text", "zone", "earliest", "latest"),
    [
        ("2023-11-17T12:00-08:00", "UTC", "2023-11-17T20:00:00", "2023-11-17T20:00:59"),
        ("2023-11-17T12:00", ANGELES, "2023-11-17T20:00:00", "2023-11-17T20:00:59"),
        ("9999-12-31T23:59Z", "UTC", "9999-12-31T23:59:00", "9999-12-31T23:59:59"),
        # It comes twice: before and after the clocks are put back.
        ("2023-11-05T01:30", ANGELES, "2023-11-05T08:30:00", "2023-11-05T09:30:59"),
        # Local mean time, to the second; noon came again when the railways ended it.
        ("1850-06-01T12:00", "America/New_York", "1850-06-01T16:56:02", "1850-06-01T16:57:01"),
        ("1883-11-18T12:00", "America/New_York", "1883-11-18T16:56:02", "1883-11-18T17:00:59"),
        # The clocks skipped the first half of it.
        ("1972-01-07T00:44", "Africa/Monrovia", "1972-01-07T00:44:30", "1972-01-07T00:44:59"),
        # The last that the calendar has there.
        ("9999-12-31T15:59", ANGELES, "9999-12-31T23:59:00", "9999-12-31T23:59:59"),
    ],
)
def test_a_minute_is_all_of_it(text: str, zone: str, earliest: str, latest: str) -> None:
    when = read(text, zone)
    assert bounds(when) == (f"{earliest}.000000Z", f"{latest}.999999Z")
    assert (when.precision, when.edtf) == ("minute", None)


def test_a_second_that_comes_twice_covers_both() -> None:
    when = read("2023-11-05T01:30:00", ANGELES)
    assert bounds(when) == ("2023-11-05T08:30:00.000000Z", "2023-11-05T09:30:00.000000Z")


@pytest.mark.parametrize(
    ("text", "zone", "beside"),
    [
        (
            "2023-03-12T02:30",
            ANGELES,
            [
                (
                    "from 2023-03-12T01:59:59-08:00 (2023-03-12T09:59:59Z) straight to "
                    "2023-03-12T03:00:00-07:00 (2023-03-12T10:00:00Z)."
                ),
                "with its offset: 2023-03-12T01:30:00-08:00 or 2023-03-12T03:30:00-07:00.",
            ],
        ),
        (
            "2023-03-12T02:30:00",
            ANGELES,
            ["2023-03-12T01:59:59-08:00", "2023-03-12T03:00:00-07:00"],
        ),
        ("2023-03-12T02:00", ANGELES, ["2023-03-12T01:59:59-08:00", "2023-03-12T03:00:00-07:00"]),
        ("2023-03-12T02:00:00.5", ANGELES, ["T01:59:59-08:00", "T03:00:00-07:00"]),
        ("2023-03-12T02:59:59.999999", ANGELES, ["T01:59:59-08:00", "T03:00:00-07:00"]),
        ("2023-10-01T02:15", "Australia/Lord_Howe", ["01:59:59+10:30", "02:30:00+11:00"]),
        (
            "1972-01-07T00:20",
            "Africa/Monrovia",
            ["1972-01-06T23:59:59-00:44:30", "1972-01-07T00:44:30+00:00"],
        ),
        # Days that were skipped when the islands changed sides of the date line.
        ("2011-12-30", "Pacific/Apia", ["2011-12-29T23:59:59-10:00", "2011-12-31T00:00:00+14:00"]),
        ("2011-12-30~", "Pacific/Apia", ["2011-12-29T23:59:59-10:00", "2011-12-31T00:00:00+14:00"]),
    ],
)
def test_a_time_that_the_clocks_skipped(text: str, zone: str, beside: list[str]) -> None:
    error = refused(text, zone)
    assert error.code == "clock_gap"
    assert [part for part in beside if part not in error.detail] == []
    # Only where the clocks skipped a part of one day has it a reading on either side.
    assert ("Say which was meant" in error.detail) is ("T02" in text)


def test_the_edges_of_a_gap_exist() -> None:
    assert bounds(read("2023-03-12T01:59", ANGELES))[1] == "2023-03-12T09:59:59.999999Z"
    assert bounds(read("2023-03-12T03:00", ANGELES))[0] == "2023-03-12T10:00:00.000000Z"


@pytest.mark.parametrize(
    ("text", "zone", "earliest", "latest"),
    [
        ("2023-11-17", ANGELES, "2023-11-17T08:00:00", "2023-11-18T07:59:59"),
        ("2023-11-17", "Asia/Kathmandu", "2023-11-16T18:15:00", "2023-11-17T18:14:59"),
        ("2023-03-12", ANGELES, "2023-03-12T08:00:00", "2023-03-13T06:59:59"),
        ("2023-11-05", ANGELES, "2023-11-05T07:00:00", "2023-11-06T07:59:59"),
        # Midnight itself was skipped, and in Toronto the half hours on both sides of it.
        ("2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00", "2018-11-05T01:59:59"),
        ("1919-03-30", "America/Toronto", "1919-03-30T05:00:00", "1919-03-31T04:30:00"),
        ("1919-03-31", "America/Toronto", "1919-03-31T04:30:00", "1919-04-01T03:59:59"),
        # The clocks went back across midnight, so either day is seen twice.
        ("2006-10-28", "America/St_Johns", "2006-10-28T02:30:00", "2006-10-29T03:29:59"),
        ("2006-10-29", "America/St_Johns", "2006-10-29T02:30:00", "2006-10-30T03:29:59"),
        # Local mean time.
        ("1850-06-01", "America/New_York", "1850-06-01T04:56:02", "1850-06-02T04:56:01"),
        # Beyond the calendar in UTC: as far as it goes.
        ("0001-01-01", ANGELES, "0001-01-01T07:52:58", "0001-01-02T07:52:57"),
        ("0001-01-01", "Asia/Shanghai", "0001-01-01T00:00:00", "0001-01-01T15:54:16"),
        ("9999-12-31", ANGELES, "9999-12-31T08:00:00", "9999-12-31T23:59:59"),
        ("9999-12-31", "Asia/Shanghai", "9999-12-30T16:00:00", "9999-12-31T15:59:59"),
    ],
)
def test_a_day_is_the_civil_day(text: str, zone: str, earliest: str, latest: str) -> None:
    when = read(text, zone)
    end = datetime.fromisoformat(latest).replace(tzinfo=UTC) + timedelta(microseconds=999_999)
    if text == "1919-03-30":
        end -= timedelta(seconds=1)
    assert when.window.earliest == datetime.fromisoformat(earliest).replace(tzinfo=UTC)
    assert when.window.latest == end
    assert when.precision == "day"


@pytest.mark.parametrize(
    ("text", "precision", "first", "last"),
    [
        ("2023-11-17", "day", "2023-11-17", "2023-11-17"),
        ("2023-11-17?", "day", "2023-11-17", "2023-11-17"),
        ("2023-11-17~", "day", "2023-11-16", "2023-11-18"),
        ("2024-03-01%", "day", "2024-02-29", "2024-03-02"),
        ("2024-02", "month", "2024-02-01", "2024-02-29"),
        ("2024-01~", "month", "2023-12-01", "2024-02-29"),
        ("2018", "year", "2018-01-01", "2018-12-31"),
        ("2018~", "year", "2017-01-01", "2019-12-31"),
        ("2018?", "year", "2018-01-01", "2018-12-31"),
        ("2018-21", "season", "2018-03-01", "2018-05-31"),
        ("2018-22", "season", "2018-06-01", "2018-08-31"),
        ("2018-23", "season", "2018-09-01", "2018-11-30"),
        ("2018-24", "season", "2018-12-01", "2019-02-28"),
        ("2019-24", "season", "2019-12-01", "2020-02-29"),
        ("2018-21~", "season", "2017-12-01", "2018-08-31"),
        ("2018-24~", "season", "2018-09-01", "2019-05-31"),
        ("0001-21~", "season", "0001-01-01", "0001-08-31"),
        ("9999-24~", "season", "9999-09-01", "9999-12-31"),
        ("201X", "decade", "2010-01-01", "2019-12-31"),
        ("201X~", "decade", "2000-01-01", "2029-12-31"),
        ("201X?", "decade", "2010-01-01", "2019-12-31"),
        ("201X%", "decade", "2000-01-01", "2029-12-31"),
        ("20XX", "century", "2000-01-01", "2099-12-31"),
        ("20XX~", "century", "1900-01-01", "2199-12-31"),
        ("0001-01-01~", "day", "0001-01-01", "0001-01-02"),
        ("9999-11", "month", "9999-11-01", "9999-11-30"),
        ("1XXX", "interval", "1000-01-01", "1999-12-31"),
        ("1XXX~", "interval", "0001-01-01", "2999-12-31"),
        ("XXXX", "interval", "0001-01-01", "9999-12-31"),
        ("000X", "decade", "0001-01-01", "0009-12-31"),
        ("00XX", "century", "0001-01-01", "0099-12-31"),
        ("0001-XX", "year", "0001-01-01", "0001-12-31"),
        ("0009-XX", "year", "0009-01-01", "0009-12-31"),
        ("2018-XX", "year", "2018-01-01", "2018-12-31"),
        ("2018-XX~", "year", "2017-01-01", "2019-12-31"),
        ("2018-XX-XX", "year", "2018-01-01", "2018-12-31"),
        ("201X-XX", "decade", "2010-01-01", "2019-12-31"),
        ("2018-12-XX", "month", "2018-12-01", "2018-12-31"),
        ("2018-12-XX~", "month", "2018-11-01", "2019-01-31"),
        ("2018-1X", "interval", "2018-10-01", "2018-12-31"),
        ("2018-0X", "interval", "2018-01-01", "2018-09-30"),
        ("2018-X2", "interval", "2018-02-01", "2018-12-31"),
        ("2018-X0", "month", "2018-10-01", "2018-10-31"),
        ("2018-1X-05", "interval", "2018-10-05", "2018-12-05"),
        ("2018-0X-31", "interval", "2018-01-31", "2018-08-31"),
        ("2018-04-3X", "day", "2018-04-30", "2018-04-30"),
        ("2018-12-1X", "interval", "2018-12-10", "2018-12-19"),
        ("2023-02-2X", "interval", "2023-02-20", "2023-02-28"),
        ("2018-12-0X", "interval", "2018-12-01", "2018-12-09"),
        ("2018-XX-31", "interval", "2018-01-31", "2018-12-31"),
        ("156X-12-25", "interval", "1560-12-25", "1569-12-25"),
        ("156X-12", "interval", "1560-12-01", "1569-12-31"),
        ("201X-02-29", "interval", "2012-02-29", "2016-02-29"),
        ("2X18", "interval", "2018-01-01", "2918-12-31"),
        ("[2018-01..2018-04]", "interval", "2018-01-01", "2018-04-30"),
        ("[2018,2019-03]", "interval", "2018-01-01", "2019-03-31"),
        ("[2019-03,2018]", "interval", "2018-01-01", "2019-03-31"),
        ("[2018, 2019-03 ,2020-01-01]", "interval", "2018-01-01", "2020-01-01"),
        ("[1667,1668,1670..1672]", "interval", "1667-01-01", "1672-12-31"),
        ("[2018..2019-03]", "interval", "2018-01-01", "2019-03-31"),
        ("[2018-21..2018-23]", "interval", "2018-03-01", "2018-11-30"),
        ("[2018~..2019]", "interval", "2017-01-01", "2019-12-31"),
        ("[2018..2019-21~]", "interval", "2018-01-01", "2019-08-31"),
        ("[201X~,2025%]", "interval", "2000-01-01", "2029-12-31"),
        ("[201X,2025]", "interval", "2010-01-01", "2025-12-31"),
        ("[..2023-11-18]", "interval", None, "2023-11-18"),
        ("[..2018]", "interval", None, "2018-12-31"),
        ("[..2017,2019-05]", "interval", None, "2019-05-31"),
        ("[..2018~]", "interval", None, "2019-12-31"),
    ],
)
def test_dates(text: str, precision: str, first: str | None, last: str) -> None:
    when = read(f" {text} ")
    assert bounds(when) == (first and f"{first}T00:00:00.000000Z", f"{last}T23:59:59.999999Z")
    assert when.precision == precision
    assert when.edtf == text.replace(" ", "")
    assert when.text == f" {text} ", "the text as given is kept"
    assert when.uncertain is ("?" in text or "%" in text)


def test_a_time_has_up_to_200_characters() -> None:
    years = "2018," * 38
    assert bounds(read(f"[{years} 2019-01]"))[1] == "2019-01-31T23:59:59.999999Z"
    assert refused(f"[{years}  2019-01]").code == "too_long"


def test_an_uncertain_member_makes_the_set_uncertain() -> None:
    assert read("[2018?,2019]").uncertain
    assert read("[..2018%]").uncertain
    assert read("[2018,2019?..]").uncertain
    assert not read("[2018~,2019]").uncertain


@pytest.mark.parametrize("zone", ["Asia/Shanghai", ANGELES, "Asia/Manila", "Pacific/Kiritimati"])
@pytest.mark.parametrize(
    "text", ["0001", "0001-01~", "0001~", "0001-01-01", "9999", "9999-12-31~", "9999-24"]
)
def test_the_ends_of_the_calendar_are_cut_off(text: str, zone: str) -> None:
    window = read(text, zone).window
    assert window.earliest is not None
    assert window.latest is not None
    assert window.earliest < window.latest


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("0001-01-01T00:00:00+08:00", "UTC"),
        ("9999-12-31T23:59:59-08:00", "UTC"),
        ("0001-01-01T00:00", "Asia/Shanghai"),
        ("0001-01-01T08:05:42", "Asia/Shanghai"),
        ("9999-12-31T16:00:00", ANGELES),
        ("9999-12-31T23:59", ANGELES),
    ],
)
def test_an_instant_outside_the_calendar_is_refused(text: str, zone: str) -> None:
    assert refused(text, zone).code == "year_range"


@pytest.mark.parametrize(
    ("text", "published", "latest"),
    [
        ("unknown", "2023-11-20", "2023-11-21T07:59:59.999999Z"),
        ("unknown", "2023-11", "2023-12-01T07:59:59.999999Z"),
        ("unknown", "2023", "2024-01-01T07:59:59.999999Z"),
        ("unknown", "[..2023-11-18]", "2023-11-19T07:59:59.999999Z"),
        # In Los Angeles it was still the 19th.
        ("unknown", "2023-11-20T05:00:00Z", "2023-11-20T07:59:59.999999Z"),
        ("unknown", "2023-11-20T05:00+00:00", "2023-11-20T07:59:59.999999Z"),
        ("unknown", "2023-11-20T05:00", "2023-11-21T07:59:59.999999Z"),
        ("unknown", "unknown", "2024-02-03T04:05:06.000789Z"),
        ("unknown", "[2023..]", "2024-02-03T04:05:06.000789Z"),
        ("unknown", "[2018,2023..]", "2024-02-03T04:05:06.000789Z"),
        ("unknown", None, "2024-02-03T04:05:06.000789Z"),
        ("[2023-11-18..]", "2023-11-20", "2023-11-21T07:59:59.999999Z"),
        ("[2023-11-18..]", None, "2024-02-03T04:05:06.000789Z"),
        ("[2020,2023-11-18..]", "2023-11-20", "2023-11-21T07:59:59.999999Z"),
        # What is announced for later ends with what was announced.
        ("[2024..]", "2023-11-20", "2025-01-01T07:59:59.999999Z"),
        ("[2024-05-01..]", None, "2024-05-02T06:59:59.999999Z"),
        ("[2026,2024..]", "2023-11-20", "2027-01-01T07:59:59.999999Z"),
        # What had begun by then ends with the source, also where the year goes on.
        ("[2023..]", "2023-11-20", "2023-11-21T07:59:59.999999Z"),
        ("[2024..]", None, "2024-02-03T04:05:06.000789Z"),
        # At the ends of the calendar, where Los Angeles has no such day, or no end of it.
        ("unknown", "9999-12-31", "9999-12-31T23:59:59.999999Z"),
        ("unknown", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000000Z"),
    ],
)
def test_a_time_open_upwards_ends_with_its_source(
    text: str, published: str | None, latest: str
) -> None:
    assert bounds(read(text, ANGELES, published))[1] == latest


@pytest.mark.parametrize(
    ("text", "earliest"),
    [
        ("[2018..]", "2018-01-01"),
        ("[2018~..]", "2017-01-01"),
        ("[2020,2018-05..]", "2018-05-01"),
        ("[2018-05,2020..]", "2018-05-01"),
    ],
)
def test_a_time_open_upwards_begins_with_its_earliest_member(text: str, earliest: str) -> None:
    assert bounds(read(text))[0] == f"{earliest}T00:00:00.000000Z"


def test_a_day_of_publication_that_is_seen_twice_ends_with_its_second_end() -> None:
    when = read("unknown", "America/St_Johns", "2006-10-28T12:00")
    assert bounds(when)[1] == "2006-10-29T03:29:59.999999Z"


def test_unknown_reaches_back_without_limit() -> None:
    when = read("unknown")
    assert when.window.earliest is None
    assert (when.precision, when.edtf, when.text) == ("unknown", None, "unknown")


def test_the_publication_does_not_matter_to_a_closed_time() -> None:
    assert read("2018", published="1999") == read("2018", published="no date at all")


def test_an_unreadable_publication_is_refused_where_it_matters() -> None:
    error = refused("unknown", published="last week")
    assert error.code == "published"
    assert "last week" in error.detail


@pytest.mark.parametrize(
    ("value", "earliest", "latest", "edtf", "text"),
    [
        (
            {"earliest": "2023-11-17", "latest": "2023-11-18", "text": "Thursday night"},
            "2023-11-17T00:00:00.000000Z",
            "2023-11-18T23:59:59.999999Z",
            "[2023-11-17..2023-11-18]",
            "Thursday night",
        ),
        (
            {"earliest": "2023-11-17", "latest": None},
            "2023-11-17T00:00:00.000000Z",
            "2023-11-17T23:59:59.999999Z",
            "[2023-11-17..]",
            "2023-11-17..",
        ),
        (
            {"latest": "2023-11", "text": None},
            None,
            "2023-11-30T23:59:59.999999Z",
            "[..2023-11]",
            "..2023-11",
        ),
        (
            {"earliest": "2018", "latest": "2018"},
            "2018-01-01T00:00:00.000000Z",
            "2018-12-31T23:59:59.999999Z",
            "2018",
            "2018..2018",
        ),
        (
            {"earliest": "2023-11-17T12:00:00-08:00", "latest": "2023-11-17T21:30"},
            "2023-11-17T20:00:00.000000Z",
            "2023-11-17T21:30:59.999999Z",
            None,
            "2023-11-17T12:00:00-08:00..2023-11-17T21:30",
        ),
        (
            {"earliest": "2023", "latest": "2023-11-17T21:30:00Z", "text": "by then"},
            "2023-01-01T00:00:00.000000Z",
            "2023-11-17T21:30:00.000000Z",
            None,
            "by then",
        ),
        (
            {"earliest": "2023-11-17T21:30:00Z", "latest": "2023"},
            "2023-11-17T21:30:00.000000Z",
            "2023-12-31T23:59:59.999999Z",
            None,
            "2023-11-17T21:30:00Z..2023",
        ),
        # One instant, said as bounds.
        (
            {"earliest": "2023-11-17T21:30:00Z", "latest": "2023-11-17T21:30:00Z", "text": "then"},
            "2023-11-17T21:30:00.000000Z",
            "2023-11-17T21:30:00.000000Z",
            None,
            "then",
        ),
    ],
)
def test_bounds_of_its_own(
    value: dict[str, Any], earliest: str, latest: str | None, edtf: str | None, text: str
) -> None:
    when = read(value, published="2020")
    assert when.as_json() == {
        "text": text,
        "edtf": edtf,
        "earliest": earliest,
        "latest": latest,
        "timezone": "UTC",
        "precision": "interval",
    }


@pytest.mark.parametrize("published", ["2020-05-01", "2019-11-08"])
def test_an_object_without_a_latest_moment_ends_with_the_publication(published: str) -> None:
    when = read({"earliest": "2019-11", "latest": None}, published=published)
    assert bounds(when) == ("2019-11-01T00:00:00.000000Z", f"{published}T23:59:59.999999Z")


def test_the_zone_of_the_object_wins() -> None:
    when = read({"earliest": "2023-11-17", "latest": "2023-11-17", "timezone": ANGELES}, "UTC")
    assert when.timezone == ANGELES
    assert bounds(when) == ("2023-11-17T08:00:00.000000Z", "2023-11-18T07:59:59.999999Z")


@pytest.mark.parametrize(
    ("value", "code", "pointer"),
    [
        ({}, "no_bounds", ""),
        ({"earliest": None, "latest": None, "text": "once"}, "no_bounds", ""),
        ({"earliest": "2019", "latest": "2018"}, "order", "/latest"),
        ({"earliest": "2018", "from": "2018"}, "unknown_field", "/from"),
        ({"a/b~c": 1}, "unknown_field", "/a~1b~0c"),
        ({"earliest": 2018}, "type", "/earliest"),
        ({"latest": ["2018"]}, "type", "/latest"),
        ({"latest": ""}, "empty", "/latest"),
        ({"latest": "unknown"}, "unreadable", "/latest"),
        ({"latest": "201X"}, "unreadable", "/latest"),
        ({"latest": "2018/2019"}, "interval", "/latest"),
        ({"earliest": "2018~"}, "qualified_bound", "/earliest"),
        ({"latest": "2018?"}, "qualified_bound", "/latest"),
        ({"earliest": "2023-02-30"}, "no_such_date", "/earliest"),
        ({"earliest": "0000"}, "year_range", "/earliest"),
        (
            {"earliest": "2023-03-12T02:30", "timezone": ANGELES},
            "clock_gap",
            "/earliest",
        ),
        ({"earliest": "2018", "text": 5}, "type", "/text"),
        ({"earliest": "2018", "text": " "}, "type", "/text"),
        ({"earliest": "2018", "timezone": "Mars/Base"}, "timezone", "/timezone"),
        ({"earliest": "2018", "timezone": 8}, "timezone", "/timezone"),
    ],
)
def test_bounds_refused(value: dict[str, Any], code: str, pointer: str) -> None:
    error = refused(value)
    assert (error.code, error.pointer) == (code, pointer)


def test_a_bound_with_a_qualifier_is_told_without() -> None:
    assert "“2018-05”" in refused({"earliest": "2018-05~"}).detail


def test_all_that_is_wrong_with_bounds_is_told() -> None:
    error = refused(
        {"from": 1, "earliest": "2018-13", "latest": "2018~", "text": "", "timezone": "Mars"}
    )
    assert [(each.pointer, each.code) for each in error.every] == [
        ("/from", "unknown_field"),
        ("/timezone", "timezone"),
        ("/earliest", "no_such_date"),
        ("/latest", "qualified_bound"),
        ("/text", "type"),
    ]


def test_a_zone_from_outside_is_no_fault_of_the_object() -> None:
    error = refused({"earliest": "2018", "timezone": None}, "Mars/Base")
    assert (error.code, error.pointer) == ("timezone", "")


@pytest.mark.parametrize(
    ("value", "code", "said"),
    [
        ("2018/2019", "interval", "[2018..2019]"),
        ("2018-01~/2019", "interval", "[2018-01~..2019]"),
        ("2018/..", "interval", "[2018..]"),
        ("2018/", "interval", "[2018..]"),
        ("../2018", "interval", "[..2018]"),
        ("../..", "interval", "write [a..b] with dates"),
        ("/", "unreadable", ""),
        ("2023-11-17T12:00Z/2023-11-18", "interval", '{"earliest", "latest"}'),
        ("2018-01-01/P1M", "interval", "[a..b]"),
        ("{2018,2019}", "all_of", "[2018,2019]"),
        ("-0500", "year_range", "0001 to 9999"),
        ("0000", "year_range", "0001 to 9999"),
        ("0000-01-01T00:00Z", "year_range", "0001 to 9999"),
        ("-201X", "year_range", "0001 to 9999"),
        ("12023", "year_range", "0001 to 9999"),
        ("Y17E7", "year_range", "0001 to 9999"),
        ("Y-170000002", "year_range", "0001 to 9999"),
        ("2018S2", "edtf_level", "mask"),
        ("2018S2~", "edtf_level", "mask"),
        ("2018S2-11", "edtf_level", "mask"),
        ("2018S2-XX", "edtf_level", "mask"),
        ("2018S2-1X-11", "edtf_level", "mask"),
        ("[2018S2-XX,2019]", "edtf_level", "mask"),
        ("2023?-11", "edtf_level", 'at the end, for the whole date: "2018~". Accepted'),
        ("~2023-11-17", "edtf_level", "at the end"),
        ("2018-33", "no_such_date", "21 to 24"),
        ("2018-20", "no_such_date", "21 to 24"),
        ("2018-25", "no_such_date", "21 to 24"),
        ("2018-13", "no_such_date", "month 13"),
        ("2018-00", "no_such_date", "month 00"),
        ("2023-02-29", "no_such_date", "2023-02-29"),
        ("2018-24-01", "no_such_date", "2018-24-01"),
        ("2018-02-3X", "no_such_date", "2018-02-3X"),
        ("2023-02-30T12:00Z", "no_such_date", "2023-02-30"),
        ("2023-02-30T25:00Z", "date_time", "00 to 23"),
        ("2023-11-17T25:00Z", "date_time", "00 to 23"),
        ("2023-11-17T30:00", "date_time", "00 to 23"),
        ("2023-11-17T12:60Z", "date_time", "minutes and seconds to 59"),
        ("2023-11-17T12:00:61", "date_time", "minutes and seconds to 59"),
        ("2023-11-17T9:30", "date_time", "hh:mm"),
        ("2023-11-17T24:00Z", "date_time", "00:00 of the next day"),
        ("2023-11-17T23:59:60Z", "date_time", "leap seconds"),
        ("2023-11-17T12:00:00.1234567Z", "date_time", "six decimals"),
        ("2023-11-17T12:00.5Z", "date_time", "six decimals"),
        ("2023-11-17T12Z", "date_time", "hh:mm"),
        ("2023-11-17T12:00:00-07:52:58", "date_time", "14 hours"),
        ("2023-11-17T12:00:00+15:00", "date_time", "14 hours"),
        ("2023-11-17T12:00:00+14:30", "date_time", "14 hours"),
        ("2023-11-17T12:00:00+08:60", "date_time", "14 hours"),
        ("2023-11-17 12:00:00Z", "date_time", '"T"'),
        ("2023-11-17T12:00~", "qualified_time", "earliest"),
        ("[2018..2017]", "order", "2018 is later than 2017"),
        ("[2018]", "set", "without brackets"),
        ("[..]", "set", "unknown"),
        ("[2018..,2019]", "set", "last"),
        ("[2018,..2019]", "set", "first"),
        ("[2018,]", "empty", "[2018,]"),
        ("[2018", "unreadable", ""),
        ("[2018,2019~", "unreadable", ""),
        ("[2018,soon]", "unreadable", "soon"),
        ("[[2018],2019]", "unreadable", ""),
        ("[2023-11-17T12:00:00Z..2023-11-18]", "date_time", '{"earliest", "latest"}'),
        ("11/17/2023", "unreadable", ""),
        ("n/a", "unreadable", ""),
        ("Thursday night", "unreadable", ""),
        ("UNKNOWN", "unreadable", ""),
        ("2023-1-7", "unreadable", ""),
        # Masked to no unit, so that "about" and "perhaps" would say nothing.
        ("2018-1X~", "unreadable", ""),
        ("2018-1X?", "unreadable", ""),
        ("2018-1X-00", "unreadable", ""),
        ("2018-1X-32", "unreadable", ""),
        ("２０２３", "unreadable", ""),
        ("", "empty", ""),
        ("  ", "empty", ""),
        ("9" * 10_000, "too_long", ""),
        ("9" * 201, "too_long", "at most 200"),
        ("9" * 200, "year_range", "0001 to 9999"),
        ("[" + "2018," * 1000 + "2019]", "too_long", ""),
        (2018, "type", '(write "2018", in quotes)'),
        (None, "type", "not NoneType."),
        (True, "type", ""),
        (["2018"], "type", ""),
        (20.18, "type", ""),
    ],
)
def test_refused_with_what_is_accepted(
    value: Any, code: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    error = refused(value)
    assert error.code == code
    assert said in error.detail
    assert error.pointer == ""
    assert code in ("order", "set") or error.detail.endswith(ACCEPTED)
    assert len(error.detail) < 1000
    assert capsys.readouterr().out == "", "a command's output is for its answer"


def test_what_is_accepted_is_told_of_where_it_goes() -> None:
    """A bound takes no set, nor a date of publication an object."""
    bound = refused({"earliest": "soon", "latest": None})
    assert bound.pointer == "/earliest"
    assert "a month, season or year" in bound.accepted
    assert "one of a set" not in bound.accepted
    with pytest.raises(WhenError) as caught:
        check_published("last week")
    assert "one of a set" in caught.value.accepted
    assert "an object" not in caught.value.accepted


@pytest.mark.parametrize(
    ("zone", "near"),
    [
        ("shanghai", "Asia/Shanghai"),
        ("EUROPE/BERLN", "Europe/Berlin"),
        ("America/Los Angeles", ANGELES),
        ("Los_Angeles", ANGELES),
        ("PST", ""),
        ("+08:00", ""),
        ("../../etc/passwd", ""),
        ("America", ""),
        ("localtime", ""),
        ("Factory", ""),
        ("", ""),
        (8, ""),
    ],
)
def test_a_zone_is_an_iana_name(zone: Any, near: str) -> None:
    error = refused("2018", zone)
    assert error.code == "timezone"
    assert "America/Los_Angeles" in error.detail
    assert not near or f"Did you mean {near}" in error.detail
