"""The browser and the page of one event, as they are asked for by address."""

import csv
import io
import re
from html import unescape
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events import effective
from events.models import Event
from events.types import decode
from tests.integration.newsroom.desk.events.conftest import LogIn
from tests.integration.stories.api.conftest import Desk
from tests.integration.upheaval import event

ADA_OUT = 12
CORRECTION = {
    "changes": {"data": {"manner": "resigned"}, "occurred": "2023-11-16"},
    "reason": "The letter says so.",
    "public_note": "She resigned, a day earlier.",
}


@pytest.fixture
def reader(desk: Desk, log_in: LogIn) -> Client:
    return log_in("reader")


def text_of(answer: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def shown(client: Client, **query: str) -> list[int]:
    return [line["position"] for line in client.get("/desk/events/", query).context["lines"]]


def at(position: int) -> str:
    return f"/desk/events/{Event.objects.get(position=position).id}/"


def correct(desk: Desk, position: int, **data: Any) -> None:
    target = str(Event.objects.get(position=position).id)
    desk.append({"type": "event.corrected", "data": {"event": target, **CORRECTION, **data}})


class TestBrowser:
    def test_an_entity_is_found_by_its_id_or_by_a_name(self, reader: Client) -> None:
        assert shown(reader, entity="dot") == shown(reader, entity="Dot Fox") == [14, 5]
        assert shown(reader, entity="dot fox") == [14, 5]

    def test_a_time_of_day_says_its_zone(self, desk: Desk, reader: Client) -> None:
        """Lines stand side by side that happened in several zones."""
        told = {"speaker": "dot", "text": "No.", "verbatim": True}
        said = event("statement.made", "2023-11-18T09:30", **told)
        desk.append({**said, "timezone": "Asia/Tokyo"})
        text = text_of(reader.get("/desk/events/"))
        assert "18 November 2023, 09:30 (Asia/Tokyo)" in text
        assert "17 November 2023, 12:00 (America/Los_Angeles)" in text
        assert "Times of recording in UTC" in text

    def test_a_name_that_is_not_sure_offers_who_may_be_meant(
        self, desk: Desk, reader: Client
    ) -> None:
        desk.append(event("person.introduced", person="ada-ray", name="Ada Ray"))
        answer = reader.get("/desk/events/", {"entity": "Ada"})
        assert answer.status_code == 400
        assert {one["id"] for one in answer.context["form"].candidates} == {"ada", "ada-ray"}
        offered = reader.get("/desk/events/", {"entity": "Ada", "q": "CEO", "status": "standing"})
        kept = 'href="/desk/events/?entity=ada&amp;q=CEO&amp;status=standing"'
        assert kept in offered.content.decode()
        nobody = reader.get("/desk/events/", {"entity": "Zebulon"})
        assert "Nobody and nothing in the record" in text_of(nobody)

    @pytest.mark.parametrize(
        "query",
        [
            {"type": "person.vanished"},
            {"confidence": "sure"},
            {"status": "gone"},
            {"story": "none"},
            {"recorded_from": "yesterday"},
            {"happened_to": "2023-13-01"},
            {"order": "random"},
            {"cursor": "xyz"},
            {"known_at": "@999"},
            {"q": "a\0b"},
            {"entity": "a\0b"},
        ],
    )
    def test_what_cannot_be_asked_is_told(self, reader: Client, query: dict[str, str]) -> None:
        assert reader.get("/desk/events/", query).status_code == 400

    def test_days_are_whole_days_of_the_zone_asked_for(self, reader: Client) -> None:
        day = {"happened_from": "2023-11-17", "happened_to": "2023-11-17"}
        assert shown(reader, **day, tz="America/Los_Angeles") == [14, 13, 12]
        assert shown(reader, **day, tz="Asia/Tokyo") == []

    def test_the_permalink_answers_the_same_whatever_is_recorded_since(
        self, desk: Desk, reader: Client
    ) -> None:
        answer = reader.get("/desk/events/", {"entity": "ada"})
        link, before = answer.context["permalink"], shown(reader, entity="ada")
        correct(desk, ADA_OUT)
        desk.append(event("person.died", "2023-12-01", person="ada"))
        assert len(shown(reader, entity="ada")) == len(before) + 2
        again = reader.get(f"/desk/events/?{link}")
        assert [line["position"] for line in again.context["lines"]] == before

    @pytest.mark.parametrize("order", ["recorded", "world"])
    def test_next_pages_by_address(self, desk: Desk, reader: Client, order: str) -> None:
        desk.append(*[event("happening.recorded", "2023-11-18", headline="x", about=["acme"])] * 60)
        first = reader.get("/desk/events/", {"order": order, "entity": "acme"})
        found = [line["position"] for line in first.context["lines"]]
        assert len(found) == 50
        desk.append(event("happening.recorded", "2023-11-18", headline="late", about=["acme"]))
        second = reader.get(f"/desk/events/?{first.context['next']}")
        found += [line["position"] for line in second.context["lines"]]
        assert second.context["next"] is None
        assert len(found) == len(set(found))
        assert 75 not in found
        other = first.context["next"].replace("acme", "ada")
        assert reader.get(f"/desk/events/?{other}").status_code == 400

    def test_as_a_table_with_every_filter(self, desk: Desk, reader: Client) -> None:
        correct(desk, ADA_OUT)
        answer = reader.get("/desk/events.csv", {"q": "resigned", "order": "oldest"})
        rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
        assert [row["position"] for row in rows] == ["12", "15"]
        assert rows[1]["amends"] == rows[0]["event"]
        assert rows[0]["summary"] == "Ada Lee resigned as CEO of Acme"
        refused = reader.get("/desk/events.csv", {"type": "none", "tz": "Asia/Tokyo"})
        assert refused.status_code == 400
        assert "Times of recording in Asia/Tokyo;" in refused.content.decode()

    def test_a_table_has_its_times_in_columns_of_their_own(
        self, desk: Desk, reader: Client
    ) -> None:
        answer = reader.get("/desk/events.csv", {"type": "person.departed"})
        row = next(csv.DictReader(io.StringIO(answer.content.decode())))
        assert "when" not in row
        assert row["occurred"] == "2023-11-17T12:00:00-08:00"
        assert row["occurred_earliest"] == row["occurred_latest"] == "2023-11-17T20:00:00.000000Z"
        assert row["timezone"] == "America/Los_Angeles"

    def test_few_queries_however_much_is_shown(self, desk: Desk, reader: Client) -> None:
        def queries() -> int:
            reader.get("/desk/events/", {"q": "acme"})  # names named since are read once
            with CaptureQueriesContext(connection) as counted:
                reader.get("/desk/events/", {"q": "acme"})
            return len(counted)

        few = queries()
        desk.append(*[event("happening.recorded", "2023-11-18", headline="x", about=["acme"])] * 60)
        assert queries() == few <= 16


class TestEvent:
    def test_says_what_it_now_says_and_how_it_came_to(self, desk: Desk, reader: Client) -> None:
        correct(desk, ADA_OUT)
        text = text_of(reader.get(at(ADA_OUT)))
        assert "Ada Lee resigned as CEO of Acme" in text
        assert "She resigned, a day earlier." in text
        assert "The letter says so." in text
        assert "Manner removed resigned" in text
        assert "17 November 2023" in text  # was
        assert "16 November 2023" in text

    def test_of_many_corrections_each_is_worked_out_once_for_all_that_they_changed(
        self, desk: Desk, reader: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for day in range(1, 21):
            correct(desk, ADA_OUT, changes={"occurred": f"2023-11-{day:02}"})
        read = []

        def counting(type_: str, *arguments: Any) -> Any:
            read.append(type_)
            return decode(type_, *arguments)

        monkeypatch.setattr(effective, "decode", counting)
        steps = reader.get(at(ADA_OUT)).context["steps"]
        days = [one["changes"][0].now.split()[0] for one in steps]
        assert days == [str(day) for day in range(1, 21)]
        assert read.count("event.corrected") <= 3 * 20

    def test_as_it_was_known_earlier(self, desk: Desk, reader: Client) -> None:
        correct(desk, ADA_OUT)
        before = text_of(reader.get(at(ADA_OUT), {"known_at": "@14"}))
        assert "Ada Lee removed as CEO of Acme" in before
        assert "Nothing since" in before
        assert "16 November" not in before
        assert "Not yet known" in text_of(reader.get(at(ADA_OUT), {"known_at": "@11"}))

    def test_a_story_is_not_called_as_who_has_its_slug(self, desk: Desk, reader: Client) -> None:
        target = str(Event.objects.get(position=ADA_OUT).id)
        desk.append(
            event("story.opened", story="ada", title="The fall", follows=["ada"]),
            {"type": "event.filed", "data": {"event": target, "story": "ada"}},
        )
        for position, said in ((15, "Story The fall"), (16, "Story The fall")):
            assert said in text_of(reader.get(at(position)))
        assert "Follows Ada Lee" in text_of(reader.get(at(15)))
        page = reader.get(at(ADA_OUT))
        assert {"id": "ada", "name": "The fall"} in page.context["stories"]
        assert "Filed under" in text_of(page)

    def test_what_rests_on_it(self, desk: Desk, reader: Client) -> None:
        rows = reader.get(at(ADA_OUT)).context["feeds"]
        assert [(row["projection"], row["person"]["name"]) for row in rows] == [
            ("tenures", "Ada Lee")
        ]
        correct(desk, ADA_OUT, changes={"data": {"person": "bob"}})
        [left] = reader.get(at(ADA_OUT)).context["feeds"]
        assert left["person"]["name"] == "Bob Ray"
        assert reader.get(at(1)).context["feeds"] == []

    def test_a_correction_tells_by_name_whom_it_was_told_of_before(
        self, desk: Desk, reader: Client
    ) -> None:
        correct(desk, ADA_OUT, changes={"data": {"person": "bob"}})
        [step] = reader.get(at(ADA_OUT)).context["steps"]
        assert {one.label: (one.was, one.now) for one in step["changes"]} == {
            "Person": ("Ada Lee", "Bob Ray")
        }

    def test_a_correction_tells_by_name_those_of_a_list(self, desk: Desk, reader: Client) -> None:
        told = event("board.reported", "2024-01-01", organization="acme", complete=False)
        told["data"]["members"] = [{"person": "ada"}, {"person": "bob"}]
        desk.append(told)
        correct(desk, 15, changes={"data": {"members": [{"person": "cem"}]}})
        correct(desk, 15, changes={"data": {"members": [{"person": "bob"}]}})
        steps = reader.get(at(15)).context["steps"]
        assert [(one.was, one.now) for step in steps for one in step["changes"]] == [
            ("Person: Ada Lee, Person: Bob Ray", "Person: Cem Can"),
            ("Person: Cem Can", "Person: Bob Ray"),
        ]

    def test_it_is_said_that_more_rests_on_it(
        self, desk: Desk, reader: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seats = [{"person": person} for person in ("ada", "bob", "cem")]
        told = event("board.reported", "2024-01-01", organization="acme", members=seats)
        told["data"]["complete"] = True
        desk.append(told)
        assert "And more" not in text_of(reader.get(at(15)))
        monkeypatch.setattr("newsroom.desk.events.feeds.MOST", 2)
        assert "And more" in text_of(reader.get(at(15)))

    def test_it_is_said_that_it_led_to_more(
        self, desk: Desk, reader: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        cause = str(Event.objects.get(position=ADA_OUT).id)
        said = event("happening.recorded", "2023-11-18", headline="Uproar", about=["acme"])
        desk.append(*({**said, "causation": cause} for _ in range(2)))
        assert "And to more" not in text_of(reader.get(at(ADA_OUT)))
        monkeypatch.setattr("newsroom.desk.events.event.MOST_EFFECTS", 1)
        assert "And to more" in text_of(reader.get(at(ADA_OUT)))

    def test_what_led_to_it(self, desk: Desk, reader: Client) -> None:
        cause = str(Event.objects.get(position=ADA_OUT).id)
        said = event("happening.recorded", "2023-11-18", headline="Uproar", about=["acme"])
        desk.append({**said, "causation": cause, "correlation": cause})
        answer = reader.get(at(15))
        assert answer.context["cause"]["summary"] == "Ada Lee removed as CEO of Acme"
        assert at(ADA_OUT) in answer.content.decode()
        before = reader.get(at(ADA_OUT)).context["effects"]
        assert [one["summary"] for one in before] == ["Uproar"]
        assert not reader.get(at(ADA_OUT), {"known_at": "@14"}).context["effects"]

    def test_what_it_led_to_is_found_by_an_index(self, desk: Desk) -> None:
        one = Event.objects.get(position=ADA_OUT)
        named = Event.objects.filter(content__has_key="causation", content__causation=str(one.id))
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            assert "events_event_causation" in named.explain()

    def test_only_web_addresses_are_links_and_tell_nobody_where_from(
        self, desk: Desk, reader: Client
    ) -> None:
        said = event("happening.recorded", "2023-11-18", headline="x", about=["acme"])
        url = 'https://example.org/?q="><script>alert(1)</script>'
        desk.append({**said, "citations": [{"source": "wire", "url": url}]})
        page = reader.get(at(15)).content.decode()
        [link] = re.findall(r"<a [^>]*example\.org[^>]*>", page)
        assert 'rel="noopener noreferrer nofollow"' in link
        assert "<script>alert" not in page

    def test_an_amendment_is_an_event_with_a_page(self, desk: Desk, reader: Client) -> None:
        correct(desk, ADA_OUT)
        answer = reader.get(at(15))
        assert at(ADA_OUT) in answer.content.decode()
        assert answer.context["status"] == "in effect"
        target = str(Event.objects.get(position=15).id)
        why = {"reason": "It was right.", "public_note": "We were right."}
        desk.append({"type": "event.retracted", "data": {"event": target, **why}})
        answer = reader.get(at(15))
        assert answer.context["status"] == "retracted"
        assert "We were right." in text_of(answer)
        assert "removed as CEO" in text_of(reader.get(at(ADA_OUT)))

    def test_who_may_not_amend_is_shown_no_buttons(self, reader: Client, log_in: LogIn) -> None:
        assert "/correct/" not in reader.get(at(ADA_OUT)).content.decode()
        assert "/correct/" not in log_in("reporter").get(at(ADA_OUT)).content.decode()
        assert "/correct/" in log_in("editor").get(at(ADA_OUT)).content.decode()

    def test_nothing_is_shown_to_who_may_not_read(self, desk: Desk) -> None:
        for path in ("/desk/events/", "/desk/events.csv", at(ADA_OUT)):
            assert Client().get(path).status_code == 302

    def test_few_queries_however_often_it_was_amended(self, desk: Desk, reader: Client) -> None:
        correct(desk, ADA_OUT)
        with CaptureQueriesContext(connection) as few:
            reader.get(at(ADA_OUT))
        for number in range(10):
            correct(desk, ADA_OUT, changes={"data": {"reason": f"No. {number}"}})
        with CaptureQueriesContext(connection) as many:
            assert len(reader.get(at(ADA_OUT)).context["steps"]) == 11
        assert len(many) == len(few)
        assert len(many) <= 20
