"""Timelines, lists, tables, caching, resolve and operating, over HTTP."""

import csv
import io
import json
from collections.abc import Callable
from itertools import chain
from typing import Any

import pytest
from kombu.exceptions import OperationalError

from stories import tasks
from stories.engine import parking, rebuild
from stories.models import ParkedTrack
from tests.integration.stories.api.conftest import Desk
from tests.integration.upheaval import event

Tell = Callable[[], Desk]
TIMELINE = "organizations/acme/timeline/"
REBUILT = ("organizations/acme/board/", TIMELINE, "people/", "stories/upheaval/")


def pages(desk: Desk, path: str, **query: str) -> list[list[str]]:
    """Event ids by page, following `next`."""
    found = []
    answer = desk.ask(path, **query)
    while True:
        found.append([fact["event"] for fact in answer["results"]])
        if answer["next"] is None:
            return found
        answer = desk.client.get(answer["next"]).json()


class TestTimeline:
    def test_in_order_with_undated_facts_last(self, told: Tell) -> None:
        desk = told()
        about = {"headline": "A rumour", "about": ["acme"]}
        desk.append(event("happening.recorded", "unknown", **about))
        facts = desk.ask(TIMELINE)["results"]
        assert [fact["position"] for fact in facts] == [7, 8, 10, 11, 9, 12, 13, 14, 15]
        assert facts[-1]["undated"] is True
        newest = desk.ask(TIMELINE, order="desc")["results"]
        assert [fact["position"] for fact in newest] == [14, 13, 12, 9, 11, 10, 8, 7, 15]
        assert facts[0]["summary"].startswith("Ada Lee")
        assert facts[0]["window"]["text"] == "2020-01-01"

    @pytest.mark.parametrize(
        ("query", "positions"),
        [
            ({"from": "2023-11-17"}, [12, 13, 14]),
            ({"from": "2020-02-10", "to": "2020-02-10"}, [9]),
            ({"from": "2020-02-10", "to": "2020-02-10", "certain": "true"}, []),
            ({"from": "2020-02-01", "to": "2020-02-29", "certain": "true"}, [9]),
            ({"as_of": "2021-01-01", "type": "person.appointed", "entity": "bob"}, [8, 10]),
            ({"type": "person.departed"}, [12, 13]),
            ({"type": "organization.introduced"}, [1]),
            ({"entity": "dot"}, [14]),
            ({"confidence": "official,rumoured"}, []),
            ({"story": "upheaval", "entity": "cem"}, [9]),
            ({"status": "retracted"}, []),
        ],
    )
    def test_filters(self, told: Tell, query: dict[str, str], positions: list[int]) -> None:
        facts = told().ask(TIMELINE, **query)["results"]
        assert [fact["position"] for fact in facts] == positions

    def test_retracted_facts_only_where_asked_for(self, told: Tell) -> None:
        desk = told()
        [fact] = desk.ask(TIMELINE, entity="dot")["results"]
        desk.append(event("event.retracted", event=fact["event"], reason="r", public_note="n"))
        assert desk.ask(TIMELINE, entity="dot")["results"] == []
        [shown] = desk.ask(TIMELINE, entity="dot", status="retracted")["results"]
        assert shown["amendments"][0]["type"] == "event.retracted"
        assert len(desk.ask(TIMELINE, entity="dot", known_at="@14")["results"]) == 1

    @pytest.mark.parametrize("order", ["asc", "desc"])
    def test_pages_stand_still_while_the_log_grows(self, told: Tell, order: str) -> None:
        desk = told()
        whole = [fact["event"] for fact in desk.ask(TIMELINE, order=order)["results"]]
        assert list(chain(*pages(desk, TIMELINE, order=order, limit="3"))) == whole
        first = desk.ask(TIMELINE, order=order, limit=3)
        desk.append(
            event("happening.recorded", "2020-01-01", headline="Late", about=["acme"]),
            event("event.retracted", event=whole[4], reason="r", public_note="n"),
        )
        second = desk.client.get(first["next"])
        assert [fact["event"] for fact in second.json()["results"]] == whole[3:6]
        assert second.json()["known_at"]["position"] == 14
        assert "immutable" in second["Cache-Control"]

    def test_of_a_person_and_of_a_story(self, told: Tell) -> None:
        desk = told()
        assert len(desk.ask("people/ada/timeline/")["results"]) == 5
        assert len(desk.ask("stories/upheaval/timeline/")["results"]) == 8

    @pytest.mark.parametrize(
        "query",
        [{"cursor": "x"}, {"entity": "nobody"}, {"limit": "0"}, {"from": "x"}, {"type": "x.y"}],
    )
    def test_bad_filters(self, told: Tell, query: dict[str, str]) -> None:
        response = told().get(TIMELINE, **query)
        assert response.status_code == 400
        assert response.json()["errors"][0]["pointer"] == f"/{next(iter(query))}"

    def test_a_cursor_belongs_to_its_list(self, told: Tell) -> None:
        desk = told()
        link = desk.ask(TIMELINE, limit=3)["next"]
        foreign = desk.client.get(link.replace("organizations/acme", "people/ada"))
        assert foreign.json()["errors"][0]["code"] == "foreign_cursor"


