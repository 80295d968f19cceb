"""The page of a story."""

import html
import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from events.models import Event
from events.recording.service import record
from stories.engine.advance import catch_up
from stories.models import ParkedTrack, ProjectionState
from tests.integration.newsroom.desk.conftest import LogIn
from tests.integration.upheaval import event

STORY = "/desk/stories/upheaval/"


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, response.content
    return " ".join(response.content.decode().split())


def test_without_a_login_one_is_sent_to_it(client: Client, upheaval: None, db: None) -> None:
    response = client.get(STORY)
    assert response.status_code == 302
    assert response["Location"] == f"/desk/login/?next={STORY}"
    part = client.get(STORY, headers={"HX-Request": "true"})
    assert part.status_code == 401
    assert "Your session has ended" in part.content.decode()


def test_a_newsroom_without_a_story_offers_to_open_one(empty_log: None, log_in: LogIn) -> None:
    path = "/desk/append/?type=story.opened"
    reporter, reader = log_in("reporter"), log_in("reader")
    assert f'href="{path}">Open a story' in text_of(reporter, "/desk/")
    assert 'name="data.title"' in text_of(reporter, path)
    assert "Open a story" not in text_of(reader, "/desk/")
    assert "Nothing was recorded by then." in text_of(reader, "/desk/events/")


def test_who_may_not_read_is_refused(client: Client, upheaval: None, db: None) -> None:
    from django.contrib.auth.models import User

    client.force_login(User.objects.create_user("nobody"))
    response = client.get(STORY)
    assert response.status_code == 403
    assert "the right to read" in response.content.decode()


