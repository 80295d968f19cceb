"""One of a set: [2018-01..2018-04], [2018,2019-03], [..2023-11-18], [2023-11-18..].

The members are split here, since the `edtf` package gives open ends no bounds, takes no ranges
of mixed precision and needs some fifty milliseconds for a set.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from events.when.errors import ACCEPTED, WhenError, quoted
from events.when.grammar import MAX_LENGTH
from events.when.refusals import refusal
from events.when.single import read_single
from events.when.spans import Span
from events.when.window import Window


@dataclass(frozen=True, slots=True)
class OneOf:
    """The closed members as pairs of spans (first, last), and the open ones at either end."""

    edtf: str
    ranges: Sequence[tuple[Span, Span]]
    open_to: Span | None
    open_from: Span | None

    @property
    def uncertain(self) -> bool:
        spans = [span for pair in self.ranges for span in pair]
        return any(span and span.uncertain for span in (*spans, self.open_to, self.open_from))

    def window(self, zone: ZoneInfo) -> Window:
        """From its earliest to its latest member; `latest` leaves the member open upwards out."""
        firsts, lasts = [], []
        for lower, upper in self.ranges:
            first, last = lower.window(zone).earliest, upper.window(zone).latest
            if first is None or last is None or first > last:
                raise WhenError(
                    "order", f"{quoted(self.edtf)}: {lower.edtf} is later than {upper.edtf}."
                )
            firsts.append(first)
            lasts.append(last)
        if self.open_to is not None and (latest := self.open_to.window(zone).latest):
            lasts.append(latest)
        if self.open_from is not None and (earliest := self.open_from.window(zone).earliest):
            firsts.append(earliest)
        return Window(None if self.open_to else min(firsts), max(lasts, default=None))


def read_set(text: str) -> OneOf:
    """The set that a text in square brackets names; raises WhenError for what is none."""
    if len(text) > MAX_LENGTH or not text.endswith("]"):
        raise refusal(text)
    members = [member.strip() for member in text[1:-1].split(",")]
    ranges: list[tuple[Span, Span]] = []
    open_to = open_from = None
    for index, member in enumerate(members):
        lower, dots, upper = member.partition("..")
        if not dots:
            span = _member(text, member)
            ranges.append((span, span))
        elif lower and upper:
            ranges.append((_member(text, lower), _member(text, upper)))
        elif upper and index == 0:
            open_to = _member(text, upper)
        elif lower and index == len(members) - 1:
            open_from = _member(text, lower)
        else:
            raise _misplaced(text)
    if len(members) == 1 and ".." not in text:
        raise WhenError("set", f"{quoted(text)} has one member: write it without brackets.")
    return OneOf(f"[{','.join(members)}]", ranges, open_to, open_from)


def _member(text: str, member: str) -> Span:
    timed = "T" in member
    try:
        return read_single(member)
    except WhenError as error:
        advice = ' For bounds with a time of day state {"earliest", "latest"}.' if timed else ""
        reason = f"{quoted(text)}, in {quoted(member)}:{advice} {error.reason}"
        raise WhenError(error.code, reason, error.accepted) from None


def _misplaced(text: str) -> WhenError:
    return WhenError(
        "set",
        f"{quoted(text)}: a set is open downwards only in its first member, upwards only in its "
        "last; open on both sides it is “unknown”.",
        ACCEPTED,
    )
