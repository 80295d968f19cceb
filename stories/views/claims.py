"""What was claimed of control: shown as claims, whatever the record says. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Set
from datetime import datetime

from events.when import Window
from stories.views.happened import happened
from stories.views.rows import StoredFact
from stories.views.shapes import Json, Names
from stories.views.timeline import fact

CLAIM = "claim.made"


def concerning(rows: Iterable[StoredFact], subject: str, above: Set[str]) -> list[StoredFact]:
    """Claims about the subject; and those about something above it and something else.

    What is said of a controller alone does not bear on who controls.
    """
    return [
        row
        for row in rows
        if subject in row.data["about"]
        or (len(row.data["about"]) > 1 and not above.isdisjoint(row.data["about"]))
    ]


def claimed(row: StoredFact) -> set[str]:
    """The entities that a claim names."""
    return {row.data["claimant"], *row.data["about"]}


def claim(row: StoredFact, instant: datetime, names: Names) -> Json:
    """The fact that it was claimed; `presence` says whether it had been by then."""
    return fact(row, names) | {
        "claimant": names.entity(row.data["claimant"]),
        "claim": row.data["claim"],
        "about": [names.entity(one) for one in row.data["about"]],
        "presence": happened(row, Window(None, instant)),
    }
