"""The object form: {"earliest", "latest", "text", "timezone"}, with bounds of its own."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from events.when.clock import read_clock
from events.when.errors import DATES, WhenError, accepting, quoted
from events.when.plain import read_plain
from events.when.refusals import refusal
from events.when.window import Window
from events.when.zones import zone_named

P = ParamSpec("P")
T = TypeVar("T")

KEYS: Final = ("earliest", "latest", "text", "timezone")
ACCEPTED_BOUNDS: Final = accepting(*DATES)


@dataclass(frozen=True, slots=True)
class Bounds:
    text: str
    edtf: str | None
    timezone: str
    window: Window
    open_from: Window | None
    """The window from which it is open upwards, where `latest` is null."""


def read_bounds(value: Mapping[str, Any], timezone: str) -> Bounds:
    """A bound is a date-time or a plain date, which counts whole on either side.

    A null `earliest` reaches back without limit; a null `latest` is open as `[2023-11-18..]` is.
    """
    faults = list(_unknown_keys(value))
    zone = _noting(faults, _zone, value, timezone) or ZoneInfo("UTC")
    earliest, latest = value.get("earliest"), value.get("latest")
    if earliest is None and latest is None:
        detail = 'State "earliest" or "latest" or both; else write “unknown”.'
        faults.append(WhenError("no_bounds", detail))
    lower = _noting(faults, _bound, "earliest", earliest, zone)
    upper = _noting(faults, _bound, "latest", latest, zone)
    text = _noting(faults, _text, value)
    if faults or text is None:
        first, *others = faults
        raise WhenError(
            first.code, first.reason, first.accepted, pointer=first.pointer, others=others
        )
    window = Window(
        lower[0].earliest if lower else None,
        upper[0].latest if upper else None,
    )
    if window.earliest and window.latest and window.earliest > window.latest:
        raise WhenError(
            "order", f"{quoted(latest)} is before {quoted(earliest)}.", pointer="/latest"
        )
    edtf = None
    if (not lower or lower[1]) and (not upper or upper[1]):
        edtf = earliest if earliest == latest else f"[{earliest or ''}..{latest or ''}]"
    open_from = lower[0] if lower and not upper else None
    return Bounds(text, edtf, zone.key, window, open_from)


def _noting(
    faults: list[WhenError], read: Callable[P, T], *said: P.args, **named: P.kwargs
) -> T | None:
    """What is read; what cannot be is noted."""
    try:
        return read(*said, **named)
    except WhenError as fault:
        faults.append(fault)
        return None


def _unknown_keys(value: Mapping[str, Any]) -> Iterator[WhenError]:
    for key in value:
        if key not in KEYS:
            pointer = "/" + str(key).replace("~", "~0").replace("/", "~1")
            reason = f"{quoted(key)} is no field of a time; they are {', '.join(KEYS)}."
            yield WhenError("unknown_field", reason, pointer=pointer)


def _zone(value: Mapping[str, Any], outside: str) -> ZoneInfo:
    """The object's own, else that from outside, which is no fault of the object."""
    own = value.get("timezone")
    if own is None:
        return zone_named(outside)
    try:
        return zone_named(own)
    except WhenError as error:
        raise error.at("/timezone") from None


def _bound(key: str, value: object, zone: ZoneInfo) -> tuple[Window, bool] | None:
    """The window of one bound, and whether EDTF can say it."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise WhenError("type", f"A bound is a text or null, not {value!r:.60}.", pointer=f"/{key}")
    text = value.strip()
    try:
        if (clock := read_clock(text)) is not None:
            return clock.window(zone), False
        span = read_plain(text)
        if span is None:
            raise refusal(text)
        if span.uncertain or span.approximate:
            raise WhenError("qualified_bound", f"A bound has no qualifier: {quoted(text[:-1])}.")
        return span.window(zone), text == value
    except WhenError as error:
        told = error.where(ACCEPTED_BOUNDS) if error.accepted else error
        raise told.at(f"/{key}") from None


def _text(value: Mapping[str, Any]) -> str:
    text = value.get("text")
    if text is None:
        return f"{value.get('earliest') or ''}..{value.get('latest') or ''}"
    if not isinstance(text, str) or not text.strip():
        raise WhenError("type", "The text is what the source says, or null.", pointer="/text")
    return text
