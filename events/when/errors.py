"""The one error of fuzzy time, and the sentence that says what would be accepted."""

from collections.abc import Sequence
from typing import Final

AS_OBJECT: Final = 'an object {"earliest", "latest", "text", "timezone"}'
ACCEPTED: Final = (
    'Accepted: a date-time with offset ("2023-11-17T12:00:00-08:00"); a date or local date-time '
    '("2023-11-17", "2023-11-17T12:00"); a month, season or year ("2023-11", "2018-22", "2018"); '
    'dates with "~", "?" or "%" after them ("2018~"); masked digits ("201X"); one of a set '
    '("[2018-01..2018-04]", "[..2023-11-18]"); "unknown"; '
    f"or {AS_OBJECT}."
)
LONGEST_QUOTE: Final = 60


class WhenError(ValueError):
    """A time that was refused.

    `code` is for programs, `detail` for people, `pointer` is a JSON pointer relative to the
    value that was read ("" for the value itself, "/earliest" for a member of the object form).
    Of the object form `every` has what else is wrong with it, this first.
    """

    def __init__(
        self, code: str, detail: str, pointer: str = "", others: "Sequence[WhenError]" = ()
    ) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.pointer = pointer
        self.others = tuple(others)

    @property
    def every(self) -> "tuple[WhenError, ...]":
        return (self, *self.others)

    def at(self, pointer: str) -> "WhenError":
        """The same refusal, found deeper: `pointer` is put before its own."""
        others = [other.at(pointer) for other in self.others]
        return WhenError(self.code, self.detail, pointer + self.pointer, others)


def quoted(value: object) -> str:
    """`value` for an error message: in quotes, and never longer than a line."""
    text = str(value)
    shown = text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"
    return f"“{shown}”"


def no_such_date(text: str) -> WhenError:
    return WhenError("no_such_date", f"There is no date {quoted(text)} in the calendar. {ACCEPTED}")
