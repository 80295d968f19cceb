"""Changes, histories, lists, tables, and what may be kept of an answer."""

import csv
import io
import json

import httpx
import pytest

from tests.acceptance.desk import Desk, Json

KINDS = ("joined", "left", "confirmed", "doubted", "appeared", "dropped")


def people(desk: Desk, told: Json) -> dict[str, list[str]]:
    """Who is told of, by kind of change; kinds without anybody left out."""
    found = {kind: [desk.name(one["person"]) for one in told[kind]] for kind in (*KINDS, "changed")}
    return {kind: names for kind, names in found.items() if names}


def changes(desk: Desk, start: str, end: str, view: str = "board") -> dict[str, list[str]]:
    told = desk.of("acme", f"{view}/changes", **{"from": start, "to": end})
    assert told["from"]["requested"] == start
    assert told["to"]["requested"] == end
    return people(desk, told)


# --- Within a day, between two moments ----------------------------------------------------------


def test_what_changed_during_the_day(desk: Desk) -> None:
    begun = desk.appointed("ada", "2020-05-10T09:00:00Z")
    left = desk.departed("ada", "2020-05-10T17:00:00Z", manner="removed")
    desk.appointed("bob", "2020-05-11")
    told = desk.of("acme", "board", as_of="2020-05-10")
    assert told["members"] == []
    first, second = told["during_day"]
    assert (first["change"], second["change"]) == ("joined", "left")
    assert (first["post"], first["events"]) == ("director", [begun])
    assert (second["manner"], second["events"]) == ("removed", [left])
    assert second["window"] == {
        "earliest": "2020-05-10T17:00:00.000000Z",
        "latest": "2020-05-10T17:00:00.000000Z",
    }
    assert desk.of("acme", "board", as_of="2020-05-10T23:59:59.999999Z")["during_day"] == []
    tokyo = desk.of("acme", "board", as_of="2020-05-10", tz="Asia/Tokyo")
    assert [one["change"] for one in tokyo["during_day"]] == ["joined"]


def test_during_the_day_in_the_leadership(desk: Desk) -> None:
    desk.appointed("ada", "2020-05-10", post="ceo")
    desk.appointed("ada", "2020-05-10")
    told = desk.of("acme", "leadership", as_of="2020-05-10")
    assert [(one["post"], one["change"]) for one in told["during_day"]] == [("ceo", "joined")]


def test_every_kind_of_change(desk: Desk) -> None:
    desk.appointed("joins", "2020-05-10")
    desk.appointed("leaves", "2010-01-01")
    desk.departed("leaves", "2020-05-10")
    desk.appointed("is-confirmed", "2020")
    desk.appointed("is-doubted", "2010-01-01")
    desk.departed("is-doubted", "2021")
    desk.appointed("appears", "2021")
    desk.departed("drops", "2020-05-10")
    desk.appointed("changes", "2010-01-01", independent=True)
    desk.appointed("changes", "2020-05-10", independent=False)
    desk.appointed("stays", "2010-01-01")
    assert changes(desk, "2020-05-01", "2021-02-01") == {
        "joined": ["joins"],
        "left": ["leaves"],
        "confirmed": ["is-confirmed"],
        "doubted": ["is-doubted"],
        "appeared": ["appears"],
        "dropped": ["drops"],
        "changed": ["changes"],
    }


def test_changes_of_dates_mean_the_ends_of_days(desk: Desk) -> None:
    desk.appointed("ada", "2020-05-10")
    assert changes(desk, "2020-05-09", "2020-05-10") == {"joined": ["ada"]}
    assert changes(desk, "2020-05-10", "2020-05-11") == {}
    assert changes(desk, "2020-05-09T12:00Z", "2020-05-10T00:00Z") == {"appeared": ["ada"]}


def test_changes_of_the_leadership(desk: Desk) -> None:
    desk.appointed("ada", "2010-01-01", post="ceo")
    desk.departed("ada", "2020-05-10", post="ceo", manner="removed")
    desk.appointed("bob", "2020-05-10", post="ceo", acting=True)
    desk.appointed("bob", "2021-05-10", post="ceo", acting=False)
    assert changes(desk, "2020-05-09", "2020-05-10", "leadership") == {
        "joined": ["bob"],
        "left": ["ada"],
    }
    assert changes(desk, "2020-05-10", "2021-05-10", "leadership") == {"changed": ["bob"]}
    told = desk.of("acme", "leadership/changes", **{"from": "2020-05-09", "to": "2020-05-10"})
    assert told["left"][0]["manner"] == "removed"
    assert all(one["events"] for one in told["left"] + told["joined"])


