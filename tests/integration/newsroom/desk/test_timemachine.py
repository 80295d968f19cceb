"""The pages of an organisation and of a person, at any point."""

import html
import re
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events.models import Event
from events.recording.service import record
from newsroom.desk.drawing.layout import MOST_ROWS
from newsroom.desk.timemachine.points import AROUND
from stories.engine.advance import catch_up
from tests.integration.newsroom.desk.conftest import LogIn
from tests.integration.upheaval import Json, event

ACME = "/desk/organizations/acme/"
ADA = "/desk/people/ada/"
PINNED = "tz=America/Los_Angeles&pin_as_of=2020-01-01&pin_known_at=@11"
BEFORE = f"{ACME}?as_of=2023-11-16&known_at=@14&tz=America/Los_Angeles"


def text_of(client: Client, path: str, *, follow: bool = True) -> str:
    response = client.get(path, follow=follow)
    assert response.status_code == 200, response.content
    return " ".join(response.content.decode().split())


def options(text: str, name: str) -> list[str]:
    [found] = re.findall(rf'<select name="{name}".*?</select>', text)
    return re.findall(r'<option value="([^"]*)"', found)


def append(*envelopes: Json) -> list[str]:
    recorded = record(list(envelopes), recorded_by="tests").events
    catch_up()
    return [str(one["id"]) for one in recorded]


def test_names_are_put_right_from_the_page_of_whom_they_name(upheaval: None, log_in: LogIn) -> None:
    [event] = Event.objects.filter(type="person.introduced", stream="person/ada")
    text = text_of(log_in("editor"), ADA)
    for act in ("rename", "alias", "merge"):
        assert f'href="/desk/events/{event.id}/{act}/"' in text
    assert "/merge/" not in text_of(log_in("reporter"), ADA)
    assert "/rename/" in text_of(log_in("editor"), ACME)


