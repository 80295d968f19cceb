"""Who controls an organisation and what it controls."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stories.api.documenting import documented
from stories.api.parameters import Parameters
from stories.api.reading import ReadView
from stories.api.schemas import ownership
from stories.api.tables import SHARE, SPAN, Row, Table, share, span
from stories.views.ownership_answer import PROJECTIONS, ownership_answer
from stories.views.question import Question
from stories.views.shapes import Json


def _rows(answer: Any) -> Iterator[Row]:
    for direction in ("above", "below"):
        yield from _level(answer[direction], direction, 1)


def _level(links: list[Row], direction: str, level: int) -> Iterator[Row]:
    for link in links:
        yield {
            **link,
            "direction": direction,
            "level": level,
            "controller": link["controller"]["id"],
            "controller_name": link["controller"]["name"],
            "controlled": link["controlled"]["id"],
            "controlled_name": link["controlled"]["name"],
            **share(link["share"]),
            **span(link),
        }
        yield from _level(link[direction], direction, level + 1)


LINKS = Table(
    (
        *("direction", "level", "controller", "controller_name", "controlled", "controlled_name"),
        *("kind", *SHARE, "presence", *SPAN, "how", "inferred"),
        *("last_attested", "confidence", "disputed", "events", "cycle", "truncated"),
    ),
    _rows,
)


@documented("organization_ownership", schema=ownership.OWNERSHIP)
class Ownership(ReadView):
    """The chain of control up and down from the organisation; what is claimed of it, apart."""

    kind = "organization"
    projections = PROJECTIONS
    table = LINKS

    def answer(self, question: Question, parameters: Parameters) -> Json:
        return ownership_answer(question)