def test_every_open_contradiction_is_in_the_inbox(
    upheaval: None, log_in: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, inbox = log_in("reader"), "/desk/contradictions/"
    assert "The record contradicts itself nowhere." in text_of(reader, inbox)
    post = {"organization": "acme", "post": "ceo"}
    unfiled = {**event("person.appointed", "2024-01-01", person="bob", **post), "stories": []}
    dates = event("person.departed", "2023-11-19", person="ada", **post, manner="removed")
    record([unfiled, dates], recorded_by="tests")
    catch_up()
    text = text_of(reader, inbox)
    assert "3 open" in text, "two who hold it at once, twice, and two dates"
    at_once, two_dates = text.index("Two people as CEO"), text.index("Two dates on which Ada Lee")
    assert at_once < two_dates, "the latest comes first"
    monkeypatch.setattr("newsroom.desk.story.inbox.LIMIT", 2)
    first = reader.get(inbox, {"tz": "Asia/Tokyo"})
    second = reader.get(f"{inbox}?{first.context['next']}")
    assert second.status_code == 200, "the same question, from there on"
    assert second.context["zone"] == "Asia/Tokyo"
    pages = [answer.context["found"]["results"] for answer in (first, second)]
    assert [len(found) for found in pages] == [2, 1]
    assert pages[1][0] not in pages[0]
    assert second.context["next"] is None
    assert reader.get(inbox, {"cursor": "zzz"}).status_code == 400


def test_where_not_all_contradictions_are_shown_the_rest_is_in_the_inbox(
    upheaval: None, log_in: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = {"organization": "acme", "post": "ceo"}
    seat = {"organization": "acme", "post": "director"}
    record(
        [
            event("person.appointed", "2024-01-01", person="bob", **post),
            event("person.departed", "2023-11-19", person="ada", **post, manner="removed"),
            event("person.departed", "2023-11-20", person="ada", **seat, manner="removed"),
        ],
        recorded_by="tests",
    )
    catch_up()
    for module in ("related.CONTRADICTIONS", "related.FACTS"):
        monkeypatch.setattr(f"newsroom.desk.timemachine.{module}", 1)
    monkeypatch.setattr("newsroom.desk.people.views.SHOWN", 1)
    monkeypatch.setattr("stories.views.story_answers.MOST", 1)
    reader = log_in("reader")
    for page in (STORY, "/desk/organizations/acme/", "/desk/people/ada/"):
        for asked in ("", "?as_of=2024-02-01&known_at=@17&tz=UTC"):
            shown = reader.get(f"{page}{asked}", follow=True)
            text = html.unescape(shown.content.decode())
            [(way, number)] = re.findall(r'href="(/desk/contradictions/\?[^"]+)">All (\d+)', text)
            inbox = reader.get(way).context["found"]
            assert inbox["open"] == int(number) > 1, (page, asked)
            assert len(inbox["results"]) == int(number)
    whole = text_of(reader, way)
    assert "of Ada Lee" in " ".join(re.sub("<[^>]+>", " ", whole).split())
    assert reader.get("/desk/contradictions/?story=%00").status_code == 400


def test_the_inbox_tells_each_matter_in_the_zone_of_its_facts(
    upheaval: None, log_in: LogIn
) -> None:
    told = event(
        "person.departed", "2023-11-19T18:00", person="ada", organization="acme", post="ceo"
    )
    told["data"]["manner"] = "removed"
    record([told | {"timezone": "Asia/Tokyo"}], recorded_by="tests")
    catch_up()
    text = text_of(log_in("reader"), "/desk/contradictions/?tz=Asia/Tokyo")
    between = "between 17 November 2023, 12:00 and 19 November 2023, 01:00"
    assert f"{between} (America/Los_Angeles)" in text, "as on the page of its story"


def test_the_tables_of_a_story_are_found_on_its_page(upheaval: None, log_in: LogIn) -> None:
    reader = log_in("reader")
    text = text_of(reader, f"{STORY}?known_at=@12")
    tables = re.findall(r'href="(/api/v1/stories/upheaval/[^"]+)"', text)
    named = [re.sub(r".*/|[.]csv.*", "", path) for path in tables]
    assert named == [
        *("timeline", "sources", "contradictions", "deals", "statements", "products", "market"),
    ]
    for path in tables:
        assert path.endswith("?known_at=@12")
        assert reader.get(path)["Content-Type"].startswith("text/csv")


def test_a_moment_that_cannot_be_read_is_put_right_where_it_is_told(
    upheaval: None, log_in: LogIn
) -> None:
    answer = log_in("reader").get(STORY, {"as_of": "yesterday", "known_at": "@12"})
    text = " ".join(answer.content.decode().split())
    assert answer.status_code == 400
    assert '<label for="as_of">True in the world at</label>' in text
    assert 'name="as_of" value="yesterday" aria-invalid="true"' in text
    assert '<input type="hidden" name="known_at" value="@12">' in text
    assert "“yesterday” is no moment. Accepted: a date" in text


STALE = "Some of this may be out of date"


@pytest.mark.parametrize(
    ("track", "pages", "others"),
    [
        (
            ("tenures", "acme/post/ceo"),
            [STORY, "/desk/organizations/acme/", "/desk/people/ada/"],
            ["/desk/", "/desk/organizations/elsewhere/", "/desk/organizations/"],
        ),
        (("names", "ada"), ["/desk/", "/desk/people/"], [STORY]),
    ],
)
def test_pages_say_that_what_they_show_waits_for_a_retry(
    upheaval: None, log_in: LogIn, track: tuple[str, str], pages: list[str], others: list[str]
) -> None:
    elsewhere = {"organization": "elsewhere", "name": "Elsewhere", "kind": "company"}
    record([event("organization.introduced", **elsewhere)], recorded_by="tests")
    catch_up()
    reader = log_in("reader")
    assert not any(STALE in text_of(reader, path) for path in (*pages, *others))
    name, waiting = track
    generation = ProjectionState.objects.get(name=name).generation
    ParkedTrack.objects.create(
        projection=name, generation=generation, track=waiting, position=1, error="x"
    )
    assert all(STALE in text_of(reader, path) for path in pages)
    assert not any(STALE in text_of(reader, path) for path in others)
    departure = Event.objects.get(position=12)
    assert STALE in text_of(reader, f"/desk/events/{departure.id}/")


def test_the_list_says_when_a_story_was_last_written_in(upheaval: None, log_in: LogIn) -> None:
    [story] = log_in("reader").get("/desk/").context["stories"]
    assert story["last"] == Event.objects.get(position=14).recorded_at


def test_leadership_board_and_what_was_recorded_last(upheaval: None, log_in: LogIn) -> None:
    text = text_of(log_in("reader"), STORY)
    assert "Dot Fox" in text
    assert "interim" in text
    assert "removed 17 November 2023, 12:00" in text, text
    assert "2 certain" in text
    assert text.index("Ada Lee removed as CEO") > text.index("Ada Lee removed as director")


def test_who_left_nobody_knows_how_is_said_to_have_left(upheaval: None, log_in: LogIn) -> None:
    gone = {"person": "bob", "organization": "acme", "post": "chair", "manner": "unknown"}
    record([event("person.departed", "2023-11-20", **gone)], recorded_by="tests")
    catch_up()
    reader = log_in("reader")
    for path in (STORY, "/desk/organizations/acme/"):
        assert "Bob Ray</a>, left 20 November 2023" in text_of(reader, path)


def test_who_only_acts_on_a_board_is_told_to(upheaval: None, log_in: LogIn) -> None:
    acting = {"person": "dot", "organization": "acme", "post": "chair", "acting": True}
    record([event("person.appointed", "2023-11-20", **acting)], recorded_by="tests")
    catch_up()
    assert "<bdi>Chair</bdi> (acting)" in text_of(log_in("reader"), STORY)


def test_founders_of_whom_nobody_is_named(upheaval: None, log_in: LogIn) -> None:
    founded = event("organization.founded", "2019", organization="acme", others=True)
    record([founded], recorded_by="tests")
    catch_up()
    assert "Founded by whom nobody has said · times in America/Los_Angeles" in text_of(
        log_in("reader"), STORY
    )


def test_one_fact_stands_and_two_stand(upheaval: None, log_in: LogIn) -> None:
    reader = log_in("reader")
    one, two = (text_of(reader, f"/desk/stories/upheaval/?known_at=@{at}") for at in (7, 8))
    assert '1</p><p class="meta">fact stands<' in one
    assert '1</p><p class="meta">rests on one source<' in one
    assert '2</p><p class="meta">facts stand<' in two
    assert '2</p><p class="meta">rest on one source<' in two


def test_an_earlier_moment_and_what_was_known_then(upheaval: None, log_in: LogIn) -> None:
    reader = log_in("reader")
    before = text_of(reader, f"{STORY}?as_of=2023-11-16")
    assert "3 certain" in before
    assert "16 November 2023, 23:59" in before
    unaware = text_of(reader, f"{STORY}?known_at=@11")
    assert "3 certain" in unaware
    assert "Dot Fox" not in unaware
    assert "Nothing was known of this story yet" in text_of(reader, f"{STORY}?known_at=@3")


def test_a_dispute_is_told_with_its_account(upheaval: None, log_in: LogIn) -> None:
    gone = record(
        [
            event(
                "person.departed",
                "2023-12-01",
                person="bob",
                organization="acme",
                post="director",
                manner="resigned",
            )
        ],
        recorded_by="tests",
    ).events[0]
    told = {"event": str(gone["id"]), "what": "manner", "account": "He was pushed.", "by": "cem"}
    record([{"type": "event.disputed", "data": told}], recorded_by="tests")
    catch_up()
    text = text_of(log_in("reader"), STORY)
    assert "Against it, by <bdi>Cem Can</bdi> (manner): <bdi>He was pushed.</bdi>" in text
    assert "Bob Ray resigned as director of Acme" in text
    for path in (STORY, "/desk/contradictions/"):
        words = " ".join(re.sub("<[^>]+>", " ", text_of(log_in("reader"), path)).split())
        assert "He was pushed. by Cem Can (manner) He was pushed. disputed" in words


def test_whose_leaving_is_disputed_is_told_to_be_wherever_the_post_is(
    upheaval: None, log_in: LogIn
) -> None:
    """The chief executive's, by another account of how it came."""
    left = Event.objects.filter(type="person.departed").earliest("position")
    account = {"what": "manner", "account": "She resigned."}
    cited = {"citations": [{"source": "rival"}]}
    disputed = {"type": "event.disputed", "data": {"event": str(left.id), **account}}
    record([disputed | cited], recorded_by="tests")
    catch_up()
    reader = log_in("reader")
    before = 'Ada Lee</a>, removed 17 November 2023, 12:00 <span class="badge badge-disputed">'
    for path in (STORY, "/desk/organizations/acme/"):
        assert f"{before}disputed</span></p>" in text_of(reader, path)
    eve = text_of(reader, f"{STORY}?as_of=2023-11-16")
    assert '<a href="/desk/people/ada/">Ada Lee</a> <span class="badge badge-disputed">' in eve


def test_a_bad_moment_says_what_is_accepted(upheaval: None, log_in: LogIn) -> None:
    response = log_in("reader").get(f"{STORY}?as_of=yesterday")
    assert response.status_code == 400
    assert "“yesterday” is no moment. Accepted" in response.content.decode()


def test_what_the_views_have_not_reached_comes_by_itself(
    upheaval: None, log_in: LogIn, settings: object
) -> None:
    settings.NEWSROOM_READ_WAIT_SECONDS = 0.1  # type: ignore[attr-defined]
    response = log_in("reader").get(f"{STORY}?at_least=15")
    assert response.status_code == 503
    assert response["Refresh"] == response["Retry-After"]


def test_its_queries_do_not_grow_with_the_story(
    upheaval: None, log_in: LogIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    reader = log_in("reader")
    reader.get(STORY)
    with django_assert_max_num_queries(40):
        reader.get(STORY)
