"""Dates with masked digits: 201X, 2018-XX, 156X-12-25."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from itertools import product
from typing import Any

from events.when.errors import no_such_date
from events.when.grammar import parse
from events.when.plain import year_error
from events.when.spans import Span, first_day, last_day, month_of


@lru_cache(maxsize=4096)
def read_masked(text: str) -> Span | None:
    """From the first to the last day that fits the mask; None if the text is no masked date."""
    if "X" not in text:
        return None
    parsed: Any = parse(text)
    if type(parsed).__name__ not in ("Unspecified", "PartialUnspecified"):
        return None
    if parsed.year.startswith("-"):
        raise year_error(text)
    years = [year for year in _numbers(parsed.year) if year > 0]
    months = [month for month in _numbers(parsed.month or "XX") if 1 <= month <= 12]
    days = [day for day in _numbers(parsed.day or "XX") if 1 <= day <= 31]
    first = _first_date(years, months, days)
    last = _first_date(years[::-1], months[::-1], days[::-1])
    if first is None or last is None:
        raise no_such_date(text)
    qualifier = text[-1]
    return Span(text, _precision(first, last), first, last, qualifier in "?%", qualifier in "~%")


def _numbers(mask: str) -> Sequence[int]:
    choices = ["0123456789" if digit == "X" else digit for digit in mask]
    return [int("".join(digits)) for digits in product(*choices)]


def _first_date(years: Iterable[int], months: Sequence[int], days: Sequence[int]) -> date | None:
    for year, month, day in product(years, months, days):
        if day <= last_day(year * 12 + month - 1).day:
            return date(year, month, day)
    return None


def _precision(first: date, last: date) -> str:
    """What the whole mask amounts to: 2018-XX is a year, 201X a decade, 1XXX an interval."""
    if first == last:
        return "day"
    start, end = month_of(first), month_of(last)
    if first != first_day(start) or last != last_day(end):
        return "interval"
    if start == end:
        return "month"
    # There is no year 0, so the first decade and century are one year short.
    sizes = {12: "year", 120: "decade", 1200: "century"}
    begin = 0 if start == 12 and end + 1 in (120, 1200) else start
    return sizes.get(end + 1 - begin, "interval")
