"""Years, months, seasons and days, with their qualifiers: the dates nearly everything has.

These are read without the `edtf` package, which takes about ten milliseconds for each.
"""

import re
from datetime import date
from typing import Final

from events.when.errors import ACCEPTED, WhenError, no_such_date, quoted
from events.when.spans import Span, first_day, last_day

PLAIN: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([?~%])?")
SEASONS: Final = range(21, 25)


def read_plain(text: str) -> Span | None:
    """The span of a plain date; None if the text has not the shape of one."""
    match = PLAIN.fullmatch(text)
    if match is None:
        return None
    year, month, day, qualifier = match.groups()
    if year == "0000":
        raise year_error(text)
    precision, first, last = _days(text, int(year), month, day)
    return Span(text, precision, first, last, qualifier in ("?", "%"), qualifier in ("~", "%"))


def _days(text: str, year: int, month: str | None, day: str | None) -> tuple[str, date, date]:
    if month is None:
        return "year", date(year, 1, 1), date(year, 12, 31)
    number = int(month)
    if day is not None:
        try:
            only = date(year, number, int(day))
        except ValueError:
            raise no_such_date(text) from None
        return "day", only, only
    if number in SEASONS:
        return "season", *_season(year, number)
    if not 1 <= number <= 12:
        raise WhenError(
            "no_such_date",
            f"{quoted(text)}: there is no month {month}, and the seasons are 21 to 24 "
            "(March–May, June–August, September–November, December–February).",
            ACCEPTED,
        )
    return "month", date(year, number, 1), last_day(year * 12 + number - 1)


def _season(year: int, number: int) -> tuple[date, date]:
    """Three months from March, June, September or December of the year.

    Winter (24) begins in the December of the year stated and ends with the February of the
    next, so that the four seasons of a year follow one another in the order of their numbers.
    """
    month = year * 12 + 2 + 3 * (number - 21)
    return first_day(month), last_day(month + 2)


def year_error(text: str) -> WhenError:
    reason = f"{quoted(text)}: only the years 0001 to 9999 are accepted."
    return WhenError("year_range", reason, ACCEPTED)
