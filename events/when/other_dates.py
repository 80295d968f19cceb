"""Dates as others write them, told as they are written here: 20140510, 10.05.2014, 10 May 2014.

They are refused all the same: which of two numbers is the month is not for us to say.
"""

import re
from calendar import month_abbr, month_name
from collections.abc import Iterator
from typing import Final

from events.when.errors import WhenError
from events.when.plain import read_plain

_YEAR_FIRST: Final = (
    re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})?"),
    re.compile(
        r"(?P<year>[0-9]{4})(?P<dash>[-/.])(?P<month>[0-9]{1,2})(?:(?P=dash)(?P<day>[0-9]{1,2}))?"
    ),
)
_DAY_FIRST: Final = re.compile(
    r"(?:(?P<day>[0-9]{1,2})(?P<dash>-|/|\. ?))?(?P<month>[0-9]{1,2})(?(dash)(?P=dash)|[-/.])"
    r"(?P<year>[0-9]{4})"
)
_NAMED: Final = (
    re.compile(
        r"(?:(?P<day>[0-9]{1,2})(?:st|nd|rd|th|\.)?[ -])?(?P<month>[a-z]+)\.?[ -](?P<year>[0-9]{4})"
    ),
    re.compile(r"(?P<month>[a-z]+)\.? (?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,? (?P<year>[0-9]{4})"),
)
_MONTHS: Final = {
    name.lower(): f"{number:02}"
    for names in (month_name, month_abbr, ["", *[""] * 8, "Sept"])
    for number, name in enumerate(names)
    if name
}


def instead(text: str, *precisions: str) -> str:
    """ ": write 2014-05", behind the refusal of what seems to be a date, of such a precision."""
    date, qualifier = (text[:-1], text[-1]) if text.endswith(("?", "~", "%")) else (text, "")
    dates = [found for found in _dates(date.lower()) if _precision(found) in precisions]
    if not dates:
        return ""
    first, *others = (found + qualifier for found in dict.fromkeys(dates))
    return f": write {first}" + "".join(
        f", or {other} if the month comes first" for other in others
    )


def _dates(text: str) -> Iterator[str]:
    """What the text can mean, as it would be written here, whether or not there is such a date."""
    for pattern in _YEAR_FIRST:
        if match := pattern.fullmatch(text):
            yield _written(match["year"], match["month"], match["day"])
    if match := _DAY_FIRST.fullmatch(text):
        year, month, day = match["year"], match["month"], match["day"]
        yield _written(year, month, day)
        if day:
            yield _written(year, day, month)
    for pattern in _NAMED:
        if (match := pattern.fullmatch(text)) and (number := _MONTHS.get(match["month"])):
            yield _written(match["year"], number, match["day"])


def _written(year: str, month: str, day: str | None) -> str:
    return "-".join([year, *(part.zfill(2) for part in (month, day) if part)])


def _precision(date: str) -> str:
    try:
        span = read_plain(date)
    except WhenError:
        return ""
    return span.precision if span else ""
