"""Rows by their windows, as conditions of a query.

A fact happened at some moment within `start`; a state holds from within `start` to within `end`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from django.db.models import Q


def begun(by: datetime) -> Q:
    """What can have happened, or begun, by a moment."""
    return Q(start_earliest=None) | Q(start_earliest__lte=by)


def reaching(since: datetime, within: Literal["start", "end"]) -> Q:
    """Of what its window can reach a moment, or go beyond it."""
    return Q(**{f"{within}_latest": None}) | Q(**{f"{within}_latest__gte": since})


def happening(first: datetime | None, last: datetime | None) -> Q:
    """Facts that can have happened between two moments, as far as these are given."""
    kept = reaching(first, "start") if first else Q()
    return kept & begun(last) if last else kept


def holding(first: datetime, last: datetime) -> Q:
    """States that can have held at some moment from the first to the last."""
    return begun(last) & reaching(first, "end")
