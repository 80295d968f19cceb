"""The moments that readers ask for, and presence at a moment."""

from datetime import UTC, datetime
from typing import Any

import pytest

from events.when import (
    Moment,
    WhenError,
    Window,
    check_published,
    check_timezone,
    presence,
    read_as_of,
    read_at_least,
    read_known_at,
    utc_text,
)

ANGELES = "America/Los_Angeles"
NOW = datetime(2023, 11, 20, 12, 0, 0, 5, tzinfo=UTC)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize("read", [read_as_of, read_known_at])
def test_nothing_asked_is_now(read: Any) -> None:
    assert read(None, timezone=ANGELES, now=NOW) == Moment(None, NOW, ANGELES)


@pytest.mark.parametrize("read", [read_as_of, read_known_at])
@pytest.mark.parametrize(
    ("text", "requested", "instant"),
    [
        ("2023-11-17T12:00:00-08:00", None, "2023-11-17T20:00:00Z"),
        ("2023-11-17T12:00:00.25Z", None, "2023-11-17T12:00:00.25Z"),
        ("2023-11-17T20:00Z", None, "2023-11-17T20:00:00Z"),
        ("2023-11-17T12:00:00 08:00", "2023-11-17T12:00:00+08:00", "2023-11-17T04:00:00Z"),
        ("2023-11-17T12:00 0530", "2023-11-17T12:00+0530", "2023-11-17T06:30:00Z"),
        ("2023-11-17T12:00 09", "2023-11-17T12:00+09", "2023-11-17T03:00:00Z"),
        ("2023-11-17T12:00:09.5 08:00", "2023-11-17T12:00:09.5+08:00", "2023-11-17T04:00:09.5Z"),
        ("2023-11-17T12:00:09,5 08:00", "2023-11-17T12:00:09,5+08:00", "2023-11-17T04:00:09.5Z"),
    ],
)
def test_a_date_time_is_the_instant_as_written(
    read: Any, text: str, requested: str | None, instant: str
) -> None:
    assert read(text, timezone=ANGELES, now=NOW) == Moment(requested or text, at(instant), ANGELES)


@pytest.mark.parametrize("read", [read_as_of, read_known_at])
@pytest.mark.parametrize(
    ("text", "zone", "first", "last"),
    [
        ("2023-11-17", ANGELES, "2023-11-17T08:00:00Z", "2023-11-18T07:59:59.999999Z"),
        ("2023-11-05", ANGELES, "2023-11-05T07:00:00Z", "2023-11-06T07:59:59.999999Z"),
        ("2023-11-17", "Asia/Shanghai", "2023-11-16T16:00:00Z", "2023-11-17T15:59:59.999999Z"),
    ],
)
def test_a_date_is_the_last_microsecond_of_its_day(
    read: Any, text: str, zone: str, first: str, last: str
) -> None:
    moment = read(text, timezone=zone, now=NOW)
    assert moment == Moment(text, at(last), zone, (at(first), at(last)))


@pytest.mark.parametrize("read", [read_as_of, read_known_at])
@pytest.mark.parametrize(
    ("text", "zone", "code"),
    [
        ("2023-11-17T12:00:00", ANGELES, "offset_missing"),
        ("2023-11-17T12:00", ANGELES, "offset_missing"),
        ("2023-11", ANGELES, "unreadable"),
        ("2023", ANGELES, "unreadable"),
        ("2023-11-17~", ANGELES, "unreadable"),
        ("2023-21", ANGELES, "unreadable"),
        ("[2018..2019]", ANGELES, "unreadable"),
        ("unknown", ANGELES, "unreadable"),
        ("yesterday", ANGELES, "unreadable"),
        ("", ANGELES, "unreadable"),
        ("2023-02-30", ANGELES, "no_such_date"),
        ("2023-11-17T24:00Z", ANGELES, "date_time"),
        ("0000-01-01", ANGELES, "year_range"),
        ("0001-01-01T00:00+08:00", ANGELES, "year_range"),
        ("2011-12-30", "Pacific/Apia", "clock_gap"),
        ("2023-11-17", "Pacific", "timezone"),
        (None, "PST", "timezone"),
        ("@123", "PST", "timezone"),
        ("@x", ANGELES, "*"),
    ],
)
def test_refused(read: Any, text: str | None, zone: str, code: str) -> None:
    with pytest.raises(WhenError) as caught:
        read(text, timezone=zone, now=NOW)
    if code != "*":
        assert caught.value.code == code
    if code != "timezone":
        assert "@123" in caught.value.detail or "2023-11-17" in caught.value.detail


