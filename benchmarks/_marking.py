"""The task that does nothing but say that it was run."""

from celery import shared_task
from django.core.cache import cache


@shared_task(name="newsroom.benchmark.mark")  # type: ignore[untyped-decorator,misc,unused-ignore]
def mark(key: str) -> None:
    cache.set(key, 1, 60)
