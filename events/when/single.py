"""One date, whichever way it is written."""

from events.when.grammar import MAX_LENGTH
from events.when.masked import read_masked
from events.when.plain import read_plain
from events.when.refusals import refusal
from events.when.spans import Span


def read_single(text: str) -> Span:
    # What masks were read is remembered, and a long text is none: it would only be kept.
    span = (read_plain(text) or read_masked(text)) if len(text) <= MAX_LENGTH else None
    if span is None:
        raise refusal(text)
    return span
