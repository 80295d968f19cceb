"""How a typed time is shown to be understood."""

from datetime import UTC, datetime

import pytest

from events.when import WhenError
from newsroom.desk.form.understood import Understood, understand

NOW = datetime(2023, 11, 20, 12, tzinfo=UTC)
ZONE = "America/Los_Angeles"


def told(text: str, published: str | None = None) -> Understood:
    found = understand({"occurred": text}, ZONE, published, NOW)
    assert isinstance(found, Understood)
    return found


@pytest.mark.parametrize(
    ("text", "words", "sure"),
    [
        (
            "2023-11-17T12:19:30-08:00",
            "17 November 2023, 12:19:30",
            "Certain from 17 November 2023, 12:19:30 on",
        ),
        (
            "2023-11-17T12:19",
            "17 November 2023, 12:19",
            "Possible within 17 November 2023, 12:19, certain once that is over",
        ),
        (
            "2023-11-17",
            "17 November 2023",
            "Possible from 17 November 2023, 00:00 on, certain from 17 November 2023, 23:59 on",
        ),
    ],
)
def test_in_words_with_what_is_certain_and_possible(text: str, words: str, sure: str) -> None:
    found = told(text)
    assert (found.words, found.sure, found.zone) == (words, sure, ZONE)


def test_an_unknown_time_ends_with_its_source() -> None:
    found = told("unknown", "2023-11-18")
    assert found.earliest is None
    assert found.sure == "Possible at any time, certain from 18 November 2023, 23:59 on"


def test_bounds_of_ones_own() -> None:
    found = told('{"earliest": "2023-11-16", "latest": "2023-11-17", "text": "Thursday night"}')
    assert found.words == "16 to 17 November 2023"


def test_what_is_still_to_come_is_said() -> None:
    assert told("2024-01-01").future == "This is in the future"
    assert told("2023-11").future == "Part of this is still in the future"
    assert told("2023-11-17").future == ""


def test_nothing_typed_is_nothing_and_what_cannot_be_read_says_what_can() -> None:
    assert understand({"occurred": "  "}, ZONE, None, NOW) is None
    refused = understand({"occurred": "last Thursday"}, ZONE, None, NOW)
    assert isinstance(refused, WhenError)
    assert "Accepted:" in refused.detail
