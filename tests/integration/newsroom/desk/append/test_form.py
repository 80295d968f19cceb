"""Appending by the plain form, without scripts."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User

from events.log import append as log
from events.log.append import Appended, Idempotency
from events.models import Event
from events.recorded import RecordedEvent
from events.recording.service import record
from newsroom.desk.append import recording
from newsroom.desk.models import Draft
from stories.engine.advance import catch_up
from tests.integration.newsroom.desk.append.conftest import APPEND, Sit, Writer
from tests.integration.newsroom.desk.conftest import LogIn
from tests.integration.upheaval import Json, event
from tests.markup import faults


def fired(writer: Writer) -> Writer:
    """A departure, filled in and not yet recorded."""
    writer.open(story="upheaval").write({"said": "fired"}).press("choose")
    return writer.write(
        {
            "citations.0.source": "blog",
            "data.person": "Bob Ray",
            "data.post": "chair",
            "occurred": "2023-11-18",
            "timezone": "America/Los_Angeles",
        }
    )


def last() -> Event:
    return Event.objects.order_by("-position")[:1].get()


def test_a_departure_from_a_story_to_the_record(sit: Sit) -> None:
    writer = fired(sit())
    assert writer.entries["data.manner"] == "removed"
    assert writer.entries["data.organization"] == "Acme"
    writer.press("record")
    assert writer.status == 302
    recorded = last()
    assert writer.response["Location"] == f"/desk/stories/upheaval/?at_least={recorded.position}"
    assert recorded.recorded_by == "the-reporter"
    assert recorded.content == {
        "data": {"person": "bob", "organization": "acme", "post": "chair", "manner": "removed"},
        "occurred": "2023-11-18",
        "timezone": "America/Los_Angeles",
        "citations": [{"source": "blog"}],
        "stories": ["upheaval"],
    }


@pytest.mark.parametrize("does", ["choose nonsense", "choose \0", "choose"])
def test_a_type_that_there_is_not_is_chosen_by_its_words_anew(sit: Sit, does: str) -> None:
    writer = sit().open(story="upheaval")
    written = {"type": "nonsense", "said": "gibber", "said_for": "gibber", "do": does}
    response = writer.client.post(APPEND, {**writer.entries, **written})
    assert response.status_code == 200
    assert re.search(r'<input id="said"[^>]* autofocus', response.content.decode())


def test_what_followed_from_an_event_names_it_as_its_cause(sit: Sit) -> None:
    cause = Event.objects.get(position=12)
    writer = sit()
    page = writer.client.get(f"/desk/events/{cause.id}/").content.decode()
    [link] = re.findall(r'href="(/desk/append/\?[^"]+)" data-key="f"', page)
    assert link == f"/desk/append/?story=upheaval&amp;causation={cause.id}"
    writer.open(story="upheaval", causation=str(cause.id), type="happening.recorded")
    assert "It followed from" in writer.text
    assert "Ada Lee removed as CEO of Acme" in writer.text
    facts = {"citations.0.source": "blog", "data.headline": "Uproar", "occurred": "2023-11-18"}
    writer.write({**facts, "data.about.0": "Acme"}).press("record")
    assert writer.status == 302
    assert last().content["causation"] == str(cause.id)
    writer.open(story="upheaval", causation=str(cause.id))
    writer.press("remove causation correlation")
    assert "causation" not in writer.entries
    for unknown in ("nothing", "01a211cd-2ad1-7c92-b4c7-e3b1cd00779b"):
        assert writer.client.get(APPEND, {"causation": unknown}).status_code == 404


def test_the_preview_shows_what_would_change(sit: Sit) -> None:
    writer = fired(sit()).press("preview")
    assert "Bob Ray removed as chair of Acme" in writer.text
    assert "Bob Ray, Chair of Acme" in writer.text
    assert re.search("closes: </span>from 1 January 2020, goes on", writer.text)
    assert re.search(
        r"opens: </span>from 1 January 2020 until 18 November 2023 \(removed\)", writer.text
    )
    assert "single source" in writer.text
    assert Event.objects.count() == 14


def test_the_preview_tells_of_a_likely_duplicate_and_of_the_future(sit: Sit) -> None:
    writer = fired(sit())
    gone = Event.objects.filter(type="person.departed").earliest("position")
    again = {"source": "blog", "locator": "¶2"}
    told = {"type": "event.corroborated", "data": {"event": str(gone.id)}, "citations": [again]}
    record([told], recorded_by="tests")
    catch_up()
    writer.write({"data.person": "Ada Lee", "data.post": "ceo", "occurred": "2023-11-17"})
    writer.press("preview")
    assert "This may be recorded already" in writer.text
    assert " · blog · by tests" in writer.text, "the source that is cited twice"
    writer.write({"occurred": "2999-01-01"}).press("preview")
    assert "This is in the future" in writer.text
    assert "This may be recorded already" not in writer.text


def test_the_preview_shows_contradictions_that_appear(sit: Sit) -> None:
    writer = sit().open(story="upheaval", type="person.appointed", person="cem", post="ceo")
    writer.write({"citations.0.source": "blog", "occurred": "2023-11-19"}).press("preview")
    assert "Would contradict" in writer.text


def test_faults_stand_at_their_fields_and_in_a_summary(sit: Sit) -> None:
    writer = sit().open(story="upheaval", type="person.departed")
    writer.write({"data.organization": ""}).press("preview")
    assert '<a href="#data.organization">Organisation</a> is required' in writer.text
    writer.write({"data.organization": "Acme"})
    writer.write({"occurred": "last Thursday", "data.person": "Bob Ray"}).press("record")
    assert writer.status == 422
    assert re.search(r'id="faults"[^>]*autofocus', writer.text)
    for field in ("occurred", "data.post", "data.manner"):
        assert f'<a href="#{field}">' in writer.text
        assert f'id="{field}-error"' in writer.text
    assert '<a href="#citations.0.source">' in writer.text
    assert writer.entries["data.person"] == "Bob Ray"
    assert Event.objects.count() == 14


def test_what_is_wrong_with_a_group_of_fields_is_said_of_the_group(sit: Sit) -> None:
    editor = sit().open(story="upheaval", type="board.reported")
    editor.write({"data.organization": "Acme"}).press("record")
    assert editor.status == 422
    group = re.search(r'<fieldset class="group list" id="data.members"[^>]*>', editor.text)
    assert group is not None
    assert 'aria-describedby="data.members-hint data.members-error"' in group[0]
    assert 'id="data.members-error"' in editor.text
    assert faults(editor.text) == []


def test_fields_are_told_of_by_the_names_that_they_bear(sit: Sit) -> None:
    writer = fired(sit("editor"))
    writer.write({"data.organization": "Rovers", "citations.0.published": "14.03.2025"})
    writer.write({"occurred": "Thursday night"}).press("preview")
    writer.press("introduce organization data.organization")
    assert "New in the record: organisation" in writer.text
    assert "new.0.data.timezone" in writer.entries
    writer.press("preview")
    for told in (
        '<a href="#citations.0.published">Source 1 published</a>',
        '<a href="#new.0.data.kind">Kind of what is new</a> is required',
        '<a href="#occurred">It happened, or took effect</a> “Thursday night” is no time',
    ):
        assert told in writer.text
    writer.press("record")
    assert "or any words, with bounds of its own." in writer.text
    assert "an object" not in writer.text


def test_a_story_is_changed_from_what_it_says(sit: Sit) -> None:
    """What it follows is given as a whole: to follow one more must not lose the others."""
    writer = fired(sit())
    writer.press("record")
    catch_up()
    page = writer.client.get("/desk/stories/upheaval/").content.decode()
    assert "/desk/append/?story=upheaval&amp;type=story.updated" in page
    assert "/desk/append/?story=upheaval&amp;type=story.closed" in page
    writer.open(story="upheaval", type="story.updated")
    assert writer.entries["data.story:id"] == "upheaval"
    assert writer.entries["data.story"] == "Upheaval"
    assert re.search(r'id="data.title"[^>]* autofocus', writer.text)
    follows = [writer.entries[f"data.follows.{n}:id"] for n in range(2)]
    assert follows == ["acme", "ada"]
    assert "occurred" not in writer.entries, "the date of the last event is none of a story's"
    writer.write({"data.follows.2": "Dot Fox"}).press("preview")
    assert "Story updated: Upheaval" in writer.text
    writer.press("record")
    recorded = last()
    assert writer.response["Location"] == f"/desk/stories/upheaval/?at_least={recorded.position}"
    assert recorded.content["data"] == {"story": "upheaval", "follows": ["acme", "ada", "dot"]}
    assert "occurred" not in recorded.content


def test_a_new_story_is_gone_on_with(sit: Sit) -> None:
    writer = sit("editor").open(type="story.opened")
    assert "in this story" not in writer.text
    writer.write({"data.title": "Night at the Rovers"}).press("record")
    assert writer.response["Location"].startswith("/desk/stories/night-at-the-rovers/?at_least=")


def test_the_bounds_of_a_time_stay_for_the_next_one_too(sit: Sit) -> None:
    writer = fired(sit())
    bounds = {"occurred.earliest": "2023-11-17T22:00", "occurred.latest": "2023-11-18T02:00"}
    writer.write({"occurred": "Friday night", **bounds}).press("record another")
    catch_up()
    writer.open(story="upheaval")
    assert writer.entries["occurred"] == "Friday night"
    assert writer.entries["occurred.earliest"] == "2023-11-17T22:00"


def test_a_name_that_nobody_has_is_asked_back_and_can_be_introduced(sit: Sit) -> None:
    writer = fired(sit())
    writer.write({"data.person": "Adah Lee"}).press("record")
    assert writer.status == 422
    assert "use data.person ada" in writer.buttons
    writer.press("introduce person data.person")
    assert writer.entries["new.0.data.person"] == "adah-lee"
    assert "This may be in the record already" in writer.text
    writer.press("record")
    assert writer.status == 302, writer.text
    introduced, departed = Event.objects.order_by("position")[14:]
    assert introduced.content["data"] == {"person": "adah-lee", "name": "Adah Lee"}
    assert introduced.content["citations"] == [{"source": "blog"}]
    assert departed.content["data"]["person"] == "adah-lee"


def test_somebody_new_is_given_an_id_that_nobody_has(sit: Sit) -> None:
    writer = fired(sit())
    writer.write({"data.person": "Ada"}).press("preview")
    writer.press("introduce person data.person")
    assert writer.entries["new.0.data.person"] == "ada-2"
    assert writer.press("record").status == 302
    introduced, departed = Event.objects.order_by("position")[14:]
    assert introduced.content["data"] == {"person": "ada-2", "name": "Ada"}
    assert departed.content["data"]["person"] == "ada-2"


def test_what_was_going_to_be_introduced_gives_way_to_who_is_there(sit: Sit) -> None:
    writer = fired(sit())
    writer.write({"data.person": "Adah Lee"}).press("preview")
    writer.press("introduce person data.person").press("use data.person ada")
    assert not [name for name in writer.entries if name.startswith("new.")]
    assert writer.entries["data.person:id"] == "ada"
    assert writer.entries["data.person"] == "Ada Lee"


def test_sent_twice_it_is_recorded_once(sit: Sit) -> None:
    writer = fired(sit())
    sent = {**writer.entries, "do": "record"}
    first, second = (writer.client.post(APPEND, sent) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Event.objects.count() == 15


def test_two_clicks_at_once_are_both_told_what_was_recorded(
    sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though whom the one introduces, the other finds introduced."""
    writer = fired(sit())
    writer.write({"data.person": "Adah Lee"}).press("record")
    writer.press("introduce person data.person")
    sent = {**writer.entries, "do": "record"}
    look, first = log.replay, []

    def overtaken(idempotency: Idempotency) -> Appended | None:
        found = look(idempotency)
        monkeypatch.setattr(recording, "replay", look)
        first.append(writer.client.post(APPEND, sent))
        return found

    monkeypatch.setattr(recording, "replay", overtaken)
    second = writer.client.post(APPEND, sent)
    assert second.status_code == 302, second.content
    assert second["Location"] == first[0]["Location"]
    assert Event.objects.count() == 16