def test_changes_need_a_beginning_before_the_end(desk: Desk) -> None:
    desk.known("ada")
    assert desk.get(f"organizations/{desk.slug('acme')}/board/changes/").status_code == 400
    backwards = {"from": "2021-01-01", "to": "2020-01-01"}
    answer = desk.get(f"organizations/{desk.slug('acme')}/board/changes/", **backwards)
    assert answer.status_code == 400
    local = {"from": "2021-01-01T10:00", "to": "2022-01-01"}
    answer = desk.get(f"organizations/{desk.slug('acme')}/board/changes/", **local)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"] == "/from"


def test_how_our_answer_changed_as_we_learned_more(desk: Desk) -> None:
    seen = desk.observed("ada", "2020-05-10")
    seen_at = desk.position
    begun = desk.appointed("bob", "2019", confidence="rumoured")
    left = desk.departed("ada", "2020-05-05")
    left_at = desk.position
    undone = desk.retract(left)
    told = desk.of("acme", "board/history", as_of="2020-05-20")
    steps = told["steps"]
    assert [step["event"] for step in steps][:2] == [seen, begun]
    assert steps[0]["position"] == seen_at
    assert steps[0]["recorded_at"].endswith("Z")
    assert [people(desk, {**step, "changed": []}) for step in steps][:2] == [
        {"joined": ["ada"]},
        {"joined": ["bob"]},
    ]
    earlier = desk.of("acme", "board/history", as_of="2020-05-06")["steps"]
    assert [(s["event"], people(desk, {**s, "changed": []})) for s in earlier] == [
        (seen, {"appeared": ["ada"]}),
        (begun, {"joined": ["bob"]}),
    ]
    pinned = desk.of("acme", "board/history", as_of="2020-05-20", known_at=f"@{seen_at}")
    assert [step["event"] for step in pinned["steps"]] == [seen]
    assert left_at < desk.position
    assert undone not in {step["event"] for step in steps}


def test_a_history_of_corrections(desk: Desk) -> None:
    event = desk.appointed("ada", "2020-05-10")
    correction = desk.correct(event, occurred="2021-05-10")
    narrowed = desk.correct(event, occurred="2020")
    retraction = desk.retract(event)
    told = desk.of("acme", "board/history", as_of="2020-06-01")["steps"]
    assert [(s["event"], people(desk, {**s, "changed": []})) for s in told] == [
        (event, {"joined": ["ada"]}),
        (correction, {"left": ["ada"]}),
        (narrowed, {"appeared": ["ada"]}),
        (retraction, {"dropped": ["ada"]}),
    ]


# --- Timelines ----------------------------------------------------------------------------------


def happened(desk: Desk, headline: str, occurred: str, **more: str) -> str:
    about = [desk.slug("acme")]
    told = {"headline": headline, "about": about, **more}
    return desk.send(desk.fact("happening.recorded", occurred, **told))[-1]


@pytest.fixture
def told(desk: Desk) -> Desk:
    desk.known("ada")
    happened(desk, "never dated", "unknown")
    happened(desk, "june", "2020-06")
    happened(desk, "the fifth", "2020-06-05", confidence="official")
    happened(desk, "the year", "2020")
    happened(desk, "earlier", "2019-12-31")
    happened(desk, "the first", "2020-06-01")
    return desk


def headlines(desk: Desk, **parameters: str) -> list[str]:
    return [fact["data"]["headline"] for fact in desk.timeline(**parameters)]


IN_ORDER = ["earlier", "the year", "the first", "june", "the fifth", "never dated"]


def test_a_timeline_runs_by_window(told: Desk) -> None:
    assert headlines(told) == IN_ORDER
    facts = told.timeline()
    assert [fact.get("undated", False) for fact in facts] == [False] * 5 + [True]
    dated = list(reversed(IN_ORDER[:-1]))
    assert headlines(told, order="desc") in ([*dated, "never dated"], ["never dated", *dated])
    keys = {
        *("event", "type", "summary", "window", "data", "entities", "stories", "citations"),
        *("independent_sources", "confidence", "status", "amendments"),
    }
    assert all(fact.keys() >= keys for fact in facts)


def test_facts_without_an_earliest_moment_come_last_whatever_the_order(told: Desk) -> None:
    assert headlines(told, order="desc")[-1] == "never dated"


def test_what_can_have_happened_between(told: Desk) -> None:
    span = {"from": "2020-06-01", "to": "2020-06-04"}
    assert headlines(told, **span) == ["the year", "the first", "june", "never dated"]
    assert headlines(told, **span, certain="true") == ["the first"]
    year = {"from": "2020-01-01", "to": "2020-12-31"}
    assert headlines(told, **year, certain="true") == IN_ORDER[1:5]
    assert headlines(told, **{"from": "2020-06-05", "to": "2020-06-05"}) == [
        "the year",
        "june",
        "the fifth",
        "never dated",
    ]


