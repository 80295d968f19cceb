from datetime import UTC, datetime

import pytest

from events.when import Window


def window(first: int | None, last: int | None) -> Window:
    earliest, latest = (
        None if day is None else datetime(2023, 11, day, tzinfo=UTC) for day in (first, last)
    )
    return Window(earliest, latest)


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        (window(1, 3), window(3, 5), True),  # both ends are inclusive
        (window(1, 3), window(4, 5), False),
        (window(1, 9), window(4, 5), True),
        (window(None, 3), window(4, None), False),
        (window(None, 4), window(4, None), True),
        (window(None, None), window(4, 5), True),
        (window(None, 3), window(None, 1), True),
    ],
)
def test_windows_overlap(one: Window, other: Window, overlap: bool) -> None:
    assert one.overlaps(other) is other.overlaps(one) is overlap


@pytest.mark.parametrize(
    ("wide", "narrow", "covers"),
    [
        (window(1, 5), window(1, 5), True),
        (window(1, 5), window(2, 6), False),
        (window(1, 5), window(None, 3), False),
        (window(1, 5), window(3, None), False),
        (window(None, 5), window(None, 5), True),
        (window(None, None), window(None, 5), True),
        (window(None, 5), window(None, None), False),
    ],
)
def test_a_window_covers_another(wide: Window, narrow: Window, covers: bool) -> None:
    assert wide.covers(narrow) is covers