class TestEntities:
    def test_pages_of_people(self, told: Tell) -> None:
        desk = told()
        first = desk.ask("people/", limit=3)
        assert [one["name"] for one in first["results"]] == ["Ada Lee", "Bob Ray", "Cem Can"]
        second = desk.client.get(first["next"]).json()
        assert [one["id"] for one in second["results"]] == ["dot"]
        assert second["next"] is None
        assert first["known_at"]["position"] == 14

    def test_as_known(self, told: Tell) -> None:
        desk = told()
        assert [o["id"] for o in desk.ask("organizations/")["results"]] == ["acme"]
        assert desk.ask("organizations/", known_at="@0")["results"] == []
        [story] = desk.ask("stories/")["results"]
        assert (story["id"], story["title"]) == ("upheaval", "Upheaval")

    @pytest.mark.parametrize(
        ("path", "query", "found"),
        [
            ("people/", {"type": "person.departed"}, ["ada"]),
            (
                "people/",
                {"type": "person.departed,person.introduced"},
                ["ada", "bob", "cem", "dot"],
            ),
            ("people/", {"from": "2023-11-17"}, ["ada", "dot"]),
            ("people/", {"from": "2020-02-10", "to": "2020-02-20"}, ["cem"]),
            ("people/", {"from": "2020-02-10", "to": "2020-02-20", "certain": "true"}, []),
            ("people/", {"as_of": "2020-01-01", "confidence": "confirmed"}, ["ada", "bob"]),
            ("people/", {"entity": "dot"}, ["ada", "dot"]),
            ("people/", {"story": "upheaval", "order": "desc"}, ["dot", "cem", "bob", "ada"]),
            ("people/", {"status": "retracted"}, []),
            ("people/", {"status": "retracted", "known_at": "@15"}, []),
            ("people/", {"confidence": "rumoured"}, []),
            ("organizations/", {"type": "person.departed"}, ["acme"]),
            ("organizations/", {"story": "upheaval"}, ["acme"]),
            ("organizations/", {"to": "2019-12-30"}, []),
            ("stories/", {"entity": "dot"}, ["upheaval"]),
            ("stories/", {"entity": "dot", "type": "person.departed"}, []),
            ("stories/", {"story": "upheaval"}, ["upheaval"]),
        ],
    )
    def test_filters(self, told: Tell, path: str, query: dict[str, str], found: list[str]) -> None:
        """What the facts name that the same filters keep in a timeline."""
        desk = told()
        desk.append(
            event("organization.introduced", organization="mill", name="Mill", kind="other")
        )
        assert [one["id"] for one in desk.ask(path, **query)["results"]] == found
        lines = desk.get(f"{path.rstrip('/')}.ndjson", **query).getvalue().splitlines()
        assert [json.loads(line)["id"] for line in lines] == found

    def test_a_fact_that_waits_concerns_only_what_is_asked_by_facts(self, told: Tell) -> None:
        desk = told()
        ParkedTrack.objects.create(
            projection="facts", generation=1, track="x", position=1, error="x"
        )
        assert "stale" not in desk.ask("people/")
        assert desk.ask("people/", story="upheaval")["stale"] is True

    def test_pages_in_the_other_order(self, told: Tell) -> None:
        desk = told()
        first = desk.ask("people/", limit=3, order="desc", story="upheaval")
        assert [one["id"] for one in first["results"]] == ["dot", "cem", "bob"]
        second = desk.client.get(first["next"]).json()
        assert [one["id"] for one in second["results"]] == ["ada"]

    @pytest.mark.parametrize(
        "query", [{"entity": "nobody"}, {"type": "x.y"}, {"order": "up"}, {"status": "open"}]
    )
    def test_bad_filters(self, told: Tell, query: dict[str, str]) -> None:
        response = told().get("people/", **query)
        assert response.status_code == 400
        assert response.json()["errors"][0]["pointer"] == f"/{next(iter(query))}"

    def test_profiles(self, told: Tell) -> None:
        desk = told()
        assert desk.ask("organizations/acme/")["attributes"]["kind"] == "company"
        assert desk.ask("people/ada/")["person"] == {"id": "ada", "name": "Ada Lee"}
        story = desk.ask("stories/upheaval/")
        assert story["story"]["name"] == "Upheaval"
        assert [one["name"] for one in story["follows"]] == ["Acme", "Ada Lee"]


