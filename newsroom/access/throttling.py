"""At most so many requests a minute from each key, person or address."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, cast

from django.conf import settings
from redis.exceptions import RedisError
from rest_framework.throttling import BaseThrottle

from stories.redis_client import redis_client

if TYPE_CHECKING:  # the views' module reads the settings, which name this one
    from django.http import HttpRequest
    from rest_framework.request import Request
    from rest_framework.views import APIView

PERIOD = 60
RETRY_AFTER = 5.0
FINE = 100
"""A process tells Redis of requests when they come to this part of what is left to a caller: so
each process lets through at most a hundredth too much, whatever the limit."""
MOST_CALLERS = 10_000

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Count:
    """A caller's requests in the current window, as far as this process knows."""

    told: int = 0
    until: float | None = None
    """When the window ends, by this process's clock; None before Redis has said so."""
    untold: int = 0

    def counts_here(self, rate: int, weight: int) -> bool:
        """Whether so many more may be counted without telling Redis."""
        return self.until is not None and self.untold + weight < (rate - self.told) // FINE


class CallerThrottle(BaseThrottle):
    """Counts in Redis, a window of a minute from a caller's first request.

    DRF's own keeps a list of a thousand times per caller, read and written back by each
    request, and loses counts when two requests overlap; a counter does neither. Far from a
    limit of 1,000 each tenth request goes to Redis, of higher limits fewer still. A Redis that is
    down throttles nobody, and is left alone for some seconds so as not to slow every answer.
    """

    down_until = 0.0

    def __init__(self) -> None:
        self._wait: float | None = None

    def allow_request(self, request: Request, view: APIView) -> bool:
        return self.allows(self.caller(request))

    def allows(self, caller: str, weight: int = 1) -> bool:
        """Whether the caller may ask what counts for so many requests."""
        rate: int = settings.NEWSROOM_REQUESTS_PER_MINUTE
        if not rate or time.monotonic() < CallerThrottle.down_until:
            return True
        weight = min(weight, rate)  # what counts for more than all is possible once a minute
        try:
            return self.count(f"newsroom:throttle:{caller}", rate, weight) <= rate
        except (RedisError, OSError) as fault:
            logger.warning("Requests are not throttled, Redis does not answer: %s", fault)
            CallerThrottle.down_until = time.monotonic() + RETRY_AFTER
            return True

    def wait(self) -> float | None:
        return self._wait

    def caller(self, request: Request) -> str:
        if request.user.is_authenticated:
            return str(request.user.pk)
        return self.address(request)

    def address(self, request: HttpRequest | Request) -> str:
        return f"address-{self.get_ident(cast('Request', request))}"

    def count(self, key: str, rate: int, weight: int = 1) -> int:
        """This request's number in the caller's current window: at most one round trip."""
        with counting:
            known = current(key)
            if known.counts_here(rate, weight):
                known.untold += weight
                return known.told + known.untold
            taken, known.untold = known.untold + weight, 0
        with redis_client().pipeline() as together:
            together.set(key, 0, ex=PERIOD, nx=True)
            together.incrby(key, taken)
            together.pttl(key)
            _, number, left = together.execute()
        self._wait = max(left / 1000, 1.0)
        with counting:
            known = current(key)
            known.told, known.until = int(number), time.monotonic() + left / 1000
        return int(number)


counts: dict[str, Count] = {}
counting = Lock()
"""Held while counts are read and changed, never on the way to Redis: else several threads would
each tell what one has counted."""


def current(key: str) -> Count:
    """A caller's count in the window that is running, or one that begins."""
    known = counts.get(key)
    if known is None or (known.until is not None and known.until <= time.monotonic()):
        if len(counts) >= MOST_CALLERS:
            counts.clear()
        known = counts[key] = Count()
    return known
