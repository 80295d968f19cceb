"""Why a text was refused, said so that the next attempt succeeds."""

import re
from typing import Final

from events.when.errors import ACCEPTED, WhenError, quoted
from events.when.grammar import MAX_LENGTH, parse
from events.when.other_dates import instead
from events.when.plain import year_error

_DATE_LIKE: Final = re.compile(r"[0-9X]{4}(-[0-9X]{2}){0,2}[?~%]?")
_INTERVAL: Final = re.compile(r"(\.\.|[0-9X]{4}[^/\[{]*)?/(\.\.|[0-9XPY-][^/]*)?")
_LONG_YEAR: Final = re.compile(r"-[0-9]{4}.*|Y-?[0-9].*|[+-]?[0-9]{5,}(-[0-9]{2}){0,2}")
_TIME: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9].*")
NO_TIME_OF_DAY: Final = re.compile(
    r"[0-9-]{10}T(?:(?:2[4-9]|[3-9][0-9]):[0-9]{2}|[0-9]{2}:(?:[0-9]{2}:)?[6-9][0-9])"
)
_QUALIFIED_TIME: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.,Z+-]+[?~%]")
_SIGNIFICANT_DIGITS: Final = re.compile(r"[?~%]?[0-9]{4}S[0-9].*")


def refusal(text: str) -> WhenError:
    """The error for a text that no reader took."""
    if not text:
        return WhenError("empty", "An empty text says no time.", ACCEPTED)
    if len(text) > MAX_LENGTH:
        return WhenError("too_long", f"A time has at most {MAX_LENGTH} characters.", ACCEPTED)
    if meant := instead(text, "day", "month"):
        return _unreadable(text, meant)
    if _INTERVAL.fullmatch(text) and text != "/":
        return _interval(text)
    if text.startswith("{"):
        return WhenError(
            "all_of",
            f"{quoted(text)} is a set of several times, and an event happens once: write one of "
            f"a set in square brackets, [{text.strip('{}')}], or record several events.",
            ACCEPTED,
        )
    if _LONG_YEAR.fullmatch(text):
        return year_error(text)
    if _QUALIFIED_TIME.fullmatch(text):
        return WhenError(
            "qualified_time",
            f"{quoted(text)}: only dates take a qualifier; for about a time of day, state "
            '{"earliest", "latest", "text"}.',
            ACCEPTED,
        )
    if _TIME.fullmatch(text):
        return WhenError(
            "date_time", f"{quoted(text)} is no date-time: {_clock_hint(text)}", ACCEPTED
        )
    if advice := _advice_of_level_2(text):
        return WhenError("edtf_level", f"{quoted(text)} is not accepted. {advice}", ACCEPTED)
    return _unreadable(text)


def _unreadable(text: str, instead: str = "") -> WhenError:
    reason = f"{quoted(text)} is no time that can be read{instead}."
    return WhenError("unreadable", reason, ACCEPTED)


def _advice_of_level_2(text: str) -> str:
    if _SIGNIFICANT_DIGITS.fullmatch(text):
        return "Significant digits are not accepted: mask what is not known."
    # The class is that of the edtf package; other seasons than 21 to 24 are refused as such before.
    if type(parse(text)).__name__ == "PartialUncertainOrApproximate":
        return 'A qualifier stands at the end, for the whole date: "2018~".'
    return ""


def _interval(text: str) -> WhenError:
    lower, _, upper = (part.strip() for part in text.partition("/"))
    ends = ["" if end == ".." else end for end in (lower, upper)]
    if any(ends) and all(not end or _DATE_LIKE.fullmatch(end) for end in ends):
        instead = f"write [a..b], here {quoted('[' + '..'.join(ends) + ']')}"
    else:
        instead = 'write [a..b] with dates, or {"earliest", "latest"} with times of day'
    return WhenError(
        "interval",
        f"{quoted(text)} is an interval, and an event happens once: for some time between the "
        f"two {instead}.",
        ACCEPTED,
    )


def _clock_hint(text: str) -> str:
    if text[10] != "T":
        return 'put "T" between date and time.'
    if text[11:13] == "24":
        return "24:00 is 00:00 of the next day."
    if text[16:19] == ":60":
        return "leap seconds are not counted, write :59."
    if NO_TIME_OF_DAY.match(text):
        return "hours go from 00 to 23, minutes and seconds to 59."
    return (
        "it is YYYY-MM-DDThh:mm, with :ss and up to six decimals if known, then Z or an offset "
        "of at most 14 hours such as +08:00."
    )