class TestTables:
    @pytest.mark.parametrize(
        ("path", "rows"),
        [
            ("organizations/acme/board", 3),
            ("organizations/acme/leadership", 2),
            ("organizations/acme/timeline", 8),
            ("organizations/acme/board/history", 4),
            ("people/ada/career", 2),
            ("people", 4),
            ("organizations", 1),
            ("stories", 1),
            ("stories/upheaval/leadership", 2),
        ],
    )
    def test_every_list_has_one(self, told: Tell, path: str, rows: int) -> None:
        desk = told()
        by_suffix = desk.get(f"{path}.csv", as_of="2023-11-18")
        assert by_suffix["Content-Type"].startswith("text/csv")
        table = by_suffix.getvalue()
        assert len(list(csv.DictReader(io.StringIO(table.decode())))) == rows
        by_header = desk.get(f"{path}/", {"Accept": "text/csv"}, as_of="2023-11-18")
        assert by_header.getvalue() == table

    @pytest.mark.parametrize("form", ["csv", "ndjson"])
    def test_of_nobody(self, told: Tell, form: str) -> None:
        """A story that was not known yet, and one that follows no organisation."""
        desk = told()
        desk.append(event("story.opened", story="quiet", title="Quiet", follows=[]))
        for story, query in (("upheaval", {"known_at": "@0"}), ("quiet", {})):
            response = desk.get(f"stories/{story}/leadership.{form}", **query)
            assert response.status_code == 200
            assert len(response.getvalue().splitlines()) == (form == "csv")

    def test_formulas_are_inert(self, told: Tell) -> None:
        desk = told()
        desk.append(event("entity.renamed", entity="ada", name="=HYPERLINK(1)"))
        text = desk.get("people.csv").getvalue().decode()
        assert "'=HYPERLINK(1)" in text

    @pytest.mark.parametrize("form", ["csv", "ndjson"])
    @pytest.mark.parametrize(
        "path",
        ["people", "stories", "people/ada/timeline", "stories/upheaval/contradictions", "events"],
    )
    @pytest.mark.parametrize(
        "query", [{"limit": "x"}, {"confidence": "sure"}, {"from": "2020-01-01T10:00"}]
    )
    def test_problems_stay_json(
        self, told: Tell, path: str, form: str, query: dict[str, str]
    ) -> None:
        response = told().get(f"{path}.{form}", **{f"{name}_": query[name] for name in query})
        assert response.status_code == 400
        assert response["Content-Type"] == "application/problem+json"
        [fault] = response.json()["errors"]
        assert fault["pointer"] == f"/{next(iter(query))}"

    @pytest.mark.parametrize("first", ["cursor", "as_of", "tz", "unknown", "limit"])
    @pytest.mark.parametrize(
        ("path", "own"),
        [
            ("people/", {}),
            ("people/ada/timeline/", {}),
            ("stories/upheaval/contradictions/", {"kind": "odd"}),
            ("stories/upheaval/sources/", {"single_source": "perhaps"}),
            ("stories/upheaval/deals/", {"type": "person.departed"}),
            ("events/", {"amends": "x"}),
        ],
    )
    def test_one_fault_hides_no_other(
        self, told: Tell, path: str, own: dict[str, str], first: str
    ) -> None:
        query = {first: "x", "order": "up", "confidence": "sure", "from_": "soon", **own}
        response = told().get(path, **query)
        wanted = {f"/{name.rstrip('_')}" for name in query}
        pointers = [fault["pointer"] for fault in response.json()["errors"]]
        assert set(pointers) == wanted
        assert len(pointers) == len(wanted)

    def test_a_name_to_resolve_is_missed_beside_other_faults(self, told: Tell) -> None:
        response = told().get("resolve/", as_of="x", limit="y")
        pointers = {fault["pointer"] for fault in response.json()["errors"]}
        assert pointers == {"/as_of", "/limit", "/name"}

    def test_so_do_those_of_what_was_never_introduced(self, told: Tell) -> None:
        assert told().get("people.csv", entity="nobody").status_code == 400

    def test_what_is_no_list_has_none(self, told: Tell) -> None:
        assert told().get("people/ada/", {"Accept": "text/csv"}).status_code == 406


