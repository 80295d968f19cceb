"""Time zones by name, and the instants at which a zone's clocks show a given local time."""

from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from events.when.errors import WhenError, quoted

MICROSECOND: Final = timedelta(microseconds=1)
SECOND: Final = timedelta(seconds=1)
# They are files of the zone database, but name no zone that means the same everywhere.
NO_ZONES: Final = frozenset({"Factory", "localtime", "posixrules"})


def check_timezone(name: str) -> str:
    """`name` if it is an IANA time zone, else WhenError with what is accepted."""
    zone_named(name)
    return name


def zone_named(name: str) -> ZoneInfo:
    if not isinstance(name, str):
        raise WhenError("timezone", f"A time zone is a name, not {type(name).__name__}. {_ADVICE}")
    return _zone(name)


_ADVICE: Final = 'Accepted: an IANA name such as "America/Los_Angeles", "Asia/Shanghai" or "UTC".'


@lru_cache(maxsize=1024)
def _zone(name: str) -> ZoneInfo:
    if name not in _names():
        raise WhenError("timezone", f"{quoted(name)} is no time zone. {_ADVICE}{_near(name)}")
    return ZoneInfo(name)


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return frozenset(available_timezones()) - NO_ZONES


def _near(name: str) -> str:
    by_lower = {known.lower(): known for known in _names()}
    by_lower |= {known.lower().rpartition("/")[2]: known for known in sorted(_names())}
    wanted = name[:60].strip().lower().replace(" ", "_")
    near = [by_lower[match] for match in get_close_matches(wanted, by_lower, n=2, cutoff=0.75)]
    return f" Did you mean {' or '.join(dict.fromkeys(near))}?" if near else ""


def local_time(instant: datetime, zone: ZoneInfo) -> datetime:
    """What clocks in `zone` show at an instant; UTC in the hours at the ends of the calendar that
    have no date there."""
    try:
        return instant.astimezone(zone)
    except OverflowError:
        return instant.astimezone(UTC)


def first_instant(local: datetime, zone: ZoneInfo) -> datetime:
    """The first instant at which clocks in `zone` show the naive `local`.

    Where they skip it, the first instant after the gap. OverflowError outside years 1 to 9999.
    """
    before, after = _offsets(local, zone)
    if after > before:
        return _gap_end(local, zone)
    return (local - before).replace(tzinfo=UTC)


def last_instant(local: datetime, zone: ZoneInfo) -> datetime:
    """The last instant at which clocks in `zone` show the naive `local`.

    Where they skip it, the last microsecond before the gap. A local time is therefore skipped
    altogether if and only if its first instant comes after its last.
    """
    before, after = _offsets(local, zone)
    if after > before:
        return _gap_end(local, zone) - MICROSECOND
    return (local - after).replace(tzinfo=UTC)


def _offsets(local: datetime, zone: ZoneInfo) -> tuple[timedelta, timedelta]:
    """The offsets that an earlier and a later reading of `local` would take (PEP 495)."""
    before = zone.utcoffset(local)
    after = zone.utcoffset(local.replace(fold=1))
    if before is None or after is None:
        raise TypeError("a zone always has an offset")
    return before, after


def _gap_end(local: datetime, zone: ZoneInfo) -> datetime:
    """The instant of the clock change that skips `local`: its end, since nothing lies within."""
    before, after = _offsets(local, zone)
    low = (local - after).replace(tzinfo=UTC, microsecond=0)
    high = (local - before).replace(tzinfo=UTC, microsecond=0) + SECOND
    while high - low > SECOND:
        middle = low + (high - low) // 2
        middle = middle.replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high


def gap_error(text: str, local: datetime, zone: ZoneInfo) -> WhenError:
    """The refusal of a time or a day that clocks in `zone` never showed."""
    change = _gap_end(local, zone)
    last = (change - SECOND).astimezone(zone)
    first = change.astimezone(zone)
    detail = (
        f"{quoted(text)} did not exist in {zone.key}: clocks went from {last.isoformat()} "
        f"({_z(last)}) straight to {first.isoformat()} ({_z(first)})."
    )
    if first.date() == last.date():
        readings = [
            (local - offset).replace(tzinfo=UTC).astimezone(zone).isoformat()
            for offset in reversed(_offsets(local, zone))
        ]
        detail += f" Say which was meant, with its offset: {readings[0]} or {readings[1]}."
    return WhenError("clock_gap", detail)


def _z(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat()[:19] + "Z"
