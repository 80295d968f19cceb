"""What `occurred` accepts and means, and how `as_of`, `known_at` and `tz` are read."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest

from tests.acceptance.desk import CITATION, Desk, Json

NEW_YORK = "America/New_York"


def tried(desk: Desk, occurred: Any, **envelope: Any) -> httpx.Response:
    told = {"headline": "Something happens", "about": [desk.slug("acme")]}
    desk.known()
    event = desk.fact("happening.recorded", occurred, **{**envelope, **told})
    return desk.post(event, dry_run=True)


def read(desk: Desk, occurred: Any, **envelope: Any) -> Json:
    answer = tried(desk, occurred, **envelope)
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()["events"][0]["occurred"]
    return found


@pytest.mark.parametrize(
    ("occurred", "precision", "earliest", "latest"),
    [
        ("2021-07-04T10:20:30Z", "second", "2021-07-04T10:20:30", "2021-07-04T10:20:30"),
        ("2021-07-04T10:20:30+02:00", "second", "2021-07-04T08:20:30", "2021-07-04T08:20:30"),
        ("2021-07-04T10:20-04:00", "minute", "2021-07-04T14:20", "2021-07-04T14:20:59.999999"),
        ("2021-07-04T10:20", "minute", "2021-07-04T14:20", "2021-07-04T14:20:59.999999"),
        ("2021-07-04", "day", "2021-07-04T04:00", "2021-07-05T03:59:59.999999"),
        ("2021-07", "month", "2021-07-01T04:00", "2021-08-01T03:59:59.999999"),
        ("2021", "year", "2021-01-01T05:00", "2022-01-01T04:59:59.999999"),
        ("2021~", "year", "2020-01-01T05:00", "2023-01-01T04:59:59.999999"),
        ("2021%", "year", "2020-01-01T05:00", "2023-01-01T04:59:59.999999"),
        ("2021-07~", "month", "2021-06-01T04:00", "2021-09-01T03:59:59.999999"),
        ("2021-07-04~", "day", "2021-07-03T04:00", "2021-07-06T03:59:59.999999"),
        ("2021?", "year", "2021-01-01T05:00", "2022-01-01T04:59:59.999999"),
        ("2021-21", "season", "2021-03-01T05:00", "2021-06-01T03:59:59.999999"),
        ("2021-22", "season", "2021-06-01T04:00", "2021-09-01T03:59:59.999999"),
        ("2021-23", "season", "2021-09-01T04:00", "2021-12-01T04:59:59.999999"),
        ("2021-24", "season", "2021-12-01T05:00", "2022-03-01T04:59:59.999999"),
        ("201X", "decade", "2010-01-01T05:00", "2020-01-01T04:59:59.999999"),
        ("20XX", "century", "2000-01-01T05:00", "2100-01-01T04:59:59.999999"),
        ("2021-XX", None, "2021-01-01T05:00", "2022-01-01T04:59:59.999999"),
        ("2021-07-XX", None, "2021-07-01T04:00", "2021-08-01T03:59:59.999999"),
        ("[2018-01..2018-04]", None, "2018-01-01T05:00", "2018-05-01T03:59:59.999999"),
        ("[2018-01,2018-04]", None, "2018-01-01T05:00", "2018-05-01T03:59:59.999999"),
        ("[..2023-11-18]", None, None, "2023-11-19T04:59:59.999999"),
        ("[2023-11-18..]", None, "2023-11-18T05:00", "2024-06-02T03:59:59.999999"),
        ("unknown", "unknown", None, "2024-06-02T03:59:59.999999"),
        ("2090-01-01", "day", "2090-01-01T05:00", "2090-01-02T04:59:59.999999"),
        (
            {"earliest": "2021-07-04", "latest": "2021-07-06", "text": "that week"},
            None,
            "2021-07-04T04:00",
            "2021-07-07T03:59:59.999999",
        ),
        (
            {"earliest": "2021-07-04T18:00", "latest": "2021-07-04", "text": "at night"},
            None,
            "2021-07-04T22:00",
            "2021-07-05T03:59:59.999999",
        ),
        (
            {"earliest": None, "latest": "2021-07-04"},
            None,
            None,
            "2021-07-05T03:59:59.999999",
        ),
        (
            {"earliest": "2021-07-04", "latest": "2021-07-04", "timezone": "Asia/Tokyo"},
            None,
            "2021-07-03T15:00",
            "2021-07-04T14:59:59.999999",
        ),
    ],
    ids=str,
)
def test_windows(
    desk: Desk, occurred: Any, precision: str | None, earliest: str | None, latest: str
) -> None:
    found = read(desk, occurred, timezone=NEW_YORK)
    assert found["earliest"] == instant(earliest)
    assert found["latest"] == instant(latest)
    assert precision in (None, found["precision"])
    if isinstance(occurred, str):
        assert found["text"] == occurred
    elif "text" in occurred:
        assert found["text"] == occurred["text"]


def instant(text: str | None) -> str | None:
    if text is None:
        return None
    return datetime.fromisoformat(f"{text}+00:00").astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def test_a_time_that_comes_twice_covers_both(desk: Desk) -> None:
    found = read(desk, "2021-11-07T01:30", timezone=NEW_YORK)
    assert found["earliest"] == "2021-11-07T05:30:00.000000Z"
    assert found["latest"] == "2021-11-07T06:30:59.999999Z"


def test_a_day_of_a_clock_change_has_its_own_length(desk: Desk) -> None:
    found = read(desk, "2021-11-07", timezone=NEW_YORK)
    assert found["earliest"] == "2021-11-07T04:00:00.000000Z"
    assert found["latest"] == "2021-11-08T04:59:59.999999Z"


@pytest.mark.parametrize(
    "occurred",
    [
        "2021-01-01/2021-02-01",
        "2021-01-01/..",
        "0000",
        "10000-01-01",
        "-0044-03-15",
        "Y17E7",
        "2021-02-30",
        "2021-13",
        "2021-25",
        "last week",
        "",
        "2021-07-04T25:00Z",
        "2021-07-04T10Z",
        "{2021,2022}",
        {},
        {"earliest": "2021-02-01", "latest": "2021-01-01"},
        {"earliest": "whenever", "latest": None},
        2021,
        True,
        ["2021"],
    ],
    ids=str,
)
def test_refused_times(desk: Desk, occurred: Any) -> None:
    answer = tried(desk, occurred, timezone=NEW_YORK)
    assert answer.status_code == 422, answer.text
    [error] = answer.json()["errors"]
    assert error["pointer"].startswith("/occurred")
    assert error["detail"]


def test_an_interval_is_refused_with_what_is_accepted(desk: Desk) -> None:
    [error] = tried(desk, "2021-01/2021-02").json()["errors"]
    assert "[2021-01..2021-02]" in error["detail"] or "[a..b]" in error["detail"]


def test_a_time_that_the_clocks_left_out_is_refused_with_those_beside_it(desk: Desk) -> None:
    answer = tried(desk, "2021-03-14T02:30", timezone=NEW_YORK)
    assert answer.status_code == 422
    [error] = answer.json()["errors"]
    assert error["pointer"] == "/occurred"
    assert "01:30" in error["detail"] or "01:59" in error["detail"] or "06:" in error["detail"]
    assert "03:" in error["detail"] or "07:" in error["detail"]


@pytest.mark.parametrize("zone", ["Mars/Olympus", "EST5", "+02:00", "", 5, "../etc/passwd"])
def test_a_zone_that_is_none(desk: Desk, zone: Any) -> None:
    answer = tried(desk, "2021-07-04", timezone=zone)
    if zone == "EST5":
        assert answer.status_code in {200, 422}
        return
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/timezone"


def test_the_zone_of_the_event_of_its_first_story_of_the_newsroom(desk: Desk) -> None:
    desk.known()
    stories = []
    for name, zone in (("tokyo", "Asia/Tokyo"), ("plain", None)):
        data = {"story": desk.slug(name), "title": name, "follows": [desk.slug("acme")]}
        told = data | ({"timezone": zone} if zone else {})
        desk.send({"type": "story.opened", "data": told})
        stories.append(desk.slug(name))

    assert read(desk, "2021-07-04", stories=stories)["timezone"] == "Asia/Tokyo"
    assert read(desk, "2021-07-04")["timezone"] == "UTC"
    both = read(desk, "2021-07-04", stories=stories, timezone=NEW_YORK)
    assert both["timezone"] == NEW_YORK

    told = {"headline": "Something happens", "about": [desk.slug("acme")], "stories": stories}
    [event] = desk.send(desk.fact("happening.recorded", "2021-07-04", **told))
    assert desk.ask(f"events/{event}/", at_least=None)["timezone"] == "Asia/Tokyo"


def test_an_open_end_without_a_day_of_publication_is_when_it_was_recorded(desk: Desk) -> None:
    desk.known()
    told = {"headline": "Something happens", "about": [desk.slug("acme")]}
    cited = [{"source": "the-gazette"}]
    desk.send(desk.fact("happening.recorded", "unknown", citations=cited, **told))
    [fact] = desk.timeline()
    assert fact["window"]["latest"] == fact["recorded_at"]
    assert fact["undated"] is True


def test_the_first_citation_s_publication_counts(desk: Desk) -> None:
    cited = [{**CITATION, "published": "2020-02-02"}, {**CITATION, "published": "2023-03-03"}]
    assert read(desk, "unknown", citations=cited)["latest"] == "2020-02-02T23:59:59.999999Z"


# --- Questions ----------------------------------------------------------------------------------


def test_every_answer_echoes_its_question_resolved(desk: Desk) -> None:
    desk.zone = "Asia/Shanghai"
    desk.appointed("ada", "2020-01-01")
    told = desk.of("acme", "board", as_of="2021-07-04", known_at=f"@{desk.position}")
    assert told["as_of"] == {
        "requested": "2021-07-04",
        "instant": "2021-07-04T15:59:59.999999Z",
        "timezone": "Asia/Shanghai",
    }
    assert told["known_at"]["requested"] == f"@{desk.position}"
    assert told["known_at"]["position"] == desk.position
    assert told["known_at"]["timezone"] == "Asia/Shanghai"
    other = desk.of("acme", "board", as_of="2021-07-04", tz=NEW_YORK)
    assert other["as_of"]["instant"] == "2021-07-05T03:59:59.999999Z"
    now = desk.of("acme", "leadership")
    assert now["as_of"]["requested"] is None
    assert now["known_at"]["requested"] is None
    assert now["known_at"]["position"] >= desk.position


VIEWS = ("board", "leadership", "timeline", "board/history")


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("as_of", "2021-07-04T10:00"),
        ("as_of", "2021-07-04T10:00:00"),
        ("as_of", "2021-07"),
        ("as_of", "yesterday"),
        ("as_of", ""),
        ("known_at", "2021-07-04T10:00:00"),
        ("known_at", "2090-01-01"),
        ("known_at", "2090-01-01T00:00:00Z"),
        ("known_at", "@99999999"),
        ("known_at", "@-1"),
        ("known_at", "@x"),
        ("tz", "Mars/Olympus"),
        ("tz", "+02:00"),
        ("at_least", "x"),
        ("at_least", "-1"),
        ("surprise", "1"),
    ],
)
def test_wrong_questions(desk: Desk, view: str, name: str, value: str) -> None:
    desk.known()
    answer = desk.client.get(f"organizations/{desk.slug('acme')}/{view}/", params={name: value})
    assert answer.status_code == 400, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    [error] = answer.json()["errors"]
    assert error["pointer"] == f"/{name}"
    assert error["detail"]


def test_known_at_by_instant_by_position_and_by_date(desk: Desk) -> None:
    desk.appointed("ada", "2020-01-01")
    first = desk.position
    recorded = desk.client.get("events/", params={"stream": f"organization/{desk.slug('acme')}"})
    introduced_at = recorded.json()["results"][0]["recorded_at"]
    at = recorded.json()["results"][-1]["recorded_at"]
    left = desk.departed("ada", "2021-01-01")
    left_at = desk.ask(f"events/{left}/")["recorded_at"]

    assert desk.board("2022-01-01") == {}
    assert desk.board("2022-01-01", known_at=f"@{first}") == {"ada": "certain"}
    assert desk.board("2022-01-01", known_at=at) == {"ada": "certain"}
    assert desk.board("2022-01-01", known_at=left_at) == {}
    told = desk.of("acme", "board", as_of="2022-01-01", known_at=at)
    assert told["known_at"]["position"] == first
    assert told["known_at"]["requested"] == at

    assert desk.board("2022-01-01", known_at=f"{day_of(left_at)}") == {}
    eve = desk.of("acme", "board", known_at=f"{day_of(introduced_at) - timedelta(days=1)}")
    assert eve["known"] is False
    assert eve["members"] == []


def day_of(recorded_at: str) -> date:
    return datetime.fromisoformat(recorded_at).astimezone(UTC).date()


def test_known_at_zero_knows_nothing(desk: Desk) -> None:
    desk.appointed("ada", "2020-01-01")
    told = desk.of("acme", "board", known_at="@0")
    assert (told["known"], told["members"]) == (False, [])
    assert desk.ask(f"people/{desk.slug('ada')}/career/", known_at="@0")["tenures"] == []
    assert desk.of("acme", "leadership", known_at="@0")["posts"] == []
    assert desk.of("acme", "timeline", known_at="@0")["results"] == []
    for path in (f"organizations/{desk.slug('acme')}/timeline/", "people/", "events/"):
        first, again = (desk.client.get(path, params={"known_at": "@0"}) for _ in range(2))
        assert first.content == again.content
        assert first.headers["etag"] == again.headers["etag"]


@pytest.mark.parametrize(
    "path",
    [
        "organizations/{}/",
        "organizations/{}/board/",
        "organizations/{}/board/history/",
        "organizations/{}/board/changes/?from=2020-01-01",
        "organizations/{}/leadership/",
        "organizations/{}/leadership/changes/?from=2020-01-01",
        "organizations/{}/timeline/",
        "people/{}/",
        "people/{}/career/",
        "people/{}/timeline/",
        "stories/{}/",
        "stories/{}/timeline/",
        "stories/{}/leadership/",
        "event-types/{}/",
    ],
)
def test_never_introduced_is_404(editor: httpx.Client, path: str) -> None:
    answer = editor.get(path.format("nobody-at-all"))
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == 404


def test_a_person_is_no_organization(desk: Desk) -> None:
    desk.known("ada")
    assert desk.client.get(f"organizations/{desk.slug('ada')}/board/").status_code == 404
    assert desk.client.get(f"people/{desk.slug('acme')}/career/").status_code == 404


def test_at_least_beyond_the_log_is_503(desk: Desk) -> None:
    desk.known()
    answer = desk.client.get(
        f"organizations/{desk.slug('acme')}/board/", params={"at_least": 99_999_999}
    )
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) >= 1


def test_a_day_of_known_at_that_is_still_running_means_now(desk: Desk) -> None:
    desk.appointed("ada", "2020-01-01")
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        today = datetime.now(ZoneInfo(zone)).date()
        told = desk.of("acme", "board", known_at=f"{today}", tz=zone)
        assert [desk.name(one["person"]) for one in told["members"]] == ["ada"]
        after = today + timedelta(days=1)
        path = f"organizations/{desk.slug('acme')}/board/"
        answer = desk.get(path, known_at=f"{after}", tz=zone)
        # Unless it has begun since.
        assert answer.status_code == 400 or datetime.now(ZoneInfo(zone)).date() == after
