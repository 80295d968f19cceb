"""How far the views are, read when it is asked for: the same from every process and host."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from django.db import DEFAULT_DB_ALIAS, DatabaseError
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from newsroom.observing import broker
from newsroom.observing.statement_timeout import bounded
from stories.engine.lag import Lag, lags

logger = logging.getLogger(__name__)


class StateCollector(Collector):
    def collect(self) -> Iterator[Metric]:
        found = projections()
        up = float(found is not None)
        yield GaugeMetricFamily("newsroom_database_up", "Whether PostgreSQL answers.", up)
        if found is not None:
            yield from _of_log(found)
        waiting = broker.queue_length()
        up = float(waiting is not None)
        yield GaugeMetricFamily("newsroom_broker_up", "Whether the broker answers.", up)
        if waiting is not None:
            told = "Wake-up calls that wait for a worker."
            yield GaugeMetricFamily("newsroom_queue_length", told, waiting)


def projections() -> list[Lag] | None:
    """None where the database does not answer in time: what was counted is told all the same."""
    try:
        with bounded(DEFAULT_DB_ALIAS):
            return lags()
    except DatabaseError as fault:
        logger.warning("the database does not answer: %s", fault)
        return None


def _of_log(found: list[Lag]) -> Iterator[Metric]:
    yield from _of_projections(found)
    head = max((one.head for one in found), default=0)
    yield GaugeMetricFamily("newsroom_log_position", "The last position of the log.", head)


def _of_projections(found: list[Lag]) -> Iterator[Metric]:
    told = {
        "position": "The position that the views have reached.",
        "lag_events": "Events of the log that the views have not taken up.",
        "lag_seconds": "Age of the oldest event that the views have not taken up.",
        "parked_tracks": "Tracks that wait for a retry.",
    }
    for name, description in told.items():
        family = GaugeMetricFamily(
            f"newsroom_projection_{name}", description, labels=["projection"]
        )
        for one in found:
            family.add_metric([one.projection], getattr(one, name))
        yield family
