"""Tenures of a subject, and the positions at which what was known of them changed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any, Literal

from django.db.models import F, QuerySet

from newsroom.desk.timemachine.points import AROUND, Stops, record_stops
from stories.engine.reading import Known, rows
from stories.models import row_model
from stories.views import queries
from stories.views.answers import causes_at
from stories.views.question import Question
from stories.views.rows import StoredTenure
from stories.views.seats import Seat

Role = Literal["organization", "person"]


def tenures(known: Known, role: Role, subject: str) -> list[Seat]:
    return queries.seats(rows(StoredTenure, known).filter(**{role: subject}))


def recorded_stops(question: Question, role: Role, ids: Collection[str]) -> Stops:
    """The stops of the record: four queries, whatever the length of the history."""
    found, cut = _turning_positions(question.known, role, ids)
    # What was only named later is told by its name all the same.
    known = replace(question.known, position=max([question.known.position, *found]))
    causes = causes_at(found, known)
    return record_stops(causes, question.known_at, pinned=question.pinned, cut=cut)


def _turning_positions(known: Known, role: Role, ids: Collection[str]) -> tuple[list[int], bool]:
    """The nearest to the known position, later ones among them."""
    own = row_model("tenures")._default_manager.filter(
        generation=known.generations["tenures"], **{f"{role}__in": list(ids)}
    )
    before = _nearest(own, "lte", known.position, "-turn")
    after = _nearest(own, "gt", known.position, "turn")
    cut = max(len(before), len(after)) > AROUND
    return sorted([*before[:AROUND], *after[:AROUND]]), cut


def _nearest(own: QuerySet[Any], side: str, position: int, order: str) -> list[int]:
    """Positions at which rows were opened or closed."""
    opened, closed = (
        own.filter(**{f"{end}__{side}": position}).values_list(end, flat=True)
        for end in ("known_from", "known_to")
    )
    turns = opened.annotate(turn=F("known_from")).values_list("turn", flat=True)
    turns = turns.union(closed.annotate(turn=F("known_to")).values_list("turn", flat=True))
    return list(turns.order_by(order)[: AROUND + 1])