class TestCaching:
    BOARD = "organizations/acme/board/"

    def test_a_pinned_answer_is_kept_for_ever(self, told: Tell) -> None:
        desk = told()
        query = {"as_of": "2023-11-17", "known_at": "@14"}
        first = desk.get(self.BOARD, **query)
        assert "immutable" in first["Cache-Control"]
        assert "private" in first["Cache-Control"]
        assert {"Accept", "Authorization"} <= set(first["Vary"].split(", "))
        desk.append(event("entity.renamed", entity="acme", name="Apex"))
        again = desk.get(self.BOARD, **query)
        assert again.content == first.content
        assert again["ETag"] == first["ETag"]
        unchanged = desk.get(self.BOARD, {"If-None-Match": first["ETag"]}, **query)
        assert (unchanged.status_code, unchanged.content) == (304, b"")
        assert unchanged["ETag"] == first["ETag"]

    def test_the_present_is_revalidated(self, told: Tell) -> None:
        desk = told()
        first = desk.get(self.BOARD, as_of="2023-11-17")
        assert first["Cache-Control"] == "private, no-cache"
        headers = {"If-None-Match": first["ETag"]}
        assert desk.get(self.BOARD, headers, as_of="2023-11-17").status_code == 304
        desk.append(event("entity.renamed", entity="acme", name="Apex"))
        assert desk.get(self.BOARD, headers, as_of="2023-11-17").status_code == 200

    def test_now_moves_on(self, told: Tell) -> None:
        desk = told()
        response = desk.get(self.BOARD, known_at="@14")
        assert "immutable" not in response["Cache-Control"]
        assert desk.get(self.BOARD, known_at="@14")["ETag"] != response["ETag"]

    def test_each_representation_has_its_own_tag(self, told: Tell) -> None:
        desk = told()
        table = desk.get(self.BOARD, {"Accept": "text/csv"}, as_of="2023-11-17")
        assert table["ETag"] != desk.get(self.BOARD, as_of="2023-11-17")["ETag"]

    def test_reading_less_before_saying_unchanged(
        self, told: Tell, django_assert_max_num_queries: Callable[..., object]
    ) -> None:
        desk = told()
        tag = desk.get(self.BOARD, as_of="2023-11-17")["ETag"]
        with django_assert_max_num_queries(7):  # type: ignore[attr-defined]
            desk.get(self.BOARD, {"If-None-Match": tag}, as_of="2023-11-17")


class TestResolve:
    def test_candidates(self, told: Tell) -> None:
        desk = told()
        answer = desk.ask("resolve/", name="ada lee")
        assert [(c["id"], c["kind"], c["name"]) for c in answer["candidates"]] == [
            ("ada", "person", "Ada Lee")
        ]
        assert answer["ambiguous"] is False
        assert desk.ask("resolve/", name="Upheaval", kind="person")["candidates"] == []
        assert desk.ask("resolve/", name="Ada Lee", known_at="@1")["candidates"] == []

    def test_a_name_is_needed(self, told: Tell) -> None:
        assert told().get("resolve/").json()["errors"][0]["pointer"] == "/name"


