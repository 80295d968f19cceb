"""Tenures as hypothesis makes them: windows in any order that makes sense, ends open or not."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from events.when import Window
from stories.views.seats import Seat

BEGIN = datetime(2015, 1, 1, tzinfo=UTC)
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""On a busy machine too."""
HALF_DAY = timedelta(hours=12)
TICK = timedelta(microseconds=1)


def instant(number: int) -> datetime:
    """Every half day, and as dates end: the microsecond before."""
    return BEGIN + HALF_DAY * (number // 2) - TICK * (number % 2)


numbers = st.integers(0, 8_000)
instants = numbers.map(instant)


@st.composite
def seats(draw: Any, people: str = "ab", posts: str = "xy") -> Seat:
    drawn = draw(st.tuples(numbers, numbers, numbers, numbers))
    started, start, ended, end = sorted(map(instant, drawn))
    open_start, disputed, acting = draw(st.tuples(st.booleans(), st.booleans(), st.booleans()))
    ends = (None, Window(ended, end), Window(ended, None))
    person, post = draw(st.sampled_from([(one, other) for one in people for other in posts]))
    return Seat(
        organization="acme",
        person=person,
        post=post,
        title=post.upper(),
        start=Window(None if open_start else started, start),
        end=draw(st.sampled_from(ends)),
        disputed=disputed,
        acting=acting,
        events=(f"{person}-{post}",),
    )
