"""Whole lists as tables and as lines of JSON."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from stories.api import tables
from stories.api.urls import READ
from stories.engine import clearing
from stories.models import Rebuild
from stories.views import contradictions, listing
from tests.integration.projecting import rebuild_all
from tests.integration.stories.api.conftest import Desk
from tests.integration.upheaval import event

Tell = Callable[[], Desk]
FACT_TABLES = {
    "stories/upheaval/timeline": (
        "event,position,type,summary,occurred,occurred_earliest,occurred_latest,entities,stories,"
        "sources,independent_sources,confidence,status,recorded_at"
    ),
    "stories/upheaval/statements": (
        "event,occurred,occurred_earliest,occurred_latest,form,speaker,speaker_name,text,verbatim,"
        "translated,language,venue,about,presence,confidence,status,independent_sources,sources,"
        "summary"
    ),
    "stories/upheaval/deals": (
        "event,type,occurred,occurred_earliest,occurred_latest,deal,stage,parties,amount,currency,"
        "qualifier,presence,confidence,status,independent_sources,sources,summary"
    ),
    "stories/upheaval/products": (
        "event,occurred,occurred_earliest,occurred_latest,change,work,work_name,organization,"
        "organization_name,into,into_name,description,presence,confidence,status,"
        "independent_sources,sources,summary"
    ),
    "stories/upheaval/market": (
        "event,occurred,occurred_earliest,occurred_latest,measure,of,of_name,direction,percent,"
        "qualifier,market,session,measured_by,presence,confidence,status,independent_sources,"
        "sources,summary"
    ),
    "stories/upheaval/sources": (
        "event,type,occurred,occurred_earliest,occurred_latest,summary,independent_sources,"
        "single_source,origins,sources,confidence,status"
    ),
    "organizations/acme/funding": (
        "event,type,occurred,occurred_earliest,occurred_latest,from,from_name,amount,currency,"
        "qualifier,instrument,terms,presence,confidence,status,independent_sources,sources,summary,"
        "share_min,share_max"
    ),
}


def lines(response: Any) -> list[Any]:
    return [json.loads(line) for line in response.getvalue().splitlines()]


def rows(response: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.getvalue().decode())))


@pytest.fixture
def long(told: Tell, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A story of some batches of facts, of every sort that has a table."""
    monkeypatch.setattr(listing, "BATCH", 4)
    desk = told()
    amount = {"value": "1", "currency": "USD"}
    bought = {"acquirer": "acme", "target": "acme", "amount": amount}
    sold = {"organization": "acme", "direction": "up", "session": "regular"}
    desk.append(
        event("work.introduced", work="bot", name="Bot", kind="product"),
        event("statement.made", "2023-11-18", speaker="ada", text="=1+1", verbatim=True),
        event("acquisition.completed", "2023-11-18", **bought),
        event("product.launched", "2023-11-18", work="bot", organization="acme"),
        event("share_price.moved", "2023-11-18", **sold),
        event("investment.made", "2023-11-18", investor="ada", recipient="acme", amount=amount),
    )
    return desk


@pytest.mark.parametrize("path", FACT_TABLES)
def test_columns_are_stable(long: Desk, path: str) -> None:
    response = long.get(f"{path}.csv")
    assert response.getvalue().decode().split("\r\n")[0] == FACT_TABLES[path]
    found = rows(long.get(f"{path}.csv"))
    assert found
    assert all(row["event"] and row["occurred"] for row in found)


@pytest.mark.parametrize(
    "path", [*(path for path in FACT_TABLES if path.startswith("stories")), "people", "stories"]
)
def test_lines_are_the_results_of_the_list(long: Desk, path: str) -> None:
    query = {"as_of": "2023-11-19", "limit": "3"}
    answer = long.ask(f"{path}/", **query)
    results = answer["results"]
    while answer["next"]:
        answer = long.client.get(answer["next"]).json()
        results += answer["results"]
    by_suffix = long.get(f"{path}.ndjson", as_of="2023-11-19")
    assert by_suffix["Content-Type"] == "application/x-ndjson"
    assert by_suffix.streaming
    assert lines(by_suffix) == results
    accept = {"Accept": "application/x-ndjson"}
    assert lines(long.get(f"{path}/", accept, as_of="2023-11-19")) == results
    assert len(rows(long.get(f"{path}.csv", as_of="2023-11-19"))) == len(results)


def test_every_table_has_lines(long: Desk) -> None:
    ids = {"organizations": "acme", "people": "ada", "stories": "upheaval"}
    query = {"resolve": {"name": "Acme"}}
    for address, view in READ.items():
        if view.table is None:
            continue
        path = address.replace("<str:id>", ids.get(address.split("/")[0], ""))
        given = query.get(path) or {"from": "2020-01-01"} if "from" in view.accepts else {}
        response = long.get(f"{path}.ndjson", **(query.get(path) or given))
        assert response.status_code == 200, (path, response.getvalue())
        table = rows(long.get(f"{path}.csv", **(query.get(path) or given)))
        assert len(lines(response)) == len(table), path


