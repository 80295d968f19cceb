"""Properties of whole histories, told by chance."""

from __future__ import annotations

from hypothesis import HealthCheck, settings


def by_chance(examples: int) -> settings:
    """So many of them, which are large and slow to make, and on a busy machine slow to tell."""
    return settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
