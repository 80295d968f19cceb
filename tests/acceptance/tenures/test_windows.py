"""States are half-open, certain or possible; a date means the end of its day."""

from tests.acceptance.desk import CERTAIN, CITATION, NOBODY, POSSIBLE, Desk


def test_in_at_the_instant_of_the_appointment_out_at_that_of_the_removal(desk: Desk) -> None:
    desk.appointed("ada", "2020-03-02T09:00:00Z")
    desk.departed("ada", "2021-03-02T09:00:00Z")
    assert desk.board("2020-03-02T08:59:59.999999Z") == NOBODY
    assert desk.board("2020-03-02T09:00:00Z") == CERTAIN
    assert desk.board("2021-03-02T08:59:59.999999Z") == CERTAIN
    assert desk.board("2021-03-02T09:00:00Z") == NOBODY


def test_certain_when_the_start_window_is_over_and_the_end_window_has_not_begun(
    desk: Desk,
) -> None:
    desk.appointed("ada", "2020-03")
    desk.departed("ada", "2021")
    assert desk.board("2020-02-29") == NOBODY
    assert desk.board("2020-03-01T00:00:00Z") == POSSIBLE
    assert desk.board("2020-03-31T23:59:59.999998Z") == POSSIBLE
    assert desk.board("2020-03-31T23:59:59.999999Z") == CERTAIN
    assert desk.board("2020-12-31T23:59:59.999999Z") == CERTAIN
    assert desk.board("2021-01-01T00:00:00Z") == POSSIBLE
    assert desk.board("2021-12-31T23:59:59.999998Z") == POSSIBLE
    assert desk.board("2021-12-31T23:59:59.999999Z") == NOBODY


def test_a_date_means_the_end_of_that_day(desk: Desk) -> None:
    desk.appointed("ada", "2020-03-02")
    desk.departed("ada", "2020-03-04")
    days = {day: desk.board(f"2020-03-0{day}") for day in range(1, 6)}
    assert days == {1: NOBODY, 2: CERTAIN, 3: CERTAIN, 4: NOBODY, 5: NOBODY}


def test_the_future_may_be_recorded_and_asked_for(desk: Desk) -> None:
    desk.appointed("ada", "2090-01-01")
    assert desk.board() == NOBODY
    assert desk.board("2090-01-01") == CERTAIN


def test_the_board_of_a_day_that_begins_and_ends_a_tenure(desk: Desk) -> None:
    desk.appointed("ada", "2020-03-03")
    desk.departed("ada", "2020-03-03")
    assert len(desk.career("ada")) == 1
    assert desk.board("2020-03-02") == NOBODY
    assert desk.board("2020-03-03T12:00:00Z") == POSSIBLE
    assert desk.board("2020-03-03") == NOBODY


def test_unknown_ends_with_the_day_of_publication(desk: Desk) -> None:
    """`unknown` reaches to the end of the day on which its first citation was published."""
    desk.appointed("ada", "2010-01-01")
    cited = [{**CITATION, "published": "2015-05-05"}]
    desk.departed("ada", "unknown", citations=cited)
    assert desk.board("2011-01-01") == POSSIBLE
    assert desk.board("2015-05-05T23:00:00Z") == POSSIBLE
    assert desk.board("2015-05-05") == NOBODY