def test_what_is_disputed_to_have_happened_has_not_certainly(told: Desk) -> None:
    denied = happened(told, "the denied", "2020-06-02")
    told.dispute(happened(told, "badly dated", "2020-06-03"), "when")
    told.dispute(denied, "happened")
    span = {"from": "2020-06-01", "to": "2020-06-04", "certain": "true"}
    assert headlines(told, **span) == ["the first", "badly dated"]
    told.amend("dispute.settled", denied, prevailing="original", reason="the minutes")
    assert headlines(told, **span) == ["the first", "the denied", "badly dated"]


def test_filters_of_a_timeline(told: Desk) -> None:
    assert headlines(told, confidence="official") == ["the fifth"]
    told.appointed("ada", "2020-06-06")
    assert [fact["type"] for fact in told.timeline(entity=told.slug("ada"))] == ["person.appointed"]
    assert [fact["type"] for fact in told.timeline(type="person.appointed")] == ["person.appointed"]
    assert told.timeline(status="disputed") == []
    mine = told.ask(f"people/{told.slug('ada')}/timeline/")["results"]
    assert [fact["type"] for fact in mine] == ["person.appointed"]
    for wrong in ({"type": "x"}, {"confidence": "sure"}, {"status": "x"}, {"order": "x"}):
        answer = told.get(f"organizations/{told.slug('acme')}/timeline/", **wrong)
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["pointer"] == f"/{next(iter(wrong))}"


def test_summaries_name_who_they_tell_of(desk: Desk) -> None:
    desk.departed("ada", "2020-05-10", post="ceo", manner="removed")
    [fact] = desk.timeline(type="person.departed")
    assert fact["summary"] == "Ada removed as CEO of Acme"


def test_a_cursor_stays_where_it_is_while_the_log_grows(told: Desk) -> None:
    path = f"organizations/{told.slug('acme')}/timeline/"
    seen: list[str] = []
    answer = told.ask(path, limit=2)
    while True:
        seen += [fact["data"]["headline"] for fact in answer["results"]]
        if answer["next"] is None:
            break
        happened(told, f"late {len(seen)}", "2019-01-01")
        happened(told, f"later {len(seen)}", "2020-07-01")
        told.retract(answer["results"][-1]["event"])
        answer = told.client.get(answer["next"]).json()
    assert seen == IN_ORDER


def test_a_cursor_of_another_list_is_refused(told: Desk) -> None:
    path = f"organizations/{told.slug('acme')}/timeline/"
    assert told.get(path, cursor="nonsense").status_code == 400
    told.send(told.organization("other"))
    link = httpx.URL(told.ask(path, limit=2)["next"])
    elsewhere = str(link).replace(told.slug("acme"), told.slug("other"))
    assert told.client.get(elsewhere).status_code == 400


def test_lists_of_what_there_is(desk: Desk) -> None:
    desk.known("ada")
    for path, slug in (("organizations/", "acme"), ("people/", "ada")):
        ids: list[str] = []
        answer = desk.ask(path, limit=500)
        while True:
            ids += [one["id"] for one in answer["results"]]
            if not answer["next"]:
                break
            answer = desk.client.get(answer["next"]).json()
        assert desk.slug(slug) in ids
        assert len(ids) == len(set(ids))
        assert answer["known_at"]["position"] >= desk.position


# --- Tables -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "view", ["board", "leadership", "timeline", "board/history", "board/changes"]
)
def test_any_list_as_a_table(desk: Desk, view: str) -> None:
    desk.appointed("ada", "2020-05-10", post="chair", title='The "Chair", of all')
    path = f"organizations/{desk.slug('acme')}/{view}"
    span = {"from": "2020-01-01", "to": "2021-01-01"} if view == "board/changes" else {}
    asked = {"as_of": "2021-01-01"} if view != "board/changes" else span
    by_name = desk.get(f"{path}.csv", **asked)
    accepted = desk.client.get(
        f"{path}/", params={"at_least": desk.position, **asked}, headers={"Accept": "text/csv"}
    )
    for answer in (by_name, accepted):
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"].startswith("text/csv")
        heading, *rows = csv.reader(io.StringIO(answer.text))
        assert rows
        assert all(len(row) == len(heading) for row in rows)
    assert by_name.text == accepted.text


def test_a_table_of_a_career_and_of_people(desk: Desk) -> None:
    desk.appointed("ada", "2020-05-10")
    for path in (f"people/{desk.slug('ada')}/career.csv", "people.csv", "organizations.csv"):
        assert desk.get(path).headers["content-type"].startswith("text/csv")


