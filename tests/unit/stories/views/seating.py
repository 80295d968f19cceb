"""Seats, moments and names for the tests of the views."""

from datetime import UTC, datetime, timedelta
from typing import Any

from events.when import Moment, Window
from stories.views.seats import Seat
from stories.views.shapes import Names

NAMES = Names({"ada": "Ada", "bob": "Bob", "cem": "Cem", "acme": "Acme"})


def day(number: int) -> datetime:
    """Noon of a day of January 2020."""
    return datetime(2020, 1, number, 12, tzinfo=UTC)


def at(number: int) -> Window:
    return Window(day(number), day(number))


def whole(number: int) -> Window:
    begin = datetime(2020, 1, number, tzinfo=UTC)
    return Window(begin, begin + timedelta(days=1, microseconds=-1))


def sat(person: str, start: Window, end: Window | None = None, **columns: Any) -> Seat:
    told = {"post": "director", "title": "Director", "body": "board", **columns}
    return Seat(organization="acme", person=person, start=start, end=end, **told)


def led(person: str, start: Window, end: Window | None = None, **columns: Any) -> Seat:
    told = {"post": "ceo", "title": "CEO", "body": "management", "exclusive": True, **columns}
    return Seat(organization="acme", person=person, start=start, end=end, **told)


def moment(instant: datetime) -> Moment:
    return Moment(None, instant, "UTC")


def date(number: int) -> Moment:
    span = whole(number)
    assert span.earliest
    assert span.latest
    return Moment(f"2020-01-{number:02}", span.latest, "UTC", (span.earliest, span.latest))
