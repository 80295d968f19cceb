"""Every field of every answer is in the OpenAPI document; its times are to the microsecond."""

import pytest

from tests.openapi import OpenAPIDocument

from .conftest import Desk
from .every_type import FACTS, OTHERS, WORLD, Json, fact

SUBJECTS = {"organizations": "quarry", "people": "ann", "stories": "case"}
QUERIES: tuple[Json, ...] = (
    {},
    {"as_of": "2022-05-10", "tz": "Asia/Kathmandu", "at_least": "1"},
    {"known_at": "@1"},
)
ASKED = {"changes/": {"from": "2022-05-09"}, "resolve/": {"name": "Quarry"}}


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """A desk that was told a fact of every type, and of a longer chain, a dispute and a merge."""
    chain = [
        fact("control.observed")
        | {"data": {"controller": over, "controlled": under, "kind": "full"}}
        for over, under in (("ann", "bank"), ("bank", "mill"), ("quarry", "ben"), ("ben", "cleo"))
    ]
    world = [{"type": name, "data": data} for name, data in WORLD.items()]
    told = desk.append(*world, *OTHERS, *map(fact, FACTS), *chain)
    account = {"event": told[-1]["id"], "account": "Never.", "what": "happened", "by": "ann"}
    desk.append({"type": "event.disputed", "data": account})
    return desk


@pytest.mark.parametrize("query", QUERIES)
def test_every_field_of_an_answer_is_described(filled: Desk, query: Json) -> None:
    document = filled.client.get("/api/schema/", headers={"Accept": "application/json"}).json()
    description = OpenAPIDocument(document)
    for path, methods in document["paths"].items():
        if "/events/" in path or "/event-types/" in path or "get" not in methods:
            continue
        place = path.removeprefix("/api/v1/")
        place = place.replace("{id}", SUBJECTS.get(place.split("/")[0], ""))
        asked = next((more for end, more in ASKED.items() if place.endswith(end)), {})
        answer = filled.ask(place, **asked, **({} if place == "projections/" else query))
        assert (place, description.faults(path, answer)) == (place, [])