def test_the_table_of_funding_tells_the_share(told: Tell) -> None:
    desk = told()
    made = event("investment.made", "2023-11-18", investor="ada", recipient="acme")
    bought = {"share": {"min": "12.50", "max": "15"}}
    desk.append(made, made | {"data": made["data"] | bought})
    table = rows(desk.get("organizations/acme/funding.csv"))
    shares = [(row["share_min"], row["share_max"]) for row in table]
    assert shares == [("", ""), ("12.50", "15")]
    told_by_line = lines(desk.get("organizations/acme/funding.ndjson"))
    assert [line["share_min"] for line in told_by_line] == [None, "12.50"]


@pytest.mark.parametrize("view", ["timeline", "statements", "sources"])
def test_a_source_cited_twice_is_one_source(told: Tell, view: str) -> None:
    desk = told()
    said = event("statement.made", "2023-11-18", speaker="ada", text="No.", verbatim=True)
    cited = [{"source": "blog", "locator": "¶1"}, {"source": "gazette"}, {"source": "blog"}]
    [recorded] = desk.append(said | {"citations": cited})
    table = rows(desk.get(f"stories/upheaval/{view}.csv"))
    assert {row["event"]: row["sources"] for row in table}[recorded["id"]] == "blog; gazette"


def test_changes_say_how_somebody_left(long: Desk) -> None:
    span = {"from": "2023-11-16", "to": "2023-11-17"}
    [left] = rows(long.get("organizations/acme/board/changes.csv", **span))
    assert (left["change"], left["person"], left["manner"]) == ("left", "ada", "removed")
    assert (
        lines(long.get("organizations/acme/board/changes.ndjson", **span))[0]["manner"] == "removed"
    )


def test_no_column_twice() -> None:
    found = [table for table in vars(tables).values() if isinstance(table, tables.Table)]
    assert len(found) > 10
    for table in found:
        assert len(set(table.columns)) == len(table.columns)


def test_a_page_by_its_limit(long: Desk) -> None:
    first = long.get("stories/upheaval/timeline.ndjson", limit=3)
    assert not first.streaming
    assert len(lines(first)) == 3
    link = first["Link"].split(";")[0].strip("<>")
    assert len(lines(long.client.get(link))) == 3


def test_read_as_it_is_sent(long: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = []
    shapes = listing.shapes

    def counted(*arguments: Any) -> Any:
        taken.append(len(arguments[2]))
        return shapes(*arguments)

    monkeypatch.setattr(listing, "shapes", counted)
    response = long.get("stories/upheaval/timeline.ndjson")
    chunks: Iterator[bytes] = iter(response.streaming_content)
    next(chunks)
    assert taken == [4]
    list(chunks)
    assert sum(taken) == 13


def test_what_is_appended_meanwhile_is_left_out(long: Desk) -> None:
    response = long.get("stories/upheaval/timeline.ndjson")
    chunks = iter(response.streaming_content)
    found = [next(chunks)]
    long.append(event("happening.recorded", "2024-01-01", headline="Late", about=["acme"]))
    found += chunks
    assert len(b"".join(found).splitlines()) == 13


def test_formulas_are_inert(long: Desk) -> None:
    [row] = rows(long.get("people/ada/statements.csv"))
    assert row["text"] == "'=1+1"


def test_a_stream_has_a_tag_and_its_faults_are_problems(long: Desk) -> None:
    first = long.get("stories/upheaval/timeline.csv", known_at="@14")
    assert "immutable" in first["Cache-Control"]
    again = long.get(
        "stories/upheaval/timeline.csv", {"If-None-Match": first["ETag"]}, known_at="@14"
    )
    assert again.status_code == 304
    refused = long.get("stories/upheaval/timeline.ndjson", type="no.type")
    assert (refused.status_code, refused["Content-Type"]) == (400, "application/problem+json")


def test_a_long_one_ends_as_it_began_whatever_is_rebuilt_meanwhile(
    told: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contradictions, "BATCH", 1)
    desk, path = told(), "organizations/acme/contradictions.ndjson"
    for person, post in (("cem", "ceo"), ("dot", "chair")):
        member = {"person": person, "organization": "acme", "post": post}
        desk.append(event("person.appointed", "2023-11-17T12:00:00-08:00", **member))
    whole = lines(desk.get(path))
    assert len(whole) > 1
    sent = iter(desk.get(path).streaming_content)
    first = next(sent)
    rebuild_all()
    Rebuild.objects.update(finished_at=timezone.now() - timedelta(minutes=20))
    clearing.clear_away()
    assert [json.loads(line) for line in (first, *sent)] == whole
