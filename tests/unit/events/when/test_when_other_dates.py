"""Dates as others write them are refused with how they are written here."""

from datetime import UTC, datetime

import pytest

from events.when import WhenError, read_as_of, read_occurred

NOW = datetime(2026, 11, 30, tzinfo=UTC)


def refused(text: str) -> WhenError:
    with pytest.raises(WhenError) as caught:
        read_occurred(text, timezone="UTC", published=None, recorded_at=NOW)
    return caught.value


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("20140510", "write 2014-05-10."),
        ("201405", "write 2014-05."),
        ("20140510~", "write 2014-05-10~."),
        ("201405?", "write 2014-05?."),
        ("201405%", "write 2014-05%."),
        ("March 2014", "write 2014-03."),
        ("2014-5-1", "write 2014-05-01."),
        ("2014-5", "write 2014-05."),
        ("2014.05.10", "write 2014-05-10."),
        ("2014/05/10", "write 2014-05-10."),
        ("2014/05", "write 2014-05."),
        ("13.05.2014", "write 2014-05-13."),
        ("13. 5. 2014", "write 2014-05-13."),
        ("11/17/2023", "write 2023-11-17."),
        ("17-11-2023", "write 2023-11-17."),
        ("05.2014", "write 2014-05."),
        ("5/2014", "write 2014-05."),
        ("10.05.2014", "write 2014-05-10, or 2014-10-05 if the month comes first."),
        ("10/05/2014", "write 2014-05-10, or 2014-10-05 if the month comes first."),
        ("05.05.2014", "write 2014-05-05."),
        ("May 2014", "write 2014-05."),
        ("10 May 2014", "write 2014-05-10."),
        ("10. May 2014", "write 2014-05-10."),
        ("May 10, 2014", "write 2014-05-10."),
        ("may 10th, 2014", "write 2014-05-10."),
        ("Sept. 1st 2014", "write 2014-09-01."),
        ("10-Nov-2014", "write 2014-11-10."),
    ],
)
def test_told_how_it_is_written_here(text: str, instead: str) -> None:
    error = refused(text)
    assert error.code == "unreadable"
    assert error.reason == f"“{text}” is no time that can be read: {instead}"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("20141350", "year_range"),
        ("201413", "year_range"),
        ("201421", "year_range"),
        ("12345", "year_range"),
        ("1234567", "year_range"),
        ("00000510", "year_range"),
        ("31.02.2014", "unreadable"),
        ("1.2.14", "unreadable"),
        ("13.13.2014", "unreadable"),
        ("3 fall 2014", "unreadable"),
        ("10 March May 2014", "unreadable"),
        ("10 May", "unreadable"),
        ("2014-05/06", "interval"),
        ("2014/2015", "interval"),
        ("2014.2015", "unreadable"),
        ("20140510T1200Z", "unreadable"),
    ],
)
def test_what_is_no_date_is_told_nothing_instead(text: str, code: str) -> None:
    error = refused(text)
    assert error.code == code
    assert ": write" not in error.reason


@pytest.mark.parametrize(
    ("text", "instead"),
    [("20140510", ": write 2014-05-10."), ("10 May 2014", ": write 2014-05-10."), ("201405", ".")],
)
def test_a_question_takes_days_only(text: str, instead: str) -> None:
    with pytest.raises(WhenError) as caught:
        read_as_of(text, timezone="UTC", now=NOW)
    assert caught.value.reason == f"“{text}” is no moment{instead}"


def test_a_member_of_a_set_is_told_too() -> None:
    assert "write 2014-05-10." in refused("[20140510,2014-06]").reason
