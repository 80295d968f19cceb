"""What the comboboxes of the form offer."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client

from events.recording.service import record
from newsroom.desk.form.sources import suggested_source
from stories.engine.advance import catch_up
from tests.integration.newsroom.desk.conftest import LogIn
from tests.integration.upheaval import event

URL = "/desk/append/suggestions/"
Options = list[dict[str, str]]
Suggest = Callable[..., Options]


class _Options(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: Options = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "li":
            self.found.append({key: value or "" for key, value in attrs} | {"text": ""})

    def handle_data(self, data: str) -> None:
        if self.found:
            self.found[-1]["text"] += data


@pytest.fixture
def reporter(upheaval: None, log_in: LogIn) -> Client:
    return log_in("reporter")


@pytest.fixture
def suggest(reporter: Client) -> Suggest:
    def ask(kind: str, q: str = "", **more: str) -> Options:
        response = reporter.get(URL, {"kind": kind, "q": q, "field": "data.x", **more})
        assert response.status_code == 200
        return _Options(response.content.decode()).found

    return ask


def values(options: Options) -> list[str]:
    return [one["data-value"] for one in options]


def test_people_with_the_posts_they_held_on_the_date(suggest: Suggest) -> None:
    [then] = suggest("person", "Ada Lee", occurred="2022-05", timezone="UTC")
    assert then["data-value"] == "ada"
    assert "Director of Acme, CEO of Acme" in then["text"]
    [after] = suggest("person", "Ada Lee", occurred="2024-05", timezone="UTC")
    assert "Acme" not in after["text"]


def test_other_spellings_find_somebody_and_say_why(suggest: Suggest) -> None:
    record(
        [event("entity.aliased", entity="dot", name="Дот Фокс", kind="transliteration")],
        recorded_by="tests",
    )
    catch_up()
    found = suggest("actor", "дот фокс")
    assert values(found)[0] == "dot"
    assert "“Дот Фокс”, transliteration: exact but for capitals" in found[0]["text"]


def test_who_is_not_there_can_be_introduced_as_what_the_field_takes(suggest: Suggest) -> None:
    does = [one.get("data-does") for one in suggest("actor", "Zed Omega", field="data.speaker")]
    assert does == ["introduce person data.speaker", "introduce organization data.speaker"]
    assert "data-does" not in suggest("person", "Bob Ray")[0]


def test_before_anything_is_typed_those_that_the_story_follows(suggest: Suggest) -> None:
    assert values(suggest("actor", story="upheaval")) == ["acme", "ada"]
    assert values(suggest("person", story="upheaval")) == ["ada"]
    assert suggest("person") == []


def test_the_posts_of_the_person_come_first(suggest: Suggest) -> None:
    about = {"person": "bob", "organization": "acme", "occurred": "2022", "timezone": "UTC"}
    found = suggest("post", type="person.departed", **about)
    assert values(found)[:2] == ["chair", "director"]
    assert "held by Bob Ray" in found[0]["text"]
    assert "all" in values(found)
    assert "all" not in values(suggest("post", type="person.appointed", **about))
    assert values(suggest("post", "chief sci")) == ["chief-scientist"]


def test_posts_are_told_by_their_own_titles_and_those_that_nobody_held_yet(
    suggest: Suggest,
) -> None:
    post = {"organization": "acme", "post": "archivist"}
    defined = event("post.defined", **post, title="Gérant", body="other", exclusive=True)
    ends = {"person": "dot", "organization": "acme", "post": "chair", "replaces": "bob"}
    chair = event("person.appointed", "2024-02-01", **ends, acting=True, title="Acting Chair")
    record([defined, chair], recorded_by="tests")
    catch_up()
    found = suggest("post", type="person.appointed", organization="acme")
    told = {one["data-value"]: one["text"] for one in found}
    assert "Gérant" in told["archivist"]
    assert "Acting" not in told["chair"]
    typed = suggest("post", "gerant", type="person.appointed", organization="acme")
    assert values(typed) == ["archivist"], "without its accent too"


def test_types_by_what_happened_as_far_as_one_may_record_them(
    suggest: Suggest, log_in: LogIn
) -> None:
    found = suggest("type", "fired")
    assert found[0]["data-does"] == "choose person.departed"
    assert "manner removed" in found[0]["text"]
    assert "event.retracted" not in values(suggest("type", "retract"))
    editor = log_in("editor").get(URL, {"kind": "type", "q": "retract"})
    assert "event.retracted" in editor.content.decode()


def test_sources_cited_before_with_what_they_say(suggest: Suggest) -> None:
    cited = {
        "source": "gazette",
        "url": "https://www.gazette.example/a/",
        "publisher": "The Gazette",
        "quote": "gone",
        "published": "2024-01-02",
    }
    gone = {"person": "cem", "organization": "acme", "post": "director", "manner": "resigned"}
    fact = event("person.departed", "2024", **gone) | {"citations": [cited]}
    record([fact], recorded_by="tests")
    [found] = suggest("source", "the gazette")
    assert found["data-value"] == "gazette"
    assert found["data-fill-url"] == cited["url"]
    assert found["data-fill-published"] == "2024-01-02"
    assert found["data-fill-derived_from"] == "", "what another source left there is taken out"
    assert "data-fill-quote" not in found
    assert values(suggest("source", "")) == ["blog", "gazette"]

    again = suggest("source", "http://gazette.example/a")
    assert values(again) == ["gazette"]
    [other] = suggest("source", "https://gazette.example/b/the-chair-leaves.html")
    assert other["data-value"] == "gazette-the-chair-leaves"
    assert other["data-fill-publisher"] == "The Gazette"


def test_sources_and_facts_are_found_without_their_accents(suggest: Suggest) -> None:
    cited = {"source": "le-monde-d-ete", "publisher": "Le Monde d’été"}
    said = event("happening.recorded", "2024", headline="Nestlé écrit", about=["acme"])
    record([{**said, "citations": [cited], "stories": ["upheaval"]}], recorded_by="tests")
    catch_up()
    assert values(suggest("source", "monde d’ete")) == ["le-monde-d-ete"]
    [found] = suggest("event", "nestle ecrit", story="upheaval")
    assert "Nestlé écrit" in found["text"]


@pytest.mark.parametrize(
    ("address", "slug"),
    [
        (
            "https://www.example.co.uk/2023/11/Board_fires-chief.php?x=1",
            "example-board-fires-chief",
        ),
        ("https://openai.com/", "openai"),
        ("http://x.com/sama/status/1725631621511184771", "x-1725631621511184771"),
    ],
)
def test_an_address_names_its_source(address: str, slug: str) -> None:
    assert suggested_source(address, [])["source"] == slug
    taken = [{"source": slug}]
    assert suggested_source(address, taken)["source"] == f"{slug}-2"


def test_facts_of_a_story_by_their_words(suggest: Suggest) -> None:
    found = suggest("event", "ceo removed", story="upheaval")
    assert [one["data-label"] for one in found] == ["Ada Lee removed as CEO of Acme"]


def test_zones(suggest: Suggest) -> None:
    assert values(suggest("zone", "los ang")) == ["America/Los_Angeles"]


def test_what_is_no_kind_is_not_found(reporter: Client) -> None:
    assert reporter.get(URL, {"kind": "unicorn"}).status_code == 404


def test_few_queries_however_many_candidates(
    reporter: Client, django_assert_max_num_queries: Any
) -> None:
    people = [event("person.introduced", person=f"lee-{n}", name=f"Lee {n}") for n in range(30)]
    record(people, recorded_by="tests")
    catch_up()
    with django_assert_max_num_queries(14):
        assert reporter.get(URL, {"kind": "person", "q": "Lee"}).status_code == 200


def test_a_time_is_told_as_it_is_typed(reporter: Client) -> None:
    asked = {"occurred": "2023-11", "timezone": "Asia/Shanghai"}
    told = reporter.get("/desk/append/understood/", asked).content.decode()
    assert "November 2023" in told
    assert "2023-10-31T16:00:00.000000Z" in told
    refused = reporter.get("/desk/append/understood/", {"occurred": "soon"}).content.decode()
    assert "Accepted:" in refused
    assert "or any words, with bounds of its own." in refused
    assert "an object" not in refused
    zone = reporter.get("/desk/append/understood/", asked | {"timezone": "Asia/Shangai"})
    assert "Did you mean Asia/Shanghai" in zone.content.decode()
