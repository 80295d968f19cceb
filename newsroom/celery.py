"""The Celery application. Tasks are wake-up calls only: the log is the queue."""

import os
from typing import Any

from celery import Celery
from celery.signals import task_prerun, worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
# Django's checks would have each worker and beat import REST and the desk, which they never use.
os.environ.setdefault("CELERY_SKIP_CHECKS", "1")

app = Celery("newsroom")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
def import_all_that_is_found(**_: Any) -> None:
    """Before processes are forked: each would be a quarter second late with its first event."""
    from events.types import event_types
    from stories.contradictions.registry import kinds

    event_types()
    kinds()


@task_prerun.connect
def drop_broken_connections(**_: Any) -> None:
    """Connections are kept from task to task (ADR 52): each is tried before it is used again.

    A round trip. Django's own look at a connection misses one that was broken off in mid-query.
    """
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        if connection.connection is not None and not connection.is_usable():
            connection.close()
