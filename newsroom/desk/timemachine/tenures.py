"""Tenures and holds of a subject, and the positions at which what was known of them changed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any, Literal

from django.db.models import F, Q, QuerySet

from newsroom.desk.timemachine.points import AROUND, Stops, record_stops
from stories.engine.reading import Known, rows
from stories.models import row_model
from stories.views import queries
from stories.views.answers import causes_at
from stories.views.question import Question
from stories.views.rows import StoredControl, StoredTenure
from stories.views.seats import Seat
from stories.views.sql import BOUNDS
from stories.views.stakes import COLUMNS, Stake, stake

Role = Literal["organization", "person"]


def tenures(known: Known, role: Role, subject: str) -> list[Seat]:
    return queries.seats(rows(StoredTenure, known).filter(**{role: subject}))


def stakes(known: Known, organization: str) -> list[Stake]:
    """Its own holds on others, and those of others on it."""
    found = rows(StoredControl, known).filter(_either_end([organization]))
    return [stake(row) for row in found.values(*COLUMNS, *BOUNDS)]


def recorded_stops(question: Question, role: Role, ids: Collection[str]) -> Stops:
    """The stops of the record: some queries, whatever the length of the history."""
    found, cut = _turning_positions(question.known, role, ids)
    # What was only named later is told by its name all the same.
    known = replace(question.known, position=max([question.known.position, *found]))
    causes = causes_at(found, known)
    return record_stops(causes, question.known_at, pinned=question.pinned, cut=cut)


def _turning_positions(known: Known, role: Role, ids: Collection[str]) -> tuple[list[int], bool]:
    """The nearest to the known position, later ones among them."""
    own = [_all(known, "tenures", Q(**{f"{role}__in": list(ids)}))]
    if role == "organization":
        own.append(_all(known, "control", _either_end(ids)))
    before = _nearest(own, "lte", known.position, "-turn")
    after = _nearest(own, "gt", known.position, "turn")
    cut = max(len(before), len(after)) > AROUND
    return sorted([*before[:AROUND], *after[:AROUND]]), cut


def _either_end(ids: Collection[str]) -> Q:
    return Q(controller__in=list(ids)) | Q(controlled__in=list(ids))


def _all(known: Known, projection: str, those: Q) -> QuerySet[Any]:
    """Rows known at any position."""
    found = row_model(projection)._default_manager.filter(those)
    return found.filter(generation=known.generations[projection])


def _nearest(own: Sequence[QuerySet[Any]], side: str, position: int, order: str) -> list[int]:
    """Positions at which rows were opened or closed."""
    turns = [
        found.filter(**{f"{end}__{side}": position})
        .annotate(turn=F(end))
        .values_list("turn", flat=True)
        for found in own
        for end in ("known_from", "known_to")
    ]
    first, *others = turns
    return list(first.union(*others).order_by(order)[: AROUND + 1])
