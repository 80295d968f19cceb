"""At most so many requests a minute from each key, person or address."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.cache import cache
from redis.exceptions import RedisError
from rest_framework.throttling import BaseThrottle

if TYPE_CHECKING:  # the views' module reads the settings, which name this one
    from rest_framework.request import Request
    from rest_framework.views import APIView

PERIOD = 60
DEFAULT_RATE = 1000
RETRY_CACHE_AFTER = 5.0

logger = logging.getLogger(__name__)


class CallerThrottle(BaseThrottle):
    """Counts in the cache, a window of a minute from a caller's first request.

    DRF's own keeps a list of a thousand times per caller, read and written back by each
    request, and loses counts when two requests overlap; a counter does neither. A cache that
    is down throttles nobody, and is left alone for some seconds so as not to slow every answer.
    """

    cache_down_until = 0.0

    def __init__(self) -> None:
        self._wait: float | None = None

    def allow_request(self, request: Request, view: APIView) -> bool:
        rate = getattr(settings, "NEWSROOM_REQUESTS_PER_MINUTE", DEFAULT_RATE)
        if not rate or time.monotonic() < CallerThrottle.cache_down_until:
            return True
        key = f"throttle:{self.caller(request)}"
        try:
            if self.count(key) <= rate:
                return True
            self._wait = max(cache.get(f"{key}:end", 0.0) - time.time(), 1.0)
        except (RedisError, OSError) as fault:
            logger.warning("Requests are not throttled, the cache does not answer: %s", fault)
            CallerThrottle.cache_down_until = time.monotonic() + RETRY_CACHE_AFTER
            return True
        return False

    def wait(self) -> float | None:
        return self._wait

    def caller(self, request: Request) -> str:
        if request.user.is_authenticated:
            return str(request.user.pk)
        return f"address-{self.get_ident(request)}"

    def count(self, key: str) -> int:
        """This request's number in the caller's current window."""
        try:
            return int(cache.incr(key))
        except ValueError:
            if cache.add(key, 1, PERIOD):
                cache.set(f"{key}:end", time.time() + PERIOD, PERIOD)
                return 1
            return int(cache.incr(key))
