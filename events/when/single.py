"""One date, whichever way it is written."""

from events.when.masked import read_masked
from events.when.plain import read_plain
from events.when.refusals import refusal
from events.when.spans import Span


def read_single(text: str) -> Span:
    span = read_plain(text) or read_masked(text)
    if span is None:
        raise refusal(text)
    return span
