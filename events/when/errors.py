"""The one error of fuzzy time, and what would be accepted."""

from collections.abc import Sequence
from typing import Final

DATES: Final = (
    'a date-time with offset ("2023-11-17T12:00:00-08:00")',
    'a date or local date-time ("2023-11-17", "2023-11-17T12:00")',
    'a month, season or year ("2023-11", "2018-22", "2018")',
)
TEXTS: Final = (
    *DATES,
    'dates with "~", "?" or "%" after them ("2018~")',
    'masked digits ("201X")',
    'one of a set ("[2018-01..2018-04]", "[..2023-11-18]")',
    '"unknown"',
)
AS_OBJECT: Final = 'an object {"earliest", "latest", "text", "timezone"}'
LONGEST_QUOTE: Final = 60


def accepting(*forms: str) -> str:
    """The sentence that says what would be accepted."""
    *others, last = forms
    return f"Accepted: {'; '.join([*others, f'or {last}'])}."


ACCEPTED: Final = accepting(*TEXTS, AS_OBJECT)
ACCEPTED_TEXTS: Final = accepting(*TEXTS)


class WhenError(ValueError):
    """A time that was refused.

    `code` is for programs, `detail` for people, `pointer` is a JSON pointer relative to the
    value that was read ("" for the value itself, "/earliest" for a member of the object form).
    `detail` is the `reason` and what would be `accepted`; who takes other forms words the latter.
    Of the object form `every` has what else is wrong with it, this first.
    """

    def __init__(
        self,
        code: str,
        reason: str,
        accepted: str = "",
        *,
        pointer: str = "",
        others: "Sequence[WhenError]" = (),
    ) -> None:
        self.code = code
        self.reason = reason
        self.accepted = accepted
        self.pointer = pointer
        self.others = tuple(others)
        super().__init__(self.detail)

    @property
    def detail(self) -> str:
        return f"{self.reason} {self.accepted}".strip()

    @property
    def every(self) -> "tuple[WhenError, ...]":
        return (self, *self.others)

    def at(self, pointer: str) -> "WhenError":
        """The same refusal, found deeper: `pointer` is put before its own."""
        return self._copy(self.accepted, pointer)

    def where(self, accepted: str) -> "WhenError":
        """The same refusal where other forms are accepted."""
        return self._copy(accepted)

    def _copy(self, accepted: str, deeper: str = "") -> "WhenError":
        others = [other.at(deeper) for other in self.others]
        place = deeper + self.pointer
        return WhenError(self.code, self.reason, accepted, pointer=place, others=others)


def quoted(value: object) -> str:
    """`value` for an error message: in quotes, and never longer than a line."""
    text = str(value)
    shown = text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"
    return f"“{shown}”"


def no_such_date(text: str) -> WhenError:
    return WhenError("no_such_date", f"There is no date {quoted(text)} in the calendar.", ACCEPTED)
