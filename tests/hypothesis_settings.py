"""Settings of Hypothesis that several property tests share."""

from __future__ import annotations

from hypothesis import HealthCheck, settings


def for_histories(examples: int) -> settings:
    """So many whole histories: large, slow to make, and on a busy machine slow to go through."""
    return settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
