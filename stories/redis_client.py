"""This process's connections to Redis."""

from functools import cache

from django.conf import settings
from redis import Redis


@cache
def redis_client() -> Redis:
    """One client for all that is asked: Django's cache makes one anew for each call, and asks twice
    to count once."""
    return Redis.from_url(settings.REDIS_URL, **settings.REDIS_TIMEOUTS)