def test_holdings_beyond_those_shown_are_in_a_table(
    upheaval: None, log_in: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = {"kind": "company"}
    append(
        *(
            event("organization.introduced", organization=one, name=one.title(), **new)
            for one in ("east", "west")
        ),
        *(
            event("control.observed", "2020", controller="acme", controlled=one, kind="full")
            for one in ("east", "west")
        ),
    )
    reader = log_in("reader")
    assert "Not all are shown" not in text_of(reader, ACME)
    monkeypatch.setattr("newsroom.desk.timemachine.related.LINKS", 1)
    told = html.unescape(text_of(reader, ACME))
    [table] = re.findall(r'href="(/api/v1/organizations/acme/ownership.csv[^"]*)"', told)
    lines = b"".join(reader.get(table)).decode().splitlines()
    assert len([line for line in lines if "east" in line or "west" in line]) == 2


def test_money_is_told_as_in_sentences_and_nothing_as_certain_of_what_is_only_possible(
    upheaval: None, log_in: LogIn
) -> None:
    def paid(investor: str, when: str, amount: Json | None) -> Json:
        told = {"amount": amount} if amount else {}
        return event("investment.made", when, investor=investor, recipient="acme", **told)

    big, small = ({"value": value, "currency": "EUR"} for value in ("7000000", "1500.5"))
    append(
        paid("ada", "2024-03", big),
        paid("bob", "2024-01-05", {**small, "qualifier": "about"}),
        paid("bob", "2024-03", big),
        paid("bob", "2024-01-05", None),
        paid("cem", "2024-01-05", None),
    )
    text = text_of(log_in("reader"), f"{ACME}?as_of=2024-03-15")
    sums = [
        " ".join(re.sub("<[^>]+>", "", told).split())
        for told in re.findall('<p class="sum">(.*?)</p>', text)
    ]
    assert sums == [
        "possibly EUR 7,000,000",
        "about EUR 1,500.5, possibly about EUR 7,001,500.5 and 1 payment of unknown amount",
        "1 payment of unknown amount",
    ]


def test_statements_beyond_those_shown_are_in_a_table(
    upheaval: None, log_in: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {"speaker": "ada", "verbatim": True}
    append(*(event("statement.made", f"2024-01-0{n}", text=f"Word {n}", **said) for n in (1, 2)))
    reader = log_in("reader")
    assert "The latest" not in text_of(reader, ADA)
    monkeypatch.setattr("newsroom.desk.people.views.SHOWN", 1)
    told = html.unescape(text_of(reader, ADA))
    [table] = re.findall(r'href="(/api/v1/people/ada/statements.csv[^"]*)"', told)
    lines = b"".join(reader.get(table)).decode()
    assert "Word 1" in lines
    assert "Word 2" in lines


def test_who_was_merged_leads_to_the_merge_which_can_be_undone(
    upheaval: None, log_in: LogIn
) -> None:
    append({"type": "entity.merged", "data": {"entity": "ada", "into": "bob"}})
    editor = log_in("editor")
    for page in (ADA, ADA.replace("ada", "bob")):
        told = html.unescape(text_of(editor, page))
        [way] = set(re.findall(r'href="(/desk/events/\?entity=ada&type=entity.merged)"', told))
        assert "Ada Lee found to be the same as Bob Ray" in text_of(editor, way)


def test_what_is_asked_leads_to_the_address_that_always_gives_the_same(
    upheaval: None, log_in: LogIn
) -> None:
    reader = log_in("reader")
    response = reader.get(f"{ACME}?as_of=2023-11-17")
    assert response.status_code == 302
    asked = parse_qs(urlsplit(response["Location"]).query)
    assert asked == {
        "as_of": ["2023-11-17"],
        "known_at": ["@14"],
        "tz": ["America/Los_Angeles"],
    }
    before = text_of(reader, response["Location"], follow=False)
    append(
        event(
            "person.departed",
            "2023-11-10",
            person="bob",
            organization="acme",
            post="director",
            manner="resigned",
        )
    )
    assert answer_part(text_of(reader, response["Location"])) == answer_part(before)


def answer_part(text: str) -> str:
    """What is told of board and leadership."""
    return text[text.index('id="leadership-title"') : text.index('id="picture-title"')]


def test_the_bare_address_is_about_the_present_and_offers_its_permalink(
    upheaval: None, log_in: LogIn
) -> None:
    reader = log_in("reader")
    text = text_of(reader, ACME, follow=False)
    [link] = re.findall(r'href="([^"]*)" id="lasting"', text)
    lasting = link.replace("&amp;", "&")
    assert "known_at=@14" in lasting
    assert reader.get(lasting).status_code == 200
    append(event("person.introduced", person="eve", name="Eve Ox"))
    assert "now, @15" in text_of(reader, ACME, follow=False)


def test_board_and_leadership_with_the_facts_behind_them(upheaval: None, log_in: LogIn) -> None:
    text = text_of(log_in("reader"), f"{ACME}?as_of=2023-11-17")
    assert '<strong class="stat">2</strong> certain' in text
    assert (
        'Before: <a href="/desk/people/ada/">Ada Lee</a>, removed 17 November 2023, 12:00' in text
    )
    assert "During that day" in text
    assert "Dot Fox appointed interim CEO of Acme" in text
    assert "<bdi>blog</bdi>, published <bdi>2023-11-20</bdi>" in text


def test_an_organisation_that_is_no_more_says_so(upheaval: None, log_in: LogIn) -> None:
    append(
        event("organization.introduced", organization="heir", name="The Heir", kind="company"),
        event("organization.dissolved", "2023-12-31", organization="acme", into="heir"),
    )
    reader = log_in("reader")
    gone = 'Dissolved 31 December 2023 into <a href="/desk/organizations/heir/">The Heir</a>'
    assert gone in text_of(reader, ACME)
    assert gone in text_of(reader, "/desk/stories/upheaval/")
    assert "Dissolved" not in text_of(reader, f"{ACME}?as_of=2023-12-30")


def test_a_chain_of_control_says_how_much_and_through_whom(upheaval: None, log_in: LogIn) -> None:
    append(
        *(
            event("organization.introduced", organization=slug, name=slug.title(), kind="company")
            for slug in ("bolt", "cog")
        ),
        held("acme", "bolt", min="49", max="49"),
        held("bolt", "cog", min="51"),
    )
    down = text_of(log_in("reader"), ACME)
    assert "minority, 49%, since 1 May 2020</span>" in down
    assert "minority, at least 51%, since 1 May 2020, through <bdi>Bolt</bdi></span>" in down
    up = text_of(log_in("reader"), "/desk/organizations/cog/")
    assert (
        up.index("at least 51%")
        < up.index("minority, 49%")
        < up.index(", through <bdi>Bolt</bdi></span>")
    )


def test_a_chain_that_comes_back_says_so(upheaval: None, log_in: LogIn) -> None:
    append(
        event("organization.introduced", organization="bolt", name="Bolt", kind="company"),
        held("acme", "bolt", max="5"),
        held("bolt", "acme", max="7"),
    )
    told = text_of(log_in("reader"), ACME)
    assert told.count(", in a circle</span>") == 2
    assert "at most 7%, since 1 May 2020, through <bdi>Bolt</bdi>, in a circle</span>" in told


def test_a_hold_of_another_kind_is_told_in_words(upheaval: None, log_in: LogIn) -> None:
    append(
        event("organization.introduced", organization="bolt", name="Bolt", kind="company"),
        event("control.observed", "2020-05-01", controller="acme", controlled="bolt", kind="other"),
    )
    assert "in another way, since the start of 1 May 2020 at the latest" in text_of(
        log_in("reader"), ACME
    )


def held(controller: str, controlled: str, **share: str) -> Json:
    ends = {"controller": controller, "controlled": controlled}
    return event("control.established", "2020-05-01", **ends, kind="minority", share=share)


def test_the_world_stops_at_changes_and_the_record_at_positions(
    upheaval: None, log_in: LogIn
) -> None:
    text = text_of(log_in("reader"), f"{ACME}?as_of=2020-02-10")
    assert options(text, "as_of") == [
        "2020-01-01T00:00:00-08:00",
        "2020-01-01",
        "2020-02-01T00:00:00-08:00",
        "2020-02-10",
        "2020-02-29",
        "2023-11-17T12:00:00-08:00",
        "",
    ]
    assert options(text, "known_at") == [f"@{position}" for position in range(7, 15)]
    assert "@12, " in text
    assert "Ada Lee removed as CEO of Acme" in text


def test_the_sliders_stop_where_a_hold_on_it_or_of_it_changes(
    upheaval: None, log_in: LogIn
) -> None:
    append(
        event(
            "organization.introduced",
            organization="bolt",
            name="Bolt",
            kind="company",
            timezone="America/Los_Angeles",
        ),
        held("acme", "bolt", min="49"),
        event("control.ended", "2022-05", controller="acme", controlled="bolt"),
    )
    for page in (f"{ACME}?as_of=2022-05-10", "/desk/organizations/bolt/?as_of=2022-05-10"):
        text = text_of(log_in("reader"), page)
        assert {"2022-05-01T00:00:00-07:00", "2022-05-31"} <= set(options(text, "as_of"))
        assert {"@16", "@17"} <= set(options(text, "known_at"))
        assert "Acme may no longer have a minority stake in Bolt (at least 49%)" in text
        assert "Control of Bolt by Acme ended" in text


def test_the_difference_between_two_points_of_the_record(upheaval: None, log_in: LogIn) -> None:
    path = f"{ACME}?as_of=2023-12-01&known_at=@14&pin_as_of=2023-12-01&pin_known_at=@11"
    text = text_of(log_in("reader"), path)
    differs = text[text.index("What differs") : text.index("Names and founders")]
    assert re.search(r"Left</h4> <ul class=\"items\"> <li><a href=\"/desk/people/ada/\">", differs)
    assert re.search(
        r"Joined</h4> <ul class=\"items\"> <li><a href=\"/desk/people/dot/\">", differs
    )


def test_what_became_of_holds_is_told_during_the_day(upheaval: None, log_in: LogIn) -> None:
    append(
        event("organization.introduced", organization="bolt", name="Bolt", kind="company"),
        held("acme", "bolt", min="49"),
        event("control.ended", "2022-05-03", controller="acme", controlled="bolt"),
    )

    def during(day: str) -> str:
        text = text_of(log_in("reader"), f"{ACME}?as_of={day}")
        told = text[text.index("During that day</h2>") : text.index("Names and founders")]
        return " ".join(re.sub("<[^>]+>", " ", told).split())

    assert "Acme gained a minority stake in Bolt (at least 49%) 1 May 2020" in during("2020-05-01")
    assert "Acme no longer had a minority stake in Bolt (at least 49%)" in during("2022-05-03")
    assert "1 fact behind it" in during("2022-05-03")
    assert "Nobody came or went" in during("2022-05-04")


def test_the_difference_tells_who_holds_what_otherwise(upheaval: None, log_in: LogIn) -> None:
    ends = {"controller": "acme", "controlled": "bolt"}
    append(
        event("organization.introduced", organization="bolt", name="Bolt", kind="company"),
        held("acme", "bolt", min="49"),
        event("control.established", "2021-05-01", **ends, kind="majority"),
        event("control.ended", "2022-05", **ends),
    )

    def differs(first: str, last: str) -> str:
        path = f"{ACME}?as_of={last}&known_at=@18&pin_as_of={first}&pin_known_at=@18"
        text = text_of(log_in("reader"), path)
        told = text[text.index("Owners and holdings</h3>") : text.index("The other way round")]
        return " ".join(re.sub("<[^>]+>", " ", told).split())

    assert "Gained Acme a minority stake in Bolt (at least 49%)" in differs(
        "2020-04-01", "2020-06-01"
    )
    assert "Otherwise than before Acme a majority of Bolt" in differs("2020-06-01", "2021-06-01")
    assert "Now only possible, was certain" in differs("2021-06-01", "2022-05-10")
    assert "Ended Acme a majority of Bolt" in differs("2021-06-01", "2022-06-01")
    assert "The same at both points" in differs("2021-06-01", "2021-07-01")


def test_the_difference_between_two_points_of_a_career(upheaval: None, log_in: LogIn) -> None:
    reader = log_in("reader")
    pin = "pin_as_of=2023-11-16&pin_known_at=@14"
    text = text_of(reader, f"{ADA}?as_of=2023-12-01&known_at=@14&{pin}")
    differs = text[text.index("What differs") : text.index("Posts held, and when")]
    assert "<h3>Acme</h3>" in differs
    assert re.search(r'Left</h4> <ul class="items"> <li><span><bdi>CEO</bdi>, removed', differs)
    assert "1 fact behind it" in differs or "facts behind it" in differs
    assert "The same at both points" in text_of(
        reader, f"{ADA}?as_of=2023-11-16&known_at=@14&{pin}"
    )


def test_a_pin_that_cannot_be_read_is_named(upheaval: None, log_in: LogIn) -> None:
    response = log_in("reader").get(f"{BEFORE}&pin_as_of=soon&pin_known_at=@3")
    assert response.status_code == 400
    text = response.content.decode()
    assert "Compared with: true in the world at</label>" in text
    assert 'name="pin_known_at" value="@3"' in text


@pytest.mark.parametrize("page", [ACME, ADA])
@pytest.mark.parametrize(
    "moment",
    [
        "as_of=0001-01-01T00:00:00Z&tz=America/Los_Angeles",
        "as_of=0001-01-01&tz=Asia/Tokyo",
        "as_of=9999-12-31T23:59:59Z&tz=Asia/Tokyo",
    ],
)
def test_the_ends_of_the_calendar_have_pages_in_every_zone(
    upheaval: None, log_in: LogIn, page: str, moment: str
) -> None:
    assert 'class="drawing' in text_of(log_in("reader"), f"{page}?{moment}")


def test_what_was_not_known_yet_is_said(upheaval: None, log_in: LogIn) -> None:
    reader = log_in("reader")
    append(event("person.introduced", person="eve", name="Eve Ox"))
    assert "Nothing was known of <bdi>eve</bdi> at" in text_of(
        reader, "/desk/people/eve/?known_at=@14"
    )
    assert reader.get("/desk/people/never/").status_code == 404
    assert reader.get("/desk/people/acme/").status_code == 404
    assert reader.get(f"{ACME}?known_at=@99").status_code == 400


def test_only_the_part_that_changes_is_sent_to_htmx(upheaval: None, log_in: LogIn) -> None:
    reader = log_in("reader")
    part = reader.get(BEFORE, headers={"HX-Request": "true"})
    assert "<main" not in part.content.decode()
    assert 'id="board-title"' in part.content.decode()
    assert "HX-Request" in part["Vary"]
    assert part["HX-Push-Url"] == BEFORE


def test_a_person_with_career_and_words(upheaval: None, log_in: LogIn) -> None:
    append(
        event(
            "statement.made",
            "2023-11-18",
            speaker="ada",
            text="I loved my time.",
            verbatim=True,
            language="en",
        )
    )
    text = text_of(log_in("reader"), ADA)
    assert "<blockquote>I loved my time.</blockquote>" in text
    assert "Posts held, and when" in text
    assert "removed</span>" in text
    assert options(text, "known_at")[0] == "@7"


def test_a_person_s_posts_and_contradictions_are_told_in_the_zones_of_their_places(
    upheaval: None, log_in: LogIn
) -> None:
    """A person keeps no time of their own: a day is not told as the hours that it has elsewhere."""
    later = event(
        "person.departed", "2023-11-19T18:00", person="ada", organization="acme", post="ceo"
    )
    append(later | {"data": {**later["data"], "manner": "resigned"}})
    text = text_of(log_in("reader"), f"{ADA}?tz=Asia/Tokyo")
    table = text[text.index("<tbody>") : text.index("</tbody>")]
    assert "<td>1 January 2020</td>" in table
    assert "<td>17 November 2023, 12:00 (America/Los_Angeles) " in table
    inbox = text[text.index("contradictions-title") :]
    between = "between 17 November 2023, 12:00 and 19 November 2023, 18:00"
    assert f"{between} (America/Los_Angeles)" in inbox


def test_lists_are_by_name_and_found_by_any_name(upheaval: None, log_in: LogIn) -> None:
    reader = log_in("reader")
    people = text_of(reader, "/desk/people/")
    assert people.index("Ada Lee") < people.index("Bob Ray") < people.index("Cem Can")
    assert 'href="/desk/organizations/acme/"' in text_of(reader, "/desk/organizations/")
    found = text_of(reader, "/desk/people/?q=Bob")
    assert "Bob Ray" in found
    assert "Ada Lee" not in found


def test_who_may_not_read_is_refused(upheaval: None, client: Client, db: None) -> None:
    from django.contrib.auth.models import User

    client.force_login(User.objects.create_user("nobody"))
    for path in (ACME, ADA, "/desk/organizations/", "/desk/people/"):
        assert client.get(path).status_code == 403


def crowd(number: int) -> list[Json]:
    """Directors who came one a day."""
    first = date(2021, 1, 1)
    people = [(f"member-{n:03}", (first + timedelta(days=n)).isoformat()) for n in range(number)]
    return [
        *(event("person.introduced", person=slug, name=slug.title()) for slug, _ in people),
        *(
            event("person.appointed", day, person=slug, organization="acme", post="director")
            for slug, day in people
        ),
    ]


def test_queries_and_size_stay_bounded_however_much_changed(upheaval: None, log_in: LogIn) -> None:
    reader = log_in("reader")
    path = f"{ACME}?as_of=2021-03-06&known_at=@%s&{PINNED}"
    reader.get(path % 14)
    with CaptureQueriesContext(connection) as few:
        text_of(reader, path % 14, follow=False)
    append(*crowd(130))
    with CaptureQueriesContext(connection) as many:
        text = text_of(reader, path % 274, follow=False)
    assert len(many) <= len(few) <= 45, [len(few), len(many)]
    assert len(options(text, "as_of")) == 2 * AROUND + 1
    assert len(options(text, "known_at")) == AROUND
    assert "Only the changes nearest to this point are listed" in text
    wide = text[text.index('<svg class="tenures"') :]
    wide = wide[: wide.index("</svg>")]
    assert wide.count('<g class="row-of-bars">') == MOST_ROWS
    assert "Member-060" in wide
    assert len(text) < 1_500_000