def test_a_recorded_form_that_was_changed_is_not_recorded_unasked(sit: Sit) -> None:
    writer = fired(sit())
    writer.client.post(APPEND, {**writer.entries, "do": "record"})
    writer.write({"data.post": "director"}).press("record")
    assert writer.status == 409
    assert "recorded before it was changed" in writer.text
    assert writer.press("record").status == 302
    assert Event.objects.count() == 16


def test_what_somebody_else_recorded_in_between_is_shown_first(sit: Sit) -> None:
    writer = fired(sit())
    gone = {"person": "bob", "organization": "acme", "post": "chair", "manner": "resigned"}
    record([event("person.departed", "2023-11-18", **gone)], recorded_by="someone-else")
    catch_up()
    writer.press("record")
    assert writer.status == 409
    assert "Bob Ray resigned as chair of Acme" in writer.text
    assert "by <bdi>someone-else</bdi>" in writer.text
    assert writer.entries["data.person"] == "Bob Ray"
    assert Draft.objects.get().entries["data.post"] == "chair"
    assert writer.press("record").status == 302
    assert Event.objects.count() == 16


def test_what_is_recorded_while_the_form_looks_for_it_is_shown_first_too(
    sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = fired(sit())
    gone = {"person": "bob", "organization": "acme", "post": "chair", "manner": "resigned"}
    look = recording._by_others

    def overtaken(*asked: Any) -> list[RecordedEvent]:
        found = look(*asked)
        monkeypatch.setattr(recording, "_by_others", look)
        record([event("person.departed", "2023-11-18", **gone)], recorded_by="someone-else")
        return found

    monkeypatch.setattr(recording, "_by_others", overtaken)
    writer.press("record")
    assert writer.status == 409
    assert "Bob Ray resigned as chair of Acme" in writer.text
    assert Event.objects.count() == 15


def test_what_comes_while_that_is_shown_is_shown_next(
    sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = fired(sit())
    look = recording._by_others

    def leave(post: str) -> None:
        gone = {"person": "bob", "organization": "acme", "post": post, "manner": "resigned"}
        record([event("person.departed", "2023-11-18", **gone)], recorded_by="someone-else")

    def overtaken(*asked: Any) -> list[RecordedEvent]:
        found = look(*asked)
        monkeypatch.setattr(recording, "_by_others", look)
        leave("director")
        return found

    leave("chair")
    monkeypatch.setattr(recording, "_by_others", overtaken)
    writer.press("record")
    assert (writer.status, "Bob Ray resigned as chair of Acme" in writer.text) == (409, True)
    writer.press("record")
    assert (writer.status, "Bob Ray resigned as director of Acme" in writer.text) == (409, True)
    assert writer.press("record").status == 302


def test_what_the_form_could_not_tell_of_is_shown_too(sit: Sit) -> None:
    """It is made of the views: what they have not taken up, its author has not seen."""
    gone = {"person": "bob", "organization": "acme", "post": "chair", "manner": "resigned"}
    record([event("person.departed", "2023-11-18", **gone)], recorded_by="someone-else")
    writer = fired(sit())
    writer.press("record")
    assert (writer.status, "Bob Ray resigned as chair of Acme" in writer.text) == (409, True)
    assert writer.press("record").status == 302


def test_what_one_recorded_oneself_is_no_surprise(sit: Sit) -> None:
    writer = fired(sit())
    gone = {"person": "bob", "organization": "acme", "post": "director", "manner": "resigned"}
    record([event("person.departed", "2023-11-18", **gone)], recorded_by="the-reporter")
    assert writer.press("record").status == 302


@pytest.mark.parametrize("times", [1, recording.TRIES])
def test_what_one_records_oneself_in_another_window_is_none_either(
    sit: Sit, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    writer = fired(sit())
    gone = {"person": "bob", "organization": "acme", "post": "director", "manner": "resigned"}
    look = recording._by_others
    done: list[Appended] = []

    def beside(*asked: Any) -> list[RecordedEvent]:
        found = look(*asked)
        if len(done) < times:
            leaving = event("person.departed", "2023-11-18", **gone)
            done.append(record([leaving], recorded_by="the-reporter"))
        return found

    monkeypatch.setattr(recording, "_by_others", beside)
    writer.press("record")
    if times < recording.TRIES:
        assert writer.status == 302, writer.text
    else:
        assert writer.status == 422
        assert "record it again" in writer.text
        assert writer.press("record").status == 302


def test_story_source_and_date_stay_for_the_next_one(sit: Sit) -> None:
    writer = fired(sit())
    writer.write({"citations.0.url": "https://example.org/a", "citations.0.quote": "He is out."})
    writer.press("record another")
    assert writer.response["Location"].startswith(f"{APPEND}?story=upheaval")
    catch_up()
    writer.open(story="upheaval")
    assert writer.entries["citations.0.source"] == "blog"
    assert writer.entries["citations.0.url"] == "https://example.org/a"
    assert writer.entries["citations.0.quote"] == ""
    assert writer.entries["occurred"] == "2023-11-18"
    assert writer.entries["stories.0:id"] == "upheaval"


def test_an_address_is_made_a_citation(sit: Sit) -> None:
    writer = fired(sit())
    address = "https://www.example.org/news/chair-leaves.html"
    writer.write({"citations.0.source": address}).press("preview")
    assert writer.entries["citations.0.url"] == address
    assert writer.entries["citations.0.source"] == "example-chair-leaves"
    writer.write({"citations.0.publisher": "Example", "citations.0.quote": "He left."})
    other = "https://other.example/b"
    writer.write({"citations.0.source": other}).press("preview")
    assert writer.entries["citations.0.url"] == other
    assert writer.entries["citations.0.publisher"] == ""
    assert writer.entries["citations.0.quote"] == "He left."


def test_lists_grow_and_shrink(sit: Sit) -> None:
    writer = sit().open(story="upheaval", type="board.reported")
    assert "data.members.1.person" not in writer.entries
    writer.write({"data.members.0.person": "Ada Lee"}).press("another data.members")
    writer.write({"data.members.1.person": "Bob Ray"}).press("another data.members")
    assert "data.members.2.person" in writer.entries
    writer.press("remove data.members.0")
    writer.write({"data.complete": "true", "occurred": "2023", "citations.0.source": "blog"})
    writer.press("record")
    assert writer.status == 302, writer.text
    assert last().content["data"]["members"] == [{"person": "bob"}]


def test_a_draft_is_kept_and_gone_on_with(sit: Sit, log_in: LogIn) -> None:
    writer = fired(sit()).press("preview")
    draft = Draft.objects.get()
    assert draft.title == "fired – Bob Ray"
    assert f"{APPEND}?draft={draft.id}" in writer.open(story="upheaval").text
    again = Writer(writer.client).open(draft=str(draft.id))
    assert again.entries["data.post"] == "chair"
    assert Writer(log_in("editor")).open(draft=str(draft.id)).status == 404
    again.press("record")
    assert not Draft.objects.exists()
    late = {**again.entries, "do": "preview"}
    writer.client.post(f"{APPEND}preview/", late)
    assert not Draft.objects.exists(), "a late save brought back what was recorded"


def test_drafts_are_listed_and_discarded_by_their_owner(sit: Sit, log_in: LogIn) -> None:
    writer = fired(sit()).press("preview")
    draft = Draft.objects.get()
    listed = writer.client.get(f"{APPEND}drafts/").content.decode()
    assert "fired – Bob Ray" in listed
    log_in("editor").post(f"{APPEND}drafts/", {"discard": str(draft.id)})
    assert Draft.objects.exists()
    writer.client.post(f"{APPEND}drafts/", {"discard": str(draft.id)})
    assert not Draft.objects.exists()


@pytest.mark.parametrize("group", ["reader", "operator"])
@pytest.mark.parametrize("path", ["", "preview/", "drafts/", "suggestions/", "understood/"])
def test_who_may_not_append_sees_nothing_of_it(sit: Sit, group: str, path: str) -> None:
    client = sit(group).client
    for method in (client.get, client.post):
        assert method(f"{APPEND}{path}").status_code in (403, 405)
    assert client.get(APPEND).status_code == 403
    assert client.post(APPEND, {"do": "record"}).status_code == 403


def test_a_reporter_cannot_record_what_corrects(sit: Sit) -> None:
    writer = sit().open(type="entity.renamed", entity="acme", name="Apex")
    assert writer.press("record").status == 422
    assert "needs the right to correct" in writer.text
    editor = sit("editor").open(type="entity.renamed", entity="acme", name="Apex")
    assert editor.press("record").status == 302


def test_what_needs_no_source_asks_for_none_and_is_told_in_the_zone_of_its_story(
    sit: Sit,
) -> None:
    lagos: Json = {"story": "lagos", "title": "Lagos", "timezone": "Africa/Lagos"}
    record([event("story.opened", follows=["acme"], **lagos)], recorded_by="tests")
    catch_up()
    source = r'<input id="citations.0.source"[^>]* aria-required="true"'
    needed = sit("editor").open(story="lagos", type="person.departed")
    assert re.search(source, needed.text)
    merged = sit("editor").open(story="lagos", type="entity.merged", entity="cem", into="dot")
    assert "citations.0.source" in merged.entries
    assert not re.search(source, merged.text)
    merged.press("preview")
    told = "from some time between 1 February 2020, 09:00 and 1 March 2020, 08:59"
    assert told in merged.text
    assert "Times in Africa/Lagos." in merged.text


def test_a_post_without_a_session_is_answered_as_such(sit: Sit) -> None:
    writer = fired(sit())
    writer.client.logout()
    checked = type(writer.client)(enforce_csrf_checks=True)
    part = checked.post(APPEND, writer.entries, headers={"HX-Request": "true"})
    assert part.status_code == 401
    assert "what you have written is kept" in part.content.decode()
    checked.force_login(User.objects.get(username="the-reporter"))
    assert checked.post(APPEND, writer.entries).status_code == 403


def test_what_a_source_only_repeats_is_said(sit: Sit) -> None:
    writer = fired(sit())
    writer.write({"citations.0.derived_from": "agency"}).press("preview")
    assert "blog only repeats it" in writer.text
    writer.press("another citations").write({"citations.1.source": "the wire"}).press("preview")
    assert "single source" not in writer.text
    assert "<bdi>agency</bdi>, <bdi>the-wire</bdi>" in writer.text


def test_a_story_that_was_never_opened_is_not_found(sit: Sit) -> None:
    assert sit().open(story="nowhere").status == 404
    assert sit().open(story="no\0where").status == 404
    assert sit().open(draft="nothing").status == 404


def test_what_no_keyboard_writes_is_refused_in_good_order(sit: Sit) -> None:
    writer = fired(sit())
    hostile = {
        "data.reason": "a\0b",
        "data.person:id": "\0",
        "opened": "-1",
        "key": "x",
        "said": "w " * 9_000,
    }
    sent = {**writer.entries, **hostile, "data.person": "<b>" * 2_000}
    assert writer.client.post(APPEND, {**sent, "do": "record"}).status_code == 422
    assert writer.client.post(APPEND, {**sent, "do": "use x y"}).status_code == 200
    assert writer.client.post(APPEND, {**sent, "do": "introduce unicorn x"}).status_code == 200
    assert Event.objects.count() == 14


def test_a_preview_takes_few_queries(sit: Sit, django_assert_max_num_queries: Any) -> None:
    writer = fired(sit())
    writer.write({"data.person:id": "bob"})
    with django_assert_max_num_queries(20):
        preview = writer.client.post(f"{APPEND}preview/", writer.entries)
    assert "Bob Ray removed as chair of Acme" in preview.content.decode()
    assert "Draft kept" in preview.content.decode()
    assert "draft=" in preview["HX-Replace-Url"]
