"""Whether the service can do its work: for load balancers, which learn nothing else."""

import logging

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.http import HttpRequest, JsonResponse

from newsroom.observing import broker
from newsroom.observing.statement_timeout import bounded
from stories.engine.lag import age_after, lags

logger = logging.getLogger(__name__)


def healthz(request: HttpRequest) -> JsonResponse:
    """This process answers."""
    return JsonResponse({"status": "ok"})


def readyz(request: HttpRequest) -> JsonResponse:
    """Database and broker answer, and how far the views are.

    Views that are behind are answered 200: this process serves what they have and appends, and
    taking it out of service would make an outage of a delay.
    """
    status = state()
    return JsonResponse({"status": status}, status=200 if status in {"ok", "behind"} else 503)


def state() -> str:
    try:
        behind = views_are_behind()
    except DatabaseError as fault:
        logger.warning("the database does not answer: %s", fault)
        return "no database"
    if broker.queue_length() is None:
        return "no broker"
    return "behind" if behind else "ok"


def views_are_behind() -> bool:
    """Those on a replica, where there is one, are what is read: its own delay counts too."""
    reached = []
    for alias in connections:
        with bounded(alias):
            reached += [one.position for one in lags()]
    with bounded(DEFAULT_DB_ALIAS):
        return age_after(min(reached, default=0)) > float(settings.NEWSROOM_BEHIND_SECONDS)