def test_the_future_can_be_asked_of_the_world_only() -> None:
    text = "2023-11-20T12:00:01Z"
    assert read_as_of(text, timezone=ANGELES, now=NOW).instant == at(text)
    assert read_as_of("2030-01-01", timezone="UTC", now=NOW).day is not None
    for asked in (text, "2023-11-21", "2030-01-01"):
        with pytest.raises(WhenError) as caught:
            read_known_at(asked, timezone=ANGELES, now=NOW)
        assert caught.value.code == "future"


def test_a_day_still_running_is_known_up_to_now() -> None:
    moment = read_known_at("2023-11-20", timezone=ANGELES, now=NOW)
    assert moment.instant == NOW
    assert moment.day == (at("2023-11-20T08:00:00Z"), at("2023-11-21T07:59:59.999999Z"))
    as_of = read_as_of("2023-11-20", timezone=ANGELES, now=NOW)
    assert as_of.instant == at("2023-11-21T07:59:59.999999Z")


@pytest.mark.parametrize("position", [0, 9, 123, 2**63 - 1])
def test_a_position_of_the_log(position: int) -> None:
    asked = f"@{position}"
    assert read_known_at(f" {asked} ", timezone=ANGELES, now=NOW) == Moment(
        asked, NOW, ANGELES, position=position
    )


def test_no_position_is_asked_of_the_world() -> None:
    with pytest.raises(WhenError, match="known_at"):
        read_as_of("@123", timezone=ANGELES, now=NOW)


@pytest.mark.parametrize("text", ["@", "@-1", "@1.5", "@01", "@ 1", f"@{2**63}", "@٣"])
def test_what_is_no_position(text: str) -> None:
    with pytest.raises(WhenError) as caught:
        read_known_at(text, timezone=ANGELES, now=NOW)
    assert caught.value.code == "position"


@pytest.mark.parametrize("position", [0, 9, 241, 10**18 - 1])
def test_a_position_to_be_reached_is_a_bare_number(position: int) -> None:
    assert read_at_least(str(position)) == position


@pytest.mark.parametrize("text", ["", "@5", "-1", "1.5", "9" * 19, "٣", "5 "])
def test_what_cannot_be_reached(text: str) -> None:
    with pytest.raises(WhenError) as caught:
        read_at_least(text)
    assert caught.value.code == "invalid_position"


def day(number: int) -> datetime:
    return datetime(2023, 11, number, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        # Asked at the 15th throughout.
        ((15, 15), None, "certain"),
        ((14, 15), None, "certain"),
        ((15, 16), None, "possible"),
        ((16, 17), None, None),
        ((None, 14), None, "certain"),
        ((None, 16), None, "possible"),
        ((10, None), None, "possible"),
        ((16, None), None, None),
        ((1, 2), (15, 15), None),
        ((1, 2), (16, 16), "certain"),
        ((1, 2), (15, 16), "possible"),
        ((1, 2), (14, 15), None),
        ((1, 2), (14, None), "possible"),
        ((1, 2), (16, None), "certain"),
        ((1, 2), (None, 16), "possible"),
        ((1, 2), (None, 15), None),
        ((1, 2), (None, None), "possible"),
        ((None, None), (None, None), "possible"),
        ((14, 16), (16, 17), "possible"),
        ((15, 15), (15, 15), None),
    ],
)
def test_presence(
    start: tuple[int | None, int | None],
    end: tuple[int | None, int | None] | None,
    expected: str | None,
) -> None:
    windows = [
        Window(*(None if number is None else day(number) for number in pair)) if pair else None
        for pair in (start, end)
    ]
    assert windows[0] is not None
    assert presence(windows[0], windows[1], day(15)) == expected


def test_utc_text() -> None:
    assert utc_text(at("2023-11-17T23:59:59.999999-08:00")) == "2023-11-18T07:59:59.999999Z"
    assert utc_text(datetime(1, 1, 1, tzinfo=UTC)) == "0001-01-01T00:00:00.000000Z"
    with pytest.raises(ValueError, match="offset"):
        utc_text(datetime(2023, 1, 1))  # noqa: DTZ001  that is what it refuses


def test_checks_give_back_what_they_accept() -> None:
    assert check_timezone("Europe/Berlin") == "Europe/Berlin"
    assert check_published("2023-11-17T12:00:00-08:00") == "2023-11-17T12:00:00-08:00"
    with pytest.raises(WhenError) as caught:
        check_published("2018/2019")
    assert caught.value.code == "published"
