"""What was appended, in metrics and in the log of the process."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from newsroom.observing import metrics

MOST_IDS = 100
"""Shippers of logs cut lines of many kilobytes; positions tell the rest."""

logger = logging.getLogger(__name__)


def observe(events: Sequence[dict[str, Any]], seconds: float, **_: Any) -> None:
    metrics.append_seconds.observe(seconds)
    metrics.appended_events.inc(len(events))
    first, last = events[0]["position"], events[-1]["position"]
    logger.info(
        "recorded positions %s to %s",
        first,
        last,
        extra={
            "positions": [first, last],
            "events": [str(event["id"]) for event in events[:MOST_IDS]],
            "seconds": round(seconds, 6),
        },
    )
