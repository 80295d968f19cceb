"""Properties of fuzzy time, against slow oracles that only convert UTC to local time."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from events.when import (
    When,
    WhenError,
    Window,
    presence,
    read_as_of,
    read_known_at,
    read_occurred,
)

ZONES = [
    "UTC",
    "America/Los_Angeles",
    "America/Sao_Paulo",
    "America/St_Johns",
    "America/Havana",
    "Africa/Cairo",
    "Asia/Beirut",
    "Asia/Kathmandu",
    "Asia/Shanghai",
    "Asia/Tehran",
    "Australia/Lord_Howe",
    "Europe/Lisbon",
    "Pacific/Apia",
    "Pacific/Kiritimati",
]
MICROSECOND = timedelta(microseconds=1)
MINUTE = timedelta(minutes=1)
NOW = datetime(2024, 2, 3, 4, 5, 6, 789, tzinfo=UTC)
# Since 1975 no zone here has changed its clocks within a minute, so minutes can be scanned.
days = st.dates(date(1975, 1, 1), date(2037, 12, 31))
zones = st.sampled_from(ZONES)
instants = st.datetimes(
    datetime.fromisoformat("0002-01-01"),
    datetime.fromisoformat("9998-01-01"),
    timezones=st.just(UTC),
)


def read(value: Any, timezone: str = "UTC", published: str | None = None) -> When:
    return read_occurred(value, timezone=timezone, published=published, recorded_at=NOW)


def attempt(value: Any, timezone: str = "UTC", published: str | None = None) -> When | WhenError:
    """Nothing but a WhenError may stop it."""
    try:
        return read(value, timezone, published)
    except WhenError as error:
        return error


def minutes_around(day: date, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    """Every minute that can belong to `day` anywhere: in UTC, and as local clocks show it."""
    begin = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=27)
    for number in range(78 * 60):
        instant = begin + number * MINUTE
        yield instant, instant.astimezone(zone)


@given(days, zones)
@example(date(2011, 12, 30), "Pacific/Apia")
@example(date(2018, 11, 4), "America/Sao_Paulo")
@example(date(2006, 10, 28), "America/St_Johns")
@example(date(2006, 10, 29), "America/St_Johns")
def test_a_day_is_every_minute_on_which_clocks_show_it(day: date, zone: str) -> None:
    of_day = [utc for utc, local in minutes_around(day, ZoneInfo(zone)) if local.date() == day]
    if not of_day:
        with pytest.raises(WhenError):
            read(day.isoformat(), zone)
        return
    window = read(day.isoformat(), zone).window
    assert window == Window(of_day[0], of_day[-1] + MINUTE - MICROSECOND)
    asked = read_as_of(day.isoformat(), timezone=zone, now=NOW)
    assert asked.day == (window.earliest, window.latest)
    assert asked.instant == window.latest


@given(days, st.times(), zones)
@example(date(2023, 3, 12), time(2, 30), "America/Los_Angeles")
@example(date(2023, 11, 5), time(1, 30), "America/Los_Angeles")
@example(date(2023, 10, 1), time(2, 10), "Australia/Lord_Howe")
def test_a_local_minute_is_whenever_clocks_show_it(day: date, shown_time: time, zone: str) -> None:
    wanted = datetime.combine(day, shown_time).replace(second=0, microsecond=0)
    shown = [
        utc
        for utc, local in minutes_around(day, ZoneInfo(zone))
        if local.replace(tzinfo=None) == wanted
    ]
    text = wanted.isoformat(timespec="minutes")
    if shown:
        assert read(text, zone).window == Window(shown[0], shown[-1] + MINUTE - MICROSECOND)
        assert read(f"{text}:00", zone).window == Window(shown[0], shown[-1])
    else:
        with pytest.raises(WhenError) as caught:
            read(text, zone)
        assert caught.value.code == "clock_gap"


@given(instants, st.integers(-14 * 60, 14 * 60), st.sampled_from(["seconds", "microseconds"]))
def test_an_instant_reads_back_in_any_offset(instant: datetime, offset: int, spec: str) -> None:
    if spec == "seconds":
        instant = instant.replace(microsecond=0)
    sign, size = ("-" if offset < 0 else "+"), abs(offset)
    local = (instant + timedelta(minutes=offset)).replace(tzinfo=None)
    text = f"{local.isoformat(timespec=spec)}{sign}{size // 60:02}:{size % 60:02}"
    assert read(text, "Asia/Tehran").window == Window(instant, instant)
    assert read_as_of(text, timezone="UTC", now=NOW).instant == instant
    assert read_as_of(text.replace("+", " "), timezone="UTC", now=NOW).instant == instant


@st.composite
def plain_dates(draw: st.DrawFn) -> str:
    day = draw(st.dates(date(1, 1, 1), date(9999, 12, 31))).isoformat()
    season = f"{day[:4]}-{draw(st.integers(21, 24))}"
    return draw(st.sampled_from([day, day[:7], day[:4], season]))


@st.composite
def masked_dates(draw: st.DrawFn) -> str:
    text = draw(plain_dates())
    masks = [draw(st.booleans()) and char.isdigit() for char in text]
    return "".join("X" if masked else char for masked, char in zip(masks, text, strict=True))


@st.composite
def accepted_texts(draw: st.DrawFn) -> str:
    dates = plain_dates().flatmap(
        lambda text: st.sampled_from(["", "~", "?", "%"]).map(text.__add__)
    )
    one, other = draw(dates), draw(dates)
    day = draw(st.dates())
    return draw(
        st.sampled_from(
            [
                one,
                f"[{one},{other}]",
                f"[..{one}]",
                f"[{one}..]",
                f"[..{one},{other}]",
                f"[{one},{other}..]",
                "unknown",
                f"{day}T12:34Z",
                f"{day}T12:34:56",
            ]
        )
    )


@given(accepted_texts(), zones, st.none() | plain_dates())
def test_the_earliest_is_never_after_the_latest(
    text: str, zone: str, published: str | None
) -> None:
    when = attempt(text, zone, published)
    if isinstance(when, WhenError):
        assert when.code in ("clock_gap", "published", "year_range")
        return
    assert when.window.latest is not None
    assert when.window.earliest is None or when.window.earliest <= when.window.latest
    assert when == read(text, zone, published)
    if when.edtf is not None:
        assert read(when.edtf, zone, published).window == when.window


def contains(outer: When, inner: When) -> bool:
    lower, upper = (
        (outer.window.earliest, inner.window.earliest),
        (inner.window.latest, outer.window.latest),
    )
    return all(
        one is not None and other is not None and one <= other for one, other in (lower, upper)
    )


@given(plain_dates(), zones)
def test_about_contains_the_original_and_a_doubt_does_not_widen(text: str, zone: str) -> None:
    exact = attempt(text, zone)
    if isinstance(exact, WhenError):
        assert exact.code == "clock_gap"
        return
    assert contains(read(f"{text}~", zone), exact)
    assert read(f"{text}~", zone).window == read(f"{text}%", zone).window
    doubted = read(f"{text}?", zone)
    assert doubted.window == exact.window
    assert doubted.uncertain
    assert not exact.uncertain


@given(days, st.sampled_from([4, 7, 10]))
def test_about_reaches_exactly_one_unit_further(day: date, length: int) -> None:
    text = day.isoformat()[:length]
    exact, about = read(text).window, read(f"{text}~").window
    assert exact.earliest is not None
    assert exact.latest is not None
    before = (exact.earliest - MICROSECOND).date().isoformat()[:length]
    after = (exact.latest + MICROSECOND).date().isoformat()[:length]
    assert about == Window(read(before).window.earliest, read(after).window.latest)


@given(masked_dates())
@example("XXXX-02-30")
@example("X0X0-X2-29")
def test_a_mask_spans_the_dates_that_fit_it(text: str) -> None:
    if "X" not in text or text[5:7] in ("21", "22", "23", "24"):
        return
    fitting = dates_that_fit(text)
    when = attempt(text)
    if isinstance(when, WhenError):
        assert not fitting or (len(text) == 7 and when.code == "unreadable")
        return
    window = when.window
    assert window.earliest is not None
    assert window.latest is not None
    assert [window.earliest.date(), window.latest.date()] == [min(fitting), max(fitting)]


def dates_that_fit(mask: str) -> list[date]:
    """Those of the first and the last year of the mask that have any."""
    year_mask, month_mask, day_mask = (f"{mask}-XX-XX").split("-")[:3]
    leap = [date(2000, 1, 1) + timedelta(days=number) for number in range(366)]
    anywhere = [day for day in leap if _fits(month_mask, day.month) and _fits(day_mask, day.day)]
    years = [year for year in range(1, 10_000) if _fits(f"{year_mask:0>4}", year)]
    return [
        date(year, day.month, day.day)
        for year in (*years[:10], *years[-10:])
        for day in anywhere
        if (day.month, day.day) != (2, 29) or _is_leap(year)
    ]


def _is_leap(year: int) -> bool:
    return date(year, 12, 31).timetuple().tm_yday == 366


def _fits(mask: str, number: int) -> bool:
    digits = f"{number:0{len(mask)}}"
    return all(want in ("X", digit) for want, digit in zip(mask, digits, strict=True))


windows = st.lists(st.none() | instants, min_size=2, max_size=2).map(
    lambda ends: (
        Window(*ends)
        if None in ends
        else Window(min(e for e in ends if e), max(e for e in ends if e))
    )
)


@given(windows, st.none() | windows, instants)
def test_presence_is_the_rule_as_written(
    start: Window, end: Window | None, instant: datetime
) -> None:
    past, future = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    end_earliest = future if end is None else end.earliest or past
    end_latest = future if end is None else end.latest or future
    certain = (start.latest or future) <= instant < end_earliest
    possible = (start.earliest or past) <= instant < end_latest and not certain
    expected = "certain" if certain else "possible" if possible else None
    assert presence(start, end, instant) == expected


@given(st.lists(instants, min_size=4, max_size=4, unique=True).map(sorted))
def test_a_state_runs_through_its_phases_half_open(ends: list[datetime]) -> None:
    start, end = Window(ends[0], ends[1]), Window(ends[2], ends[3])
    phases = [presence(start, end, instant) for instant in ends]
    before = [presence(start, end, instant - MICROSECOND) for instant in ends]
    assert phases == ["possible", "certain", "possible", None]
    assert before == [None, "possible", "certain", "possible"]


TEXTS = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="0129X-:T+Z?~%.,[]{}/ YSE", max_size=24),
    masked_dates(),
    st.lists(
        accepted_texts() | masked_dates() | st.sampled_from(["[", "]", "..", "/", "~"]), max_size=4
    ).map("".join),
)
VALUES = TEXTS | st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["earliest", "latest", "text", "timezone"]) | TEXTS, inner, max_size=4
        )
    ),
    max_leaves=6,
)


@given(VALUES, zones | st.text(max_size=20), st.none() | TEXTS)
def test_whatever_is_given_is_read_or_refused(value: Any, zone: str, published: str | None) -> None:
    when = attempt(value, zone, published)
    if isinstance(when, WhenError):
        assert when.code
        assert when.detail
        return
    earliest, latest = when.window.earliest, when.window.latest
    assert earliest is None or latest is None or earliest <= latest
    assert set(when.as_json()) == {"text", "edtf", "earliest", "latest", "timezone", "precision"}


@given(TEXTS | st.none(), zones | st.text(max_size=20))
def test_whatever_is_asked_is_read_or_refused(text: str | None, zone: str) -> None:
    for read_moment in (read_as_of, read_known_at):
        with suppress(WhenError):
            moment = read_moment(text, timezone=zone, now=NOW)
            assert moment.instant.tzinfo is UTC
            assert read_moment is read_as_of or moment.instant <= NOW
