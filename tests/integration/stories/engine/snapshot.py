"""All rows of a projection with their known ranges, for comparing."""

from __future__ import annotations

from collections import Counter
from typing import Any

from stories.engine import checkpoints
from stories.models import row_model

ENGINE_OWN = ("id", "generation")


def snapshot(name: str) -> Counter[tuple[tuple[str, Any], ...]]:
    """The live generation's rows as a multiset, without ids."""
    rows = row_model(name)._default_manager.filter(generation=checkpoints.live_generation(name))
    return Counter(
        tuple(
            (column, repr(value))
            for column, value in sorted(row.items())
            if column not in ENGINE_OWN
        )
        for row in rows.values()
    )
