"""Answers that still hold are kept by the process that gave them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pytest
from pytest_django import DjangoAssertNumQueries

from events.log import connection
from newsroom.access.throttling import CallerThrottle
from stories.api import answer_cache
from stories.engine import present
from stories.engine.registry import projection
from stories.models import ParkedTrack
from stories.views import queries, query_cache
from tests.integration.projecting import rebuild_all
from tests.integration.stories.api.conftest import Desk
from tests.integration.upheaval import event

BOARD = "organizations/acme/board/"
ASKED = {"as_of": "2023-11-16", "known_at": "@14"}


@pytest.fixture(autouse=True)
def _kept(settings: Any) -> Iterator[None]:
    settings.NEWSROOM_KEPT_ANSWERS = 10_000_000
    answer_cache._answers.cache_clear()
    yield
    answer_cache._answers.cache_clear()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What the views ask of the database."""
    found: list[object] = []
    fetch = connection.fetch

    def counted(statement: Any, parameters: Any) -> Any:
        found.append(statement)
        return fetch(statement, parameters)

    for module in (present, queries, query_cache):
        monkeypatch.setattr(module, "fetch", counted)
    return found


def test_a_pinned_answer_is_given_again_without_a_question_to_the_views(
    told: Callable[[], Desk], asked: list[object], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    desk = told()
    first = desk.get(BOARD, **ASKED)
    assert asked
    asked.clear()
    with django_assert_num_queries(0):
        again = desk.get(BOARD, **ASKED)
    assert not asked
    assert again.content == first.content
    for name in ("ETag", "Cache-Control", "Content-Type", "Vary"):
        assert again[name] == first[name]
    unchanged = desk.get(BOARD, headers={"If-None-Match": first["ETag"]}, **ASKED)
    assert unchanged.status_code == 304
    assert not unchanged.content
    assert "immutable" in unchanged["Cache-Control"]


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_what_was_read_answers_none_but_who_reads(told: Callable[[], Desk], method: str) -> None:
    desk = told()
    address = f"/api/v1/{BOARD}?{urlencode(ASKED)}"
    assert desk.client.get(address).status_code == 200
    assert getattr(desk.client, method)(address).status_code == 405


def test_what_is_very_large_is_not_kept(
    told: Callable[[], Desk], asked: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = told()
    monkeypatch.setattr(answer_cache, "LARGEST", 100)
    for _ in range(2):
        asked.clear()
        assert len(desk.get(BOARD, **ASKED).content) > 100
        assert asked


def test_another_question_or_form_is_another_answer(told: Callable[[], Desk]) -> None:
    desk = told()
    sizes = {
        position: desk.ask(BOARD, known_at=f"@{position}", as_of="2023-11-18")["size"]
        for position in (11, 14, 11)
    }
    assert sizes[11]["certain"] == 3
    assert sizes[14]["certain"] == 2
    assert desk.get(BOARD, headers={"Accept": "text/csv"}, **ASKED)["Content-Type"].startswith(
        "text/csv"
    )
    assert desk.get(BOARD, **ASKED).json()["size"]["certain"] == 3


def test_an_answer_holds_as_long_as_the_views_are_where_they_were(
    told: Callable[[], Desk], asked: list[object]
) -> None:
    desk = told()
    first = desk.get(BOARD, as_of="2023-11-16")
    asked.clear()
    again = desk.get(BOARD, as_of="2023-11-16")
    assert len(asked) == 1
    assert (again.content, again["ETag"]) == (first.content, first["ETag"])
    unchanged = desk.get(BOARD, headers={"If-None-Match": first["ETag"]}, as_of="2023-11-16")
    assert unchanged.status_code == 304

    gone = {"person": "cem", "organization": "acme", "post": "director", "manner": "resigned"}
    [left] = desk.record(event("person.departed", "2023-11-15", **gone))
    assert desk.get(BOARD, as_of="2023-11-16").content == first.content  # not in the views yet
    desk.project()
    later = desk.ask(BOARD, as_of="2023-11-16")
    assert later["known_at"]["position"] == left["position"]
    assert later["size"]["certain"] == first.json()["size"]["certain"] - 1


def test_that_it_was_unchanged_is_kept_too_but_is_no_answer_for_who_has_none(
    told: Callable[[], Desk], asked: list[object]
) -> None:
    """As by another process than the one that gave the answer first."""
    desk = told()
    first = desk.get(BOARD, as_of="2023-11-16")
    answer_cache._answers.cache_clear()
    has = {"If-None-Match": first["ETag"]}
    assert desk.get(BOARD, headers=has, as_of="2023-11-16").status_code == 304
    asked.clear()
    again = desk.get(BOARD, headers=has, as_of="2023-11-16")
    assert (again.status_code, again["ETag"], len(asked)) == (304, first["ETag"], 1)
    assert again["Cache-Control"] == first["Cache-Control"]
    whole = desk.get(BOARD, as_of="2023-11-16")
    assert (whole.status_code, whole.content) == (200, first.content)
    other = desk.get(BOARD, headers={"If-None-Match": '"other"'}, as_of="2023-11-16")
    assert (other.status_code, other.content) == (200, first.content)

    gone = {"person": "cem", "organization": "acme", "post": "director", "manner": "resigned"}
    desk.record(event("person.departed", "2023-11-15", **gone))
    desk.project()
    assert desk.get(BOARD, headers=has, as_of="2023-11-16").status_code == 200


def test_a_rebuilt_or_parked_view_is_asked_anew(told: Callable[[], Desk]) -> None:
    desk = told()
    first = desk.get(BOARD, as_of="2023-11-16")
    ParkedTrack.objects.create(
        projection="tenures", generation=1, track="acme/post/director", position=1, error="x"
    )
    assert desk.ask(BOARD, as_of="2023-11-16")["stale"] is True
    ParkedTrack.objects.all().delete()
    assert desk.get(BOARD, as_of="2023-11-16").content == first.content


def test_who_has_an_answer_of_before_a_rebuild_is_told_what_it_mended(
    told: Callable[[], Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is pinned is said for good."""
    desk, path = told(), "organizations/acme/timeline/"
    before = desk.get(path)
    pinned = desk.get(path, known_at="@14")
    facts = projection("facts")
    derive = facts.derive

    def mended(*arguments: Any) -> Any:
        rows: Any = derive(*arguments)
        return [replace(row, summary=f"{row.summary}!") for row in rows]

    monkeypatch.setattr(facts, "derive", mended, raising=False)
    monkeypatch.setattr(facts, "version", facts.version + 1, raising=False)
    rebuild_all()
    now = desk.get(path, headers={"If-None-Match": before["ETag"]})
    assert now.status_code == 200
    assert now.json()["results"][0]["summary"].endswith("!")
    assert desk.get(path, headers={"If-None-Match": now["ETag"]}).status_code == 304
    had = {"If-None-Match": pinned["ETag"]}
    assert desk.get(path, headers=had, known_at="@14").status_code == 304


def test_what_depends_on_the_clock_is_not_kept(
    told: Callable[[], Desk], asked: list[object]
) -> None:
    desk = told()
    for query in ({}, {"known_at": "@14"}):
        desk.get(BOARD, **query)
        asked.clear()
        desk.get(BOARD, **query)
        assert len(asked) > 1


def test_who_may_not_read_gets_none_of_it(told: Callable[[], Desk]) -> None:
    desk = told()
    assert desk.get(BOARD, **ASKED).status_code == 200
    desk.log_in()
    assert desk.get(BOARD, **ASKED).status_code == 403


def test_shared_caches_may_keep_what_anybody_may_read(
    told: Callable[[], Desk], settings: Any
) -> None:
    desk = told()
    assert "private" in desk.get(BOARD, as_of="2023-11-16")["Cache-Control"]
    settings.NEWSROOM_ANONYMOUS_READ = True
    answer = desk.get(BOARD, as_of="2023-11-15", known_at="@14")
    assert answer["Cache-Control"].startswith("public, immutable")
    unchanged = desk.get(
        BOARD, headers={"If-None-Match": answer["ETag"]}, as_of="2023-11-15", known_at="@14"
    )
    for told_of in (answer, unchanged):
        assert {"Accept", "Authorization"} <= set(told_of["Vary"].split(", "))


def test_what_links_to_another_host_is_another_answer(
    told: Callable[[], Desk], settings: Any
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    desk = told()
    asked = {"known_at": "@14", "limit": "1"}
    here, there = (
        desk.get("organizations/acme/timeline/", headers={"Host": host}, **asked)
        for host in ("news.example", "desk.example")
    )
    assert "//news.example/" in here.json()["next"]
    assert "//desk.example/" in there.json()["next"]
    assert here["ETag"] != there["ETag"]


def test_a_request_counts_once_whether_or_not_its_answer_still_holds(
    told: Callable[[], Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = told()
    counted = []

    def allowed(throttle: CallerThrottle, request: Any, view: Any) -> bool:
        counted.append(request)
        return True

    monkeypatch.setattr(CallerThrottle, "allow_request", allowed)
    for _ in range(2):
        desk.ask(BOARD, as_of="2023-11-16")
    desk.append(event("entity.renamed", entity="acme", name="Apex"))
    assert desk.ask(BOARD, as_of="2023-11-16")["organization"]["name"] == "Apex"
    assert len(counted) == 3


def test_who_asks_for_another_answer_than_there_is_is_refused_and_keeps_nothing_of_it(
    told: Callable[[], Desk],
) -> None:
    desk = told()
    for _ in range(2):  # the second time, of an answer that is kept
        refused = desk.get(BOARD, headers={"If-Match": '"other"'}, **ASKED)
        assert refused.status_code == 412
        assert refused["Content-Type"] == "application/problem+json"
        assert refused.json()["status"] == 412
        assert "Cache-Control" not in refused
        first = desk.get(BOARD, **ASKED)
        assert first.status_code == 200
    assert desk.get(BOARD, headers={"If-Match": first["ETag"]}, **ASKED).content == first.content