class TestOperating:
    def test_projections(self, told: Tell) -> None:
        results = told().ask("projections/")["results"]
        assert {"facts", "names", "tenures"} <= {one["name"] for one in results}
        assert {(one["position"], one["lag"]) for one in results} == {(14, 0)}

    def test_retry(self, told: Tell) -> None:
        response = told().client.post("/api/v1/projections/tenures/retry/")
        assert response.json() == {"projection": "tenures", "mended": [], "parked": []}

    def test_unknown(self, told: Tell) -> None:
        desk = told()
        for action in ("retry", "rebuild"):
            response = desk.client.post(f"/api/v1/projections/nothing/{action}/")
            assert response.status_code == 404

    @pytest.mark.parametrize("action", ["retry", "rebuild"])
    def test_no_parameter_is_taken(
        self, told: Tell, monkeypatch: pytest.MonkeyPatch, action: str
    ) -> None:
        """It may be meant to keep something from being done."""
        monkeypatch.setattr(rebuild, "request", pytest.fail)
        monkeypatch.setattr(parking, "retry", pytest.fail)
        path = f"/api/v1/projections/tenures/{action}/?dry_run=true"
        response = told().client.post(path)
        [error] = response.json()["errors"]
        assert (response.status_code, error["code"]) == (400, "unknown_parameter")
        assert error["detail"] == "there is no parameter 'dry_run' here; none is accepted"

    @pytest.mark.parametrize("name", ["facts", "names", "tenures"])
    def test_rebuild(self, told: Tell, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
        desk = told()
        called: list[int] = []

        def call(arguments: tuple[int], **_: Any) -> None:
            called.extend(arguments)

        monkeypatch.setattr(tasks.build_part, "apply_async", call)
        before = {path: desk.ask(path, as_of="2023-11-17", known_at="@14") for path in REBUILT}
        response = desk.client.post(f"/api/v1/projections/{name}/rebuild/")
        assert response.status_code == 202
        assert response.json()["rebuild"]["status"] == "building"
        again = desk.client.post(f"/api/v1/projections/{name}/rebuild/")
        assert again.status_code == 409
        for part in called:
            tasks.build_part(part)
        [state] = [p for p in desk.ask("projections/")["results"] if p["name"] == name]
        assert state["rebuild"]["status"] == "swapped"
        assert (state["generation"], state["lag"]) == (2, 0)
        after = {path: desk.ask(path, as_of="2023-11-17", known_at="@14") for path in REBUILT}
        assert after == before

    def test_a_rebuild_that_no_worker_can_be_called_to_has_begun_all_the_same(
        self, told: Tell, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The sweep calls them once the broker is back."""
        desk = told()

        def nowhere(*_: Any, **__: Any) -> None:
            raise OperationalError

        monkeypatch.setattr(tasks.build_part, "apply_async", nowhere)
        response = desk.client.post("/api/v1/projections/facts/rebuild/")
        assert response.status_code == 202
        assert response.json()["rebuild"]["status"] == "building"

    def test_only_an_operator_rebuilds(self, told: Tell) -> None:
        desk = told()
        desk.log_in("read")
        assert desk.client.post("/api/v1/projections/facts/rebuild/").status_code == 403

    @pytest.mark.parametrize("path", ["people/ada/timeline/", "organizations/acme/contradictions/"])
    def test_what_was_certain_by_a_day_told_is_the_same_whenever_it_is_asked(
        self, told: Tell, path: str
    ) -> None:
        desk = told()
        by_then = {"certain": "true", "to": "2023-12-01"}
        first = desk.get(path, **by_then)
        assert desk.get(path, {"If-None-Match": first["ETag"]}, **by_then).status_code == 304
        pinned = desk.get(path, known_at="@14", **by_then)
        assert "immutable" in pinned["Cache-Control"]
        assert desk.get(path, known_at="@14", **by_then)["ETag"] == pinned["ETag"]

    @pytest.mark.parametrize(
        "path",
        ["people/ada/timeline/", "stories/upheaval/sources/", "organizations/acme/contradictions/"],
    )
    def test_a_list_that_depends_on_the_moment_tells_which_it_is(
        self, told: Tell, path: str
    ) -> None:
        desk = told()
        now = desk.ask(path, certain="true")["as_of"]
        assert now["requested"] is None
        assert now["instant"] > "2026"
        assert "as_of" not in desk.ask(path, certain="true", to="2023-12-01")
        assert "as_of" not in desk.ask(path)
