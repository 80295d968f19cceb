"""The whole answer about the ownership of an organisation, and the SQL for it."""

from __future__ import annotations

from collections.abc import Collection, Set
from datetime import datetime

from stories.engine.reading import Known, rows
from stories.views import answers, claims, queries, sql
from stories.views.ownership import controllers, ownership
from stories.views.question import Question
from stories.views.rows import StoredControl, StoredFact
from stories.views.shapes import Json
from stories.views.stakes import COLUMNS, Stake, stake
from stories.views.timeline import SHOWN_STATUSES, names_needed
from stories.views.windows import begun, holding

PROJECTIONS = ("control", "facts")


def ownership_answer(question: Question) -> Json:
    """The chain of control up and down, and what is claimed of it, apart.

    A query for each level of each direction, and two.
    """
    subject, known, moment = question.of.id, question.record, question.as_of
    stakes = chain(known, subject, moment.begins, moment.instant)
    above = controllers(subject, stakes, moment.instant)
    told = _claims(known, subject, above, moment.instant)
    needed = {subject, *names_needed(told)}.union(*map(claims.claimed, told))
    for one in stakes:
        needed |= {one.controller, one.controlled}
    names = queries.names_of(known, needed)
    return (
        answers.heading(question)
        | ownership(subject, stakes, moment, names)
        | {"claims": [claims.claim(row, moment.instant, names) for row in told]}
    )


def chain(known: Known, subject: str, first: datetime, last: datetime) -> list[Stake]:
    """Stakes up and down from the subject that can have held between two moments.

    A query for each level of each direction.
    """
    found: dict[int, Stake] = {}
    for near, far in (("controlled", "controller"), ("controller", "controlled")):
        reached, frontier = {subject}, {subject}
        while frontier:
            level = _stakes(known, near, frontier, first, last)
            found |= level
            frontier = {getattr(one, far) for one in level.values()} - reached
            reached |= frontier
    return list(found.values())


def _stakes(
    known: Known, near: str, entities: Collection[str], first: datetime, last: datetime
) -> dict[int, Stake]:
    found = rows(StoredControl, known).filter(**{f"{near}__in": entities})
    columns = ("id", *COLUMNS, *sql.BOUNDS)
    held = found.filter(holding(first, last)).values(*columns)
    return {row["id"]: stake(row) for row in held}


def _claims(known: Known, subject: str, above: Set[str], instant: datetime) -> list[StoredFact]:
    """In order of time, up to the instant."""
    found = rows(StoredFact, known).filter(
        begun(instant), type=claims.CLAIM, entities__overlap=list(above), status__in=SHOWN_STATUSES
    )
    return claims.concerning(found.order_by("start_latest", "position"), subject, above)
