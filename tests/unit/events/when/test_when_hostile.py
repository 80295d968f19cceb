"""Whatever stands where a time belongs: it is read, or refused as documented, at once."""

import gc
import tracemalloc
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.when import WhenError, read_as_of, read_known_at, read_occurred
from tests.processor_time import at_most
from tests.unit.events.when.test_when_properties import NOW

MOST_SECONDS = 2.0
# What dates are made of, and what else is taken for it.
PIECES = st.sampled_from(
    [
        *("2023", "-", "11", "17", "T", ":", "Z", "+00:00", "~", "?", "%", "X", "[", "]", "{", "}"),
        *(
            "..",
            ",",
            "/",
            "unknown",
            " ",
            "\0",
            "\ud800",
            "２０",
            "٣",
            "−",
            "\u202e",
            "Y",
            "E",
            "S2",
        ),
        *("0000", "9999", "10000", "-0001", "24:00", "60", "W01", "99999999999999999999"),
    ]
)
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(PIECES, max_size=14).map("".join),
    st.lists(PIECES, min_size=1, max_size=3).map(lambda found: "".join(found) * 500),
)
VALUES = st.recursive(
    st.one_of(TEXTS, st.none(), st.booleans(), st.integers(), st.floats()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.sampled_from(["earliest", "latest", "text", "timezone", "odd"]), inner, max_size=5
        ),
    ),
    max_leaves=8,
)


def read(value: Any, timezone: str = "UTC") -> None:
    refused = refusal(
        partial(read_occurred, value, timezone=timezone, published=None, recorded_at=NOW)
    )
    if refused:
        assert refused.code
        assert 0 < len(refused.detail) < 1000, "the error repeats what was sent, however long"


def refusal(reading: Callable[[], object]) -> WhenError | None:
    try:
        reading()
    except WhenError as error:
        return error
    return None


@given(VALUES, st.sampled_from(["UTC", "America/St_Johns", "Pacific/Apia"]))
@settings(max_examples=150, deadline=None)
def test_occurred(value: Any, timezone: str) -> None:
    with at_most(MOST_SECONDS):
        read(value, timezone)


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_questions(text: str) -> None:
    for question in (read_as_of, read_known_at):
        with at_most(MOST_SECONDS):
            refused = refusal(partial(question, text, timezone="UTC", now=NOW))
        assert refused is None or len(refused.detail) < 1000


@pytest.mark.parametrize(
    "value",
    [
        *(
            "[" * 100_000,
            "[" + "2018," * 50_000 + "2019]",
            "20" + "X" * 100_000,
            "2018" + "~" * 9_999,
        ),
        *(
            "1" * 100_000,
            "-" * 100_000,
            "2018-" * 50_000,
            "9" * 100_000,
            "[" + "201X," * 2_000 + "1]",
        ),
        *("2023-11-17T" + "0" * 100_000, "unknown" * 20_000, " " * 100_000, "\0" * 100_000),
    ],
    ids=lambda value: f"{value[:6]!r} {len(value)}",
)
def test_large_ones_are_refused_at_once(value: str) -> None:
    with at_most(MOST_SECONDS):
        read(value)
        for question in (read_as_of, read_known_at):
            with pytest.raises(WhenError):
                question(value, timezone="UTC", now=NOW)
        read({"earliest": value, "latest": value})


def test_long_ones_are_not_kept() -> None:
    read("soon")  # what is imported with the first is kept
    tracemalloc.start()
    try:
        for number in range(50):
            read(f"{number}" + "X" * 100_000)
        gc.collect()
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < 1_000_000


@pytest.mark.parametrize(
    "text", ["0001", "0001-01-01", "9999", "9999-12-31", "[..0001]", "[9999..]"]
)
def test_first_and_last_year(text: str) -> None:
    for zone in ("UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"):
        read(text, zone)