@pytest.mark.parametrize(("path", "key"), [("projections", "name"), ("event-types", "type")])
def test_what_the_newsroom_is_made_of_as_a_table(desk: Desk, path: str, key: str) -> None:
    told = [one[key] for one in desk.client.get(f"{path}/").json()["results"]]
    for answer in (
        desk.client.get(f"{path}.csv"),
        desk.client.get(f"{path}/", headers={"Accept": "text/csv"}),
    ):
        assert answer.headers["content-type"].startswith("text/csv")
        assert [row[key] for row in csv.DictReader(io.StringIO(answer.text))] == told
    lines = desk.client.get(f"{path}.ndjson").text.splitlines()
    assert [json.loads(line)[key] for line in lines] == told


@pytest.mark.parametrize("path", ["organizations/{}/board/", "events/"])
def test_a_table_where_it_is_liked_better_than_json(desk: Desk, path: str) -> None:
    desk.known("ada")
    liked = {"Accept": "text/csv, application/json;q=0.5"}
    answer = desk.client.get(path.format(desk.slug("acme")), headers=liked)
    assert answer.headers["content-type"].startswith("text/csv")


def test_no_lines_are_lines_too(desk: Desk) -> None:
    desk.known("ada")
    answer = desk.get(f"organizations/{desk.slug('acme')}/board.ndjson")
    assert answer.content == b""
    assert answer.headers["content-type"] == "application/x-ndjson"


def test_a_cell_is_no_formula(desk: Desk) -> None:
    desk.known("ada")
    happened(desk, '=HYPERLINK("https://a.example")', "2020-01-01")
    [_heading, row] = csv.reader(
        io.StringIO(desk.get(f"organizations/{desk.slug('acme')}/timeline.csv").text)
    )
    assert not any(cell.startswith(("=", "+", "@")) for cell in row)


# --- What may be kept ---------------------------------------------------------------------------

KEPT = (
    "organizations/{acme}/board/?as_of=2020-12-31",
    "organizations/{acme}/leadership/?as_of=2020-12-31",
    "organizations/{acme}/board/history/?as_of=2020-12-31",
    "organizations/{acme}/board/changes/?from=2019-01-01&to=2020-12-31",
    "organizations/{acme}/timeline/?limit=1",
    "organizations/{acme}/timeline.csv?limit=3",
    "people/{ada}/career/?as_of=2020-12-31",
    "people/{ada}/?as_of=2020-12-31",
    "events/{event}/?",
    "resolve/?name=Ada&as_of=2020-12-31",
)


def test_an_answer_at_a_known_position_never_changes(desk: Desk) -> None:
    event = desk.appointed("ada", "2020-01-01")
    desk.appointed("ada", "2020-01-01", post="ceo")
    desk.known("adah", "bob")
    names = {"acme": desk.slug("acme"), "ada": desk.slug("ada"), "event": event}
    paths = [f"{path.format(**names)}&known_at=@{desk.position}" for path in KEPT]
    desk.board()  # the views have got there
    first = {path: desk.client.get(path) for path in paths}
    for path, answer in first.items():
        assert answer.status_code == 200, (path, answer.text)
        assert "immutable" in answer.headers["cache-control"], path
        assert answer.headers["etag"].startswith('"')

    desk.correct(event, occurred="2021-01-01")
    desk.departed("ada", "2020-05-05", post="ceo")
    desk.dispute(event, "happened")
    desk.merge("adah", "ada")
    desk.send(
        {"type": "entity.renamed", "data": {"entity": desk.slug("ada"), "name": "Countess"}},
        {"type": "entity.renamed", "data": {"entity": desk.slug("acme"), "name": "Acme & Co"}},
    )
    desk.merge("ada", "bob")
    desk.retract(event)
    desk.board()
    for path, answer in first.items():
        again = desk.client.get(path)
        assert again.content == answer.content, path
        assert again.headers["etag"] == answer.headers["etag"], path


def test_what_the_client_has_already_is_not_sent_again(desk: Desk) -> None:
    desk.appointed("ada", "2020-01-01")
    path = f"organizations/{desk.slug('acme')}/board/"
    pinned = {"as_of": "2021-01-01", "known_at": f"@{desk.position}"}
    first = desk.get(path, **pinned)
    tag = {"If-None-Match": first.headers["etag"]}
    again = desk.client.get(path, params={"at_least": desk.position, **pinned}, headers=tag)
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == first.headers["etag"]
    other = desk.client.get(path, params={**pinned, "as_of": "2019-01-01"}, headers=tag)
    assert other.status_code == 200


def test_an_answer_that_is_not_pinned_is_asked_for_anew(desk: Desk) -> None:
    desk.appointed("ada", "2020-01-01")
    told = desk.get(f"organizations/{desk.slug('acme')}/board/", as_of="2021-01-01")
    assert "immutable" not in told.headers["cache-control"]
    now = desk.get(f"organizations/{desk.slug('acme')}/board/", known_at=f"@{desk.position}")
    assert "immutable" not in now.headers["cache-control"]
