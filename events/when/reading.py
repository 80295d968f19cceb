"""A text read in a zone, with its open ends still open."""

from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

from events.when.clock import read_clock
from events.when.sets import read_set
from events.when.single import read_single
from events.when.window import Window


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says by itself.

    `open_upwards` says that its latest moment is for the source to limit; `window.latest` is
    then that of its closed members, and `open_from` the window from which it is open.
    """

    edtf: str | None
    precision: str
    window: Window
    uncertain: bool = False
    open_upwards: bool = False
    open_from: Window | None = None


# A log names the same days over and over, and is read again with every rebuild.
@lru_cache(maxsize=16_384)
def read_text(text: str, zone: ZoneInfo) -> Reading:
    """What `occurred` or `published` says, without white space around it. Raises WhenError."""
    clock = read_clock(text)
    if clock is not None:
        return Reading(clock.edtf, clock.precision, clock.window(zone))
    if text == "unknown":
        return Reading(None, "unknown", Window(None, None), open_upwards=True)
    if text.startswith("["):
        one_of = read_set(text)
        open_from = one_of.open_from
        return Reading(
            one_of.edtf,
            "interval",
            one_of.window(zone),
            one_of.uncertain,
            open_from is not None,
            open_from.window(zone) if open_from is not None else None,
        )
    span = read_single(text)
    return Reading(span.edtf, span.precision, span.window(zone), span.uncertain)
