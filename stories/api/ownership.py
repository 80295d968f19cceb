"""Who controls an organisation and what it controls."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stories.api import schemas
from stories.api.documenting import documented
from stories.api.parameters import Parameters
from stories.api.reading import ReadView
from stories.api.schemas import array, enum, maybe, obj
from stories.api.tables import SPAN, Row, Table
from stories.views.ownership_answer import PROJECTIONS, ownership_answer
from stories.views.question import Question

KIND = maybe(enum("full", "majority", "minority", "board_seat", "other"))
SHARE = maybe(obj(min=maybe(schemas.TEXT), max=maybe(schemas.TEXT)))
BETWEEN = {"controller": schemas.ENTITY, "controlled": schemas.ENTITY, "kind": KIND, "share": SHARE}


def _links(direction: str) -> schemas.Schema:
    """Two levels of them; further ones are alike."""
    state = {name: told for name, told in schemas.STATE.items() if name != "acting"}
    ends = {name: {"type": "boolean", "const": True} for name in ("cycle", "truncated")}
    link = {**BETWEEN, **state, "how": maybe(schemas.TEXT), **ends}
    return array(obj(**link, **{direction: array(obj(**link))}))


OWNERSHIP = obj(
    organization=schemas.ENTITY,
    **schemas.ECHO,
    above=_links("above"),
    below=_links("below"),
    claims=array(schemas.FREE),
    during_day=array(
        obj(
            **BETWEEN,
            change=enum("began", "changed", "ended"),
            presence=schemas.PRESENCE,
            window=schemas.WINDOW,
            how=maybe(schemas.TEXT),
            inferred=schemas.FLAG,
            disputed=schemas.FLAG,
            events=schemas.IDS,
        )
    ),
)


def _rows(answer: Any) -> Iterator[Row]:
    for direction in ("above", "below"):
        yield from _level(answer[direction], direction, 1)


def _level(links: list[Row], direction: str, level: int) -> Iterator[Row]:
    for link in links:
        share = link["share"] or {}
        yield {
            **link,
            "direction": direction,
            "level": level,
            "controller": link["controller"]["id"],
            "controller_name": link["controller"]["name"],
            "controlled": link["controlled"]["id"],
            "controlled_name": link["controlled"]["name"],
            "share_min": share.get("min"),
            "share_max": share.get("max"),
            **_bound("start", link["start"]),
            **_bound("end", link["end"] or {}),
        }
        yield from _level(link[direction], direction, level + 1)


def _bound(name: str, bound: Row) -> Row:
    told = {f"{name}_{end}": bound.get(end) for end in ("earliest", "latest")}
    return {name: bound.get("text"), **told}


LINKS = Table(
    (
        *("direction", "level", "controller", "controller_name", "controlled", "controlled_name"),
        *("kind", "share_min", "share_max", "presence", *SPAN, "how", "inferred"),
        *("last_attested", "confidence", "disputed", "events"),
    ),
    _rows,
)


@documented("organization_ownership", schema=OWNERSHIP)
class Ownership(ReadView):
    """The chain of control up and down from the organisation; what is claimed of it, apart."""

    kind = "organization"
    projections = PROJECTIONS
    table = LINKS

    def answer(self, question: Question, parameters: Parameters) -> dict[str, Any]:
        return ownership_answer(question)
