"""Bars, ticks and labels: each where it says something true, none over another."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from events.when import Window
from events.when.window import FIRST, LAST
from newsroom.desk.drawing.bars import SEEN, Bar, bars, pieces
from newsroom.desk.drawing.layout import (
    BAR,
    MOST_ROWS,
    NARROW,
    WIDE,
    Drawing,
    Format,
    draw,
    lines,
    shown,
    width_of,
)
from newsroom.desk.drawing.scale import Scale, Zoom, visible_range
from newsroom.desk.drawing.ticks import ticks
from newsroom.desk.templatetags.timemachine import outline
from stories.views import runs
from stories.views.seats import Seat
from tests.unit.newsroom.desk.strategies import BEGIN, UNHURRIED, instants, seats
from tests.unit.stories.views.seating import at, day, led, whole

UTC_ZONE = ZoneInfo("UTC")
PACIFIC = ZoneInfo("America/Los_Angeles")
JANUARY = Scale(datetime(2020, 1, 1, tzinfo=UTC), datetime(2020, 2, 1, tzinfo=UTC), 0, 3100)
TICK_GLYPH = 7.0


def drawn(*held: Seat) -> list[Bar]:
    return bars(pieces(held), JANUARY)


def test_certain_is_a_block_between_its_fuzzy_ends() -> None:
    first, middle, last = drawn(led("ada", whole(3), whole(10)))
    assert (first.presence, first.opens, first.closes) == ("possible", 0, 1)
    assert (middle.presence, middle.opens, middle.closes) == ("certain", 1, 1)
    assert (last.presence, last.opens, last.closes) == ("possible", 1, 0)
    assert (first.x, first.end, middle.end, last.end) == (200, 300, 900, 1000)


def test_of_a_wedge_that_the_scale_cuts_the_part_is_shown_that_lies_in_it() -> None:
    month = Window(datetime(2019, 12, 17, tzinfo=UTC), datetime(2020, 1, 16, tzinfo=UTC))
    first, _ = drawn(led("ada", month))
    assert (first.opens, first.closes) == (0.5, 1)
    assert first.x == JANUARY.left


def test_a_tenure_that_goes_on_reaches_the_edge_and_says_so() -> None:
    [bar] = drawn(led("ada", at(3)))
    assert bar.goes_on
    assert bar.end == 3100
    assert "3108" in outline(bar, 0)


def test_one_of_unknown_start_comes_from_beyond_the_edge() -> None:
    possible, certain = drawn(led("ada", Window(None, day(3)), at(5)))
    assert possible.unknown_start
    assert possible.x == 0
    assert not certain.unknown_start
    assert "-8" in outline(possible, 0)


def test_an_acting_holder_confirmed_stays_certain_through_the_change() -> None:
    change = ("e",)
    found = drawn(
        led("ada", at(3), whole(5), acting=True, end_events=change),
        led("ada", whole(5), start_events=change),
    )
    assert {bar.presence for bar in found} == {"certain"}


def test_what_is_only_possible_does_not_mark_what_is_certain() -> None:
    found = drawn(led("ada", at(3)), led("ada", Window(day(1), day(20)), disputed=True))
    assert [bar.disputed for bar in found if bar.presence == "certain" and bar.end <= 1950] == [
        False
    ]


def test_what_lasts_a_minute_is_still_seen() -> None:
    [bar] = drawn(led("ada", at(3), Window(day(3), day(3) + timedelta(minutes=1))))
    assert bar.width == SEEN


def test_a_state_may_begin_and_end_with_the_calendar() -> None:
    begin, end = Window(FIRST, FIRST), Window(LAST, LAST)
    [piece] = pieces([led("ada", begin, end)])
    assert (piece.first, piece.last, piece.presence) == (FIRST, LAST, "certain")
    [row] = draw(lines([led("ada", begin, end)], str, str), FIRST, LAST, UTC_ZONE).groups[0].rows
    assert [(bar.unknown_start, bar.goes_on) for bar in row.bars] == [(False, False)]


def test_nothing_is_drawn_of_what_lies_outside() -> None:
    later = datetime(2021, 1, 1, tzinfo=UTC)
    assert drawn(led("ada", Window(later, later))) == []


@UNHURRIED
@given(st.lists(seats(people="a", posts="x"), min_size=1, max_size=4), st.lists(instants))
def test_pieces_say_what_the_answer_says(held: list[Seat], moments: list[datetime]) -> None:
    """At any moment: certain where the answer is certain, possible where it is only possible."""
    found = pieces(held)
    for moment in moments:
        [*here] = [
            piece
            for piece in found
            if (piece.first is None or piece.first <= moment)
            and (piece.last is None or moment < piece.last)
        ]
        answers = {run.presence for run in runs.runs(held, moment)}
        told = "certain" if "certain" in answers else "possible" if answers else None
        assert [piece.presence for piece in here] == ([told] if told else [])


@UNHURRIED
@given(st.lists(seats(people="a", posts="x"), min_size=1, max_size=4), instants, instants)
def test_bars_stand_in_order_within_the_plot(
    held: list[Seat], first: datetime, last: datetime
) -> None:
    first, last = min(first, last), max(first, last) + timedelta(days=1)
    found = bars(pieces(held), Scale(first, last, 100, 900))
    assert all(bar.x >= 100 and bar.end <= 900 and bar.width >= 0 for bar in found)
    assert all(one.end <= other.x for one, other in pairwise(found))
    assert all(0 <= height <= 1 for bar in found for height in (bar.opens, bar.closes))


@UNHURRIED
@given(
    st.lists(seats(people="abcdef", posts="xyz"), min_size=1, max_size=12),
    st.sampled_from(["all", "year", "month", "day"]),
    instants,
    st.sampled_from([WIDE, NARROW]),
)
def test_no_label_overlaps_another_or_leaves_the_drawing(
    held: list[Seat], zoom: Zoom, moment: datetime, form: Format
) -> None:
    found = _drawing(held, zoom, moment, form)
    centres = [(tick.x, len(tick.label) * TICK_GLYPH / 2) for tick in found.ticks]
    assert all(x - half >= 0 and x + half <= form.width for x, half in centres)
    assert all(one[0] + one[1] <= other[0] - other[1] for one, other in pairwise(centres))
    rows = [row for group in found.groups for row in group.rows]
    baselines = [group.y for group in found.groups] + [row.label_y for row in rows]
    assert all(other - one >= 13 for one, other in pairwise(sorted(baselines)))
    assert all(sum(map(width_of, row.label)) <= (form.beside or form.width) for row in rows)
    if not form.beside:  # there the bars have a line of their own, below the name
        assert all(row.y >= row.label_y + 4 for row in rows)
    assert all(row.y + BAR <= found.height for row in rows)
    for mark in found.marks:
        room = form.width - mark.label_x if mark.anchor == "start" else mark.label_x
        assert room >= len(mark.label) * TICK_GLYPH
    marked = [mark.y for mark in found.marks]
    assert all(other - one >= 12 for one, other in pairwise(marked))


def _drawing(held: list[Seat], zoom: Zoom, moment: datetime, form: Format = WIDE) -> Drawing:
    turns = [seat.start.latest for seat in held if seat.start.latest]
    first, last = visible_range(zoom, turns, moment, PACIFIC)
    found = lines(held, group=lambda seat: seat.title, label=lambda seat: f"{seat.person} " * 30)
    found = shown(found, moment, first, last)
    return draw(found, first, last, PACIFIC, form, {"as_of": moment, "pin": moment})


def test_rows_stand_by_group_and_long_names_are_cut() -> None:
    found = _drawing([led("ada", at(3)), led("bob", at(1), post="cto", title="CTO")], "all", day(5))
    assert [group.label for group in found.groups] == ["CTO", "CEO"]
    [row] = found.groups[1].rows
    assert row.label.endswith("…")
    assert "from 3 January 2020, 04:00, goes on" in row.title


def test_wide_letters_are_given_their_room_and_marks_upon_letters_none() -> None:
    def label(name: str) -> str:
        found = lines([led("ada", at(3))], lambda seat: "CEO", lambda seat: name)
        [row] = draw(found, JANUARY.first, JANUARY.last, UTC_ZONE).groups[0].rows
        return row.label

    assert label("阿" * 12) == "阿" * 12
    assert label("阿" * 13) == f"{'阿' * 12}…"
    assert label("a" * 25) == "a" * 25
    assert label("a" * 26) == f"{'a' * 24}…"
    assert label("e\u0301" * 25) == "e\u0301" * 25
    assert label("e\u0301" * 26) == f"{'e' + chr(0x301)}" * 24 + "…"


def test_a_disputed_tenure_is_told_in_words_too() -> None:
    found = lines([led("ada", at(3), disputed=True)], lambda seat: "CEO", lambda seat: "Ada")
    drawing = draw(found, JANUARY.first, JANUARY.last, UTC_ZONE)
    [row] = drawing.groups[0].rows
    assert row.label == "Ada, disputed"
    assert all(bar.disputed for bar in row.bars)


def test_of_many_rows_the_nearest_to_the_moment_are_drawn() -> None:
    held = [
        led(f"p{n}", Window(BEGIN + timedelta(days=n), BEGIN + timedelta(days=n)), at(1))
        for n in range(2 * MOST_ROWS)
    ]
    held.append(led("ada", Window(BEGIN - timedelta(days=9), BEGIN - timedelta(days=9))))
    found = lines(held, group=lambda seat: "CEO", label=lambda seat: seat.person)
    kept = shown(found, day(20), BEGIN - timedelta(days=30), day(30))
    assert len(kept) == MOST_ROWS
    assert kept[0].label == "ada"
    assert kept == [line for line in found if line in kept]


@pytest.mark.parametrize(
    ("zoom", "labels"),
    [
        (
            "day",
            ["17 Nov", "03:00", "06:00", "09:00", "12:00", "15:00", "18:00", "21:00", "18 Nov"],
        ),
        ("month", ["5 Nov", "12 Nov", "19 Nov", "26 Nov"]),
        ("year", ["Jan 2023", "Apr 2023", "Jul 2023", "Oct 2023", "Jan 2024"]),
        ("all", ["2016", "2018", "2020", "2022", "2024"]),
    ],
)
def test_ticks_are_round_moments_of_the_zone(zoom: Zoom, labels: list[str]) -> None:
    noon = datetime(2023, 11, 17, 20, tzinfo=UTC)
    first, last = visible_range(zoom, [BEGIN, noon], noon, PACIFIC)
    found = ticks(Scale(first, last, 234, 1072), PACIFIC, 92)
    assert [tick.label for tick in found] == labels


def test_a_day_of_a_clock_change_has_its_hours() -> None:
    fall = datetime(2023, 11, 5, 20, tzinfo=UTC)
    first, last = visible_range("day", [], fall, PACIFIC)
    assert last - first == timedelta(hours=25)
    found = ticks(Scale(first, last, 0, 1000), PACIFIC, 92)
    assert [tick.label for tick in found][:2] == ["5 Nov", "03:00"]
    assert found[1].x == 160.0  # 4 of 25 hours: the second comes twice


@UNHURRIED
@example(0, 3_652_058, "Asia/Tokyo")
@given(
    st.integers(0, 3_652_058),
    st.integers(0, 3_652_058),
    st.sampled_from(["America/Los_Angeles", "Asia/Tokyo"]),
)
def test_any_stretch_of_the_calendar_can_be_drawn(one: int, other: int, name: str) -> None:
    zone = ZoneInfo(name)
    calendar = datetime.min.replace(tzinfo=UTC)
    first, last = (calendar + timedelta(days=days) for days in sorted((one, other)))
    zooms: tuple[Zoom, ...] = ("all", "year", "month", "day")
    for zoom in zooms:
        begin, end = visible_range(zoom, [first, last], first, zone)
        assert begin < end
        assert len(ticks(Scale(begin, end, 0, 1000), zone, 92)) <= 13
