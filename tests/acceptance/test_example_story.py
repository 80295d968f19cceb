"""The views asked over HTTP, of a newsroom with real workers and the example story."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from events.storyfile import read
from newsroom.development.first_start import EXAMPLE
from newsroom.env import CHECKOUT
from tests.acceptance.conftest import client_of
from tests.newsrooms import started

pytestmark = pytest.mark.slow

BOARD = "organizations/openai/board/"
Json = dict[str, Any]


class Reader:
    def __init__(self, client: httpx.Client) -> None:
        self.client = client
        self.position = 0

    def append(self, *envelopes: Json) -> Json:
        response = self.client.post("events/", json={"events": envelopes})
        assert response.status_code == 201, response.text
        answer: Json = response.json()
        self.position = answer["position"]
        return answer

    def get(self, path: str, headers: Any = None, **query: Any) -> httpx.Response:
        asked = {name.rstrip("_"): value for name, value in query.items()}
        return self.client.get(path, params=asked, headers=headers)

    def ask(self, path: str, **query: Any) -> Json:
        response = self.get(path, **{"at_least": self.position, **query})
        assert response.status_code == 200, response.text
        answer: Json = response.json()
        return answer


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with started("none") as newsroom, client_of(newsroom, newsroom.api_key) as client:
        told = Reader(client)
        told.append(*read(CHECKOUT / EXAMPLE).envelopes)
        yield told


def people(items: list[Json]) -> set[str]:
    return {item["person"]["id"] for item in items}


def test_that_friday(reader: Reader) -> None:
    answer = reader.ask("organizations/openai/board/changes/", from_="2023-11-16", to="2023-11-17")
    assert people(answer["left"]) == {"sam-altman", "greg-brockman"}
    assert answer["joined"] == []
    during = reader.ask(BOARD, as_of="2023-11-17")["during_day"]
    assert {"sam-altman", "greg-brockman"} <= people(during)
    leading = reader.ask(
        "organizations/openai/leadership/changes/", from_="2023-11-16", to="2023-11-17"
    )
    assert "mira-murati" in people(leading["joined"])


def test_a_correction_shows_in_history_and_leaves_the_past_alone(reader: Reader) -> None:
    departure = reader.ask(BOARD, as_of="2018-02-20")["during_day"][0]["events"][0]
    before = reader.position
    pinned = {"as_of": "2018-02-20", "known_at": f"@{before}"}
    first = reader.get(BOARD, **pinned)
    assert "immutable" in first.headers["Cache-Control"]
    reader.append(
        {
            "type": "event.corrected",
            "data": {
                "event": departure,
                "changes": {"occurred": "2018-02-21"},
                "reason": "A test.",
                "public_note": "Musk left a day later.",
            },
        }
    )
    assert "elon-musk" in people(reader.ask(BOARD, as_of="2018-02-20")["members"])
    assert reader.get(BOARD, **pinned).content == first.content
    unchanged = reader.get(BOARD, {"If-None-Match": first.headers["ETag"]}, **pinned)
    assert unchanged.status_code == 304
    steps = reader.ask("organizations/openai/board/history/", as_of="2018-02-20")["steps"]
    assert steps[-1]["position"] == before + 1
    assert people(steps[-1]["joined"]) == {"elon-musk"}


def test_timeline_by_pages(reader: Reader) -> None:
    path = "stories/openai-leadership/timeline/"
    whole = [fact["event"] for fact in reader.ask(path, limit=1000)["results"]]
    answer, found = reader.ask(path, limit=7), []
    while True:
        found += [fact["event"] for fact in answer["results"]]
        if answer["next"] is None:
            break
        answer = reader.client.get(answer["next"]).json()
    assert found == whole
    assert len(whole) > 20


@pytest.mark.parametrize(
    ("name", "first", "ambiguous"),
    [("Ultraman", "sam-altman", False), ("Musk", "elon-musk", True), ("X.com", "x-com", False)],
)
def test_names_of_the_article(reader: Reader, name: str, first: str, ambiguous: bool) -> None:
    answer = reader.ask("resolve/", name=name)
    assert answer["candidates"][0]["id"] == first
    assert answer["ambiguous"] is ambiguous


def test_career_as_a_table(reader: Reader) -> None:
    response = reader.get("people/sam-altman/career.csv")
    assert response.headers["Content-Type"].startswith("text/csv")
    assert "y-combinator" in response.text
