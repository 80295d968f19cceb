"""How a time was understood, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from events.when import ACCEPTED, When, WhenError, read_occurred
from events.when.words import in_words, moment_in_words
from events.when.zones import local_time
from newsroom.desk.form.entries import Entries, Reader
from newsroom.desk.form.shapes import Shape
from newsroom.desk.form.sheet import ACCEPTED_TIMES


@dataclass(frozen=True, slots=True)
class Understood:
    """The time in words, its bounds in its zone and in UTC, and when what is sure."""

    words: str
    zone: str
    precision: str
    earliest: datetime | None
    latest: datetime | None
    sure: str
    future: str
    """What of it is still to come; empty if nothing is."""


def understood(when: When, now: datetime) -> Understood:
    zone = ZoneInfo(when.timezone)
    earliest, latest = when.window.earliest, when.window.latest
    return Understood(
        words=in_words(when.window, zone),
        zone=when.timezone,
        precision=f"{when.precision}, uncertain" if when.uncertain else when.precision,
        earliest=earliest,
        latest=latest,
        sure=_sure(earliest, latest, zone),
        future=_future(earliest, latest, now),
    )


def understand(
    entries: Entries, zone: str, published: str | None, now: datetime
) -> Understood | WhenError | None:
    """The same of what is typed as `occurred`; nothing of nothing."""
    value = Reader(entries).read(Shape("time"), "occurred", "")
    if value is None:
        return None
    try:
        when = read_occurred(value, timezone=zone, published=published or None, recorded_at=now)
    except WhenError as error:
        return error.where(ACCEPTED_TIMES) if error.accepted == ACCEPTED else error
    return understood(when, now)


def _sure(earliest: datetime | None, latest: datetime | None, zone: ZoneInfo) -> str:
    if latest is not None and earliest == latest:
        return f"Certain from {_moment(latest, zone)} on"
    if latest is not None and earliest is not None:
        first, last = _moment(earliest, zone), _moment(latest, zone)
        if first == last:
            return f"Possible within {first}, certain once that is over"
    possible = f"possible from {_moment(earliest, zone)} on" if earliest else "possible at any time"
    certain = f"certain from {_moment(latest, zone)} on" if latest else "never certain"
    return f"{possible[:1].upper()}{possible[1:]}, {certain}"


def _moment(moment: datetime, zone: ZoneInfo) -> str:
    return moment_in_words(local_time(moment, zone))


def _future(earliest: datetime | None, latest: datetime | None, now: datetime) -> str:
    if earliest is not None and earliest > now:
        return "This is in the future"
    if latest is not None and latest > now:
        return "Part of this is still in the future"
    return ""
