"""Corrections and their like from the desk: recorded once, by whom may, over nobody's head."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission
from django.http import HttpResponse
from django.test import Client

from events.log import read
from events.models import Event
from events.types import event_types
from newsroom.desk.amend import answering
from newsroom.desk.events.acts import ACTS
from tests.integration.newsroom.desk.events.conftest import LogIn
from tests.integration.newsroom.desk.sheets import SheetForm
from tests.integration.stories.api.conftest import Desk, Json
from tests.integration.upheaval import event

ADA_INTRODUCED, ADA_OUT, DOT_IN = 2, 12, 14
WHY = {"amendment.reason": "The memo was misread.", "amendment.public_note": "We corrected this."}


class Page:
    """An act's page on the event at a position, as somebody opened it."""

    def __init__(self, client: Client, act: str, position: int) -> None:
        self.client = client
        self.event = Event.objects.get(position=position)
        self.path = f"/desk/events/{self.event.id}/{act}/"
        self.entries: dict[str, str] = {}
        self.buttons: list[str] = []

    def open(self) -> "Page":
        self._show(self.client.get(self.path))
        return self

    def write(self, typed: dict[str, str]) -> "Page":
        assert typed.keys() <= self.entries.keys(), sorted(self.entries)
        self.entries |= typed
        return self

    def send(self, do: str, **headers: str) -> Any:
        """Presses a button, of the form that it is on; the form is then as answered."""
        answer = self.client.post(self.path, {**self.entries, "do": do}, headers=headers)
        if not headers and answer.status_code in (200, 409, 422):
            self._show(answer)
        return answer

    def record(self, typed: dict[str, str] | None = None) -> Any:
        why = {name: text for name, text in WHY.items() if not self.entries.get(name, "x")}
        self.write({**why, **(typed or {})})
        return self.send("record")

    def _show(self, answer: Any) -> None:
        form = SheetForm(answer.content.decode())
        self.entries, self.buttons = form.entries, form.buttons


def faulty(answer: Any) -> set[str]:
    return {one["field"] for one in answer.context["faults"]}


@pytest.fixture
def editor(log_in: LogIn) -> Client:
    return log_in("editor")


def last() -> Event:
    return Event.objects.latest("position")


def correcting(client: Client, position: int = ADA_OUT) -> Page:
    return Page(client, "correct", position).open()


def test_a_correction_holds_only_what_changed(desk: Desk, editor: Client) -> None:
    page = correcting(editor)
    answer = page.record({"data.manner": "resigned"})
    assert answer.status_code == 302
    assert answer["Location"] == f"/desk/events/{page.event.id}/?at_least=15"
    assert last().type == "event.corrected"
    assert last().recorded_by == "the-editor"
    assert last().content["data"] == {
        "event": str(page.event.id),
        "changes": {"data": {"manner": "resigned"}},
        "reason": "The memo was misread.",
        "public_note": "We corrected this.",
    }


@pytest.mark.parametrize(
    ("typed", "changes"),
    [
        (
            {"occurred": "2023-11-16", "timezone": "Europe/Berlin"},
            {"occurred": "2023-11-16", "timezone": "Europe/Berlin"},
        ),
        ({"confidence": "official"}, {"confidence": "official"}),
        ({"data.person": "Bob Ray"}, {"data": {"person": "bob"}}),
        (
            {"occurred": '{"earliest": "2023-11-16", "latest": "2023-11-17"}'},
            {"occurred": {"earliest": "2023-11-16", "latest": "2023-11-17"}},
        ),
        (
            {"citations.0.locator": "¶9"},
            {"citations": [{"source": "blog", "published": "2023-11-20", "locator": "¶9"}]},
        ),
        (
            {"citations.0.source": "wire", "citations.0.published": ""},
            {"citations": [{"source": "wire"}]},
        ),
    ],
)
def test_each_part_of_a_fact_can_be_corrected(
    desk: Desk, editor: Client, typed: dict[str, str], changes: Json
) -> None:
    answer = correcting(editor).record(typed)
    assert answer.status_code == 302, answer.context["faults"]
    assert last().content["data"]["changes"] == changes


def test_an_optional_field_that_is_emptied_is_taken_away(desk: Desk, editor: Client) -> None:
    assert correcting(editor, DOT_IN).record({"data.replaces": ""}).status_code == 302
    assert last().content["data"]["changes"] == {"data": {"replaces": None}}
    assert correcting(editor, DOT_IN).entries["data.replaces"] == ""


def test_a_second_correction_begins_with_what_the_first_left(desk: Desk, editor: Client) -> None:
    correcting(editor).record({"data.manner": "resigned"})
    correcting(editor).record({"occurred": "2023-11-16"})
    assert last().content["data"]["changes"] == {"occurred": "2023-11-16"}
    fields = correcting(editor).entries
    assert fields["data.manner"] == "resigned"
    assert fields["occurred"] == "2023-11-16"


def test_faults_are_told_at_their_fields_and_nothing_is_lost(desk: Desk, editor: Client) -> None:
    page = correcting(editor)
    page.send("another citations")
    typed = {
        "occurred": "Thursday night",
        "data.person": "Nobody Known",
        "citations.1.source": "wire",
        "citations.1.url": "ftp://example.org",
    }
    answer = page.write(typed).send("record")
    assert answer.status_code == 422
    assert Event.objects.count() == 14
    told = faulty(answer)
    assert told >= {"data.person", "citations.1.url", "amendment.reason", "amendment.public_note"}
    assert "nothing in the record is called “Nobody Known”" in answer.content.decode()
    assert {name: page.entries[name] for name in typed} == typed
    # Once the rest can be read, so is the time.
    answer = page.record({"citations.1.url": "https://example.org", "data.person": "Ada Lee"})
    assert faulty(answer) == {"occurred"}
    assert page.record({"occurred": ""}).status_code == 422


def test_a_correction_that_changes_nothing_is_refused(desk: Desk, editor: Client) -> None:
    answer = correcting(editor).record()
    assert answer.status_code == 422
    [fault] = answer.context["faults"]
    assert fault["reason"] == "Nothing is changed: change what is wrong in it, or cancel."
    # Nor does the name of the same person, however it is spelt.
    assert correcting(editor).record({"data.person": "ada lee"}).status_code == 422
    assert Event.objects.count() == 14
    respelt = {"data.person": "ada lee", "data.manner": "resigned"}
    assert correcting(editor).record(respelt).status_code == 302
    assert last().content["data"]["changes"] == {"data": {"manner": "resigned"}}


def test_a_correction_is_written_in_the_fields_of_the_append_form(
    desk: Desk, editor: Client
) -> None:
    answer = editor.get(correcting(editor).path)
    page = answer.content.decode()
    assert 'id="data.person" name="data.person" value="Ada Lee" role="combobox"' in page
    assert 'name="data.person:id" value="ada"' in page
    assert 'hx-get="/desk/append/understood/"' in page
    offered = editor.get("/desk/append/suggestions/", {"kind": "person", "q": "Bob", "field": "x"})
    assert "Bob Ray" in offered.content.decode()


def test_amounts_and_lists_have_inputs_of_their_own(desk: Desk, editor: Client) -> None:
    cited = [{"source": "blog"}]
    desk.append(
        {
            "type": "investment.made",
            "occurred": "2022",
            "data": {
                "investor": "ada",
                "recipient": "acme",
                "amount": {"value": "10", "currency": "USD"},
            },
            "citations": cited,
        },
        {
            "type": "board.reported",
            "occurred": "2023-11-18",
            "data": {
                "organization": "acme",
                "complete": True,
                "members": [{"person": "ada", "posts": ["director"]}],
            },
            "citations": cited,
        },
    )
    money = correcting(editor, 15)
    assert money.record({"data.amount.value": "12"}).status_code == 302
    assert last().content["data"]["changes"] == {
        "data": {"amount": {"value": "12", "currency": "USD"}}
    }
    board = correcting(editor, 16)
    board.send("another data.members")
    board.write({"data.members.1.person": "Bob Ray", "data.members.1.posts.0": "director"})
    answer = board.record()
    assert answer.status_code == 302, answer.context["faults"]
    members = last().content["data"]["changes"]["data"]["members"]
    assert [one["person"] for one in members] == ["ada", "bob"]
    board = correcting(editor, 16)
    assert board.entries["data.members.1.person"] == "Bob Ray"
    board.send("remove data.members.0")
    assert board.record().status_code == 302
    members = last().content["data"]["changes"]["data"]["members"]
    assert [one["person"] for one in members] == ["bob"]


def test_a_time_with_bounds_of_its_own_has_inputs_for_them(desk: Desk, editor: Client) -> None:
    given = {"earliest": "2023-11-16", "latest": "2023-11-17", "text": "that week"}
    assert correcting(editor).record({"occurred": "2023-11-16"}).status_code == 302
    page = correcting(editor)
    bounds = {"occurred.earliest": "2023-11-16", "occurred.latest": "2023-11-17"}
    assert page.record({"occurred": "that week", **bounds}).status_code == 302
    assert last().content["data"]["changes"] == {"occurred": given}
    page = correcting(editor)
    assert page.entries["occurred"] == "that week"
    assert page.entries["occurred.latest"] == "2023-11-17"
    told = editor.get("/desk/append/understood/", {"timezone": "UTC", "occurred": "so", **bounds})
    assert "16 to 17 November 2023" in told.content.decode()
    answer = page.record({"occurred.latest": "soon"})
    assert answer.status_code == 422
    assert "occurred" in {field.split(".")[0] for field in faulty(answer)}


def test_somebody_new_is_introduced_in_a_correction(desk: Desk, editor: Client) -> None:
    page = correcting(editor)
    page.write({"data.person": "Eve Sole"}).send("preview")
    page.send("introduce person data.person")
    assert page.entries["new.0.data.person"] == "eve-sole"
    shown = page.send("look", HX_Request="true").content.decode()
    assert "eve-sole" in shown
    answer = page.record()
    assert answer.status_code == 302, answer.context["faults"]
    introduced, correction = Event.objects.filter(position__gt=14).order_by("position")
    assert introduced.type == "person.introduced"
    assert introduced.content["data"] == {"person": "eve-sole", "name": "Eve Sole"}
    assert correction.content["data"]["changes"] == {"data": {"person": "eve-sole"}}


def test_whoever_may_correct_alone_introduces_nobody(
    desk: Desk, editor: Client, django_user_model: Any
) -> None:
    user = django_user_model.objects.get(username="the-editor")
    user.groups.clear()
    held = Permission.objects.filter(
        codename__in=("read", "correct"), content_type__app_label="access"
    )
    user.user_permissions.set(held)
    page = correcting(editor)
    page.write({"data.person": "Eve Sole"}).send("introduce person data.person")
    answer = page.record()
    assert answer.status_code == 422
    assert "the right to append" in answer.content.decode()
    assert Event.objects.count() == 14


def test_what_was_not_touched_keeps_the_id_of_somebody_merged(
    desk: Desk, editor: Client, acted: Any
) -> None:
    acted("merge", ADA_INTRODUCED, {"amendment.into": "Bob Ray"})
    page = correcting(editor)
    assert page.entries["data.person:id"] == "ada"
    assert page.record({"data.manner": "resigned"}).status_code == 302
    assert last().content["data"]["changes"] == {"data": {"manner": "resigned"}}


def test_what_is_sent_twice_is_recorded_once(desk: Desk, editor: Client) -> None:
    page = correcting(editor)
    first, second = (page.record({"data.manner": "retired"}) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Event.objects.count() == 15


def test_who_was_quicker_is_shown_and_what_was_typed_kept(desk: Desk, editor: Client) -> None:
    page = correcting(editor)
    desk.append(
        {
            "type": "event.corrected",
            "data": {
                "event": str(page.event.id),
                "changes": {"confidence": "official", "data": {"manner": "resigned"}},
                "reason": "The letter says so.",
                "public_note": "He resigned.",
            },
        }
    )
    answer = page.record({"data.manner": "retired"})
    assert answer.status_code == 409
    assert "He resigned." in answer.content.decode()
    assert Event.objects.count() == 15
    assert page.entries["data.manner"] == "retired"
    assert "Was: <del>resigned</del>" in answer.content.decode()
    assert page.entries["amendment.reason"] == WHY["amendment.reason"]
    # Not touched: it shows what it is by now, and is not set back.
    assert page.entries["confidence"] == "official"
    assert page.record().status_code == 302
    assert last().content["data"]["changes"] == {"data": {"manner": "retired"}}


def test_who_was_quicker_while_the_form_was_made_is_shown_too(
    desk: Desk, editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What they corrected would else be set back, as if it was written in the form."""
    target = Event.objects.get(position=ADA_OUT)
    why = {"reason": "The letter says so.", "public_note": "He resigned."}
    said = {"event": str(target.id), "changes": {"confidence": "official"}, **why}

    def overtaken(*asked: Any) -> int:
        monkeypatch.setattr(answering, "version_of", read.version_of)
        desk.append({"type": "event.corrected", "data": said})
        return read.version_of(*asked)

    monkeypatch.setattr(answering, "version_of", overtaken)
    page = correcting(editor)
    assert page.entries["confidence"] == "confirmed"
    answer = page.record({"data.manner": "retired"})
    assert answer.status_code == 409
    assert "He resigned." in answer.content.decode()
    assert page.record().status_code == 302
    assert last().content["data"]["changes"] == {"data": {"manner": "retired"}}


def test_what_else_is_recorded_of_the_organisation_is_no_conflict(
    desk: Desk, editor: Client
) -> None:
    page = correcting(editor)
    other = Event.objects.get(position=8)
    assert other.stream == page.event.stream
    desk.append({"type": "event.filed", "data": {"event": str(other.id), "story": "upheaval"}})
    assert page.record({"data.manner": "retired"}).status_code == 302


def test_preview_records_nothing_and_shows_fields_and_rows(desk: Desk, editor: Client) -> None:
    page = correcting(editor)
    answer = page.write({"data.person": "bob"}).send("look", HX_Request="true")
    assert answer.status_code == 200
    text = " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())
    assert "Ada Lee" in text
    assert "Bob Ray" in text
    assert "Still to be written: reason, public note" in text
    assert {row["person"]["id"] for row in answer.context["closes"]} == {"ada"}
    assert Event.objects.count() == 14
    whole = page.send("preview")
    assert "What it would change" in whole.content.decode()
    assert "Was: <del>Ada Lee</del>" in whole.content.decode()
    assert whole.context["preview"]["changes"]


def test_a_look_that_comes_after_the_recording_tells_of_nobody_quicker(
    desk: Desk, editor: Client
) -> None:
    page = correcting(editor)
    page.record({"data.manner": "retired"})
    late = page.send("look", HX_Request="true")
    assert late.status_code == 204
    assert not late.content


def test_a_preview_tells_once_of_what_stays_in_the_same_words(desk: Desk, editor: Client) -> None:
    page = Page(editor, "corroborate", DOT_IN).open()
    page.write({"citations.0.source": "wire", "amendment.confidence": "official"})
    told = page.send("look", HX_Request="true").context
    assert not told["closes"]
    assert not told["opens"]
    [row] = told["stays"]
    assert (row["person"]["id"], row["but_for"]) == ("dot", "the confidence")


def test_a_contradiction_that_is_told_anew_neither_appears_nor_vanishes(
    desk: Desk, editor: Client
) -> None:
    other = event(
        "person.departed",
        "2023-11-18",
        person="ada",
        organization="acme",
        post="ceo",
        manner="resigned",
    )
    desk.append(other)
    page = correcting(editor)
    told = page.write({"occurred": "2023-11-15"}).send("look", HX_Request="true").context
    appear = {row["sentence"] for row in told["appear"]}
    vanish = {row["sentence"] for row in told["vanish"]}
    assert told["changes"]
    assert not appear & vanish


def test_each_account_of_a_dispute_is_told_where_one_is_chosen(
    acted: Any, desk: Desk, editor: Client
) -> None:
    account = {"amendment.account": "She resigned.", "amendment.what": "manner"}
    acted("dispute", ADA_OUT, account)
    page = editor.get(Page(editor, "settle", ADA_OUT).path).content.decode()
    assert "the original: Ada Lee removed as CEO of Acme</option>" in page
    assert "the other account: She resigned.</option>" in page


@pytest.fixture
def acted(desk: Desk, editor: Client) -> Any:
    def act(name: str, position: int, typed: dict[str, str] | None = None) -> HttpResponse:
        answer: HttpResponse = Page(editor, name, position).open().record(typed)
        assert answer.status_code == 302, answer.content.decode()
        desk.project()
        return answer

    return act


def status_of(desk: Desk, position: int) -> str:
    return str(desk.ask(f"events/{Event.objects.get(position=position).id}/")["status"])


def test_retract_and_reinstate(acted: Any, desk: Desk) -> None:
    acted("retract", ADA_OUT)
    assert status_of(desk, ADA_OUT) == "retracted"
    acted("reinstate", ADA_OUT)
    assert status_of(desk, ADA_OUT) == "standing"
    acted("retract", 16)  # of the reinstatement: an amendment has a page of its own
    assert status_of(desk, ADA_OUT) == "retracted"


def test_corroborate_adds_its_sources(acted: Any) -> None:
    acted(
        "corroborate",
        ADA_OUT,
        {"citations.0.source": "wire", "amendment.confidence": "official"},
    )
    assert last().content["citations"] == [{"source": "wire"}]
    assert last().content["data"]["confidence"] == "official"


def test_dispute_and_settle(acted: Any, desk: Desk) -> None:
    acted(
        "dispute",
        ADA_OUT,
        {
            "amendment.account": "She resigned.",
            "amendment.what": "manner",
            "amendment.by": "Bob Ray",
            "citations.0.source": "letter",
        },
    )
    assert last().content["data"]["by"] == "bob"
    assert last().content["citations"] == [{"source": "letter"}]
    acted("settle", 15, {"amendment.prevailing": "original", "amendment.reason": "A tape."})
    assert status_of(desk, ADA_OUT) == "standing"


def test_file_and_unfile(acted: Any) -> None:
    acted("unfile", ADA_OUT, {"amendment.story": "upheaval"})
    assert last().type == "event.unfiled"
    acted("file", ADA_OUT, {"amendment.story": "upheaval"})
    assert last().type == "event.filed"


def test_names_are_put_right_from_the_introduction(acted: Any, desk: Desk) -> None:
    acted("rename", ADA_INTRODUCED, {"amendment.name": "Ada Leigh"})
    assert last().content["data"] == {"entity": "ada", "name": "Ada Leigh"}
    acted("alias", ADA_INTRODUCED, {"amendment.name": "A. Lee", "amendment.kind": "abbreviation"})
    acted("merge", ADA_INTRODUCED, {"amendment.into": "Bob Ray"})
    assert last().content["data"] == {"entity": "ada", "into": "bob"}


@pytest.mark.parametrize(
    ("act", "position", "typed"),
    [
        ("merge", ADA_INTRODUCED, {"amendment.into": "Bob Ray"}),
        ("rename", ADA_INTRODUCED, {"amendment.name": "Ada Leigh"}),
        ("correct", ADA_OUT, {"data.manner": "resigned"}),
        ("retract", ADA_OUT, {}),
    ],
)
def test_what_was_recorded_leads_to_where_it_is_undone(
    desk: Desk, editor: Client, act: str, position: int, typed: dict[str, str]
) -> None:
    """The page that one comes back to is that of the event that was acted on."""
    back = Page(editor, act, position).open().record(typed)
    desk.project()
    shown = editor.get(back["Location"]).content.decode()
    assert f'Recorded: <a href="/desk/events/{last().id}/">event 15</a>' in shown
    assert "can be retracted there" in shown
    own = editor.get(f"/desk/events/{last().id}/").content.decode()
    assert f'href="/desk/events/{last().id}/retract/"' in own


@pytest.mark.parametrize("group", ["reader", "reporter", "operator"])
def test_by_address_nobody_amends_who_may_not(desk: Desk, log_in: LogIn, group: str) -> None:
    client = log_in(group)
    event = Event.objects.get(position=ADA_OUT).id
    for act in ACTS:
        path = f"/desk/events/{event}/{act}/"
        assert client.get(path).status_code == 403
        for do in ("record", "preview", "look"):
            assert client.post(path, {"do": do, **WHY}).status_code == 403
    assert Event.objects.count() == 14


def test_every_editorial_type_has_its_page() -> None:
    editorial = {name for name, each in event_types().items() if each.kind == "editorial"}
    identity = {name for name, each in event_types().items() if each.kind == "identity"}
    assert {act.type for act in ACTS.values()} == editorial | identity


def test_the_navigation_says_where_one_is(desk: Desk, editor: Client) -> None:
    event = Event.objects.get(position=ADA_OUT).id
    places = {
        f"/desk/events/{event}/correct/": "/desk/events/",
        f"/desk/events/{event}/": "/desk/events/",
        "/desk/stories/upheaval/": "/desk/",
        "/desk/": "/desk/",
        "/desk/people/ada/": "/desk/people/",
        "/desk/organizations/acme/": "/desk/organizations/",
        "/desk/append/drafts/": "/desk/append/",
    }
    for path, section in places.items():
        page = editor.get(path).content.decode()
        assert re.findall(r'<a href="([^"]+)"[^>]* aria-current="page"', page) == [section], path


def test_what_cannot_be_done_is_said(desk: Desk, editor: Client) -> None:
    event = Event.objects.get(position=ADA_OUT).id
    for act in ("reinstate", "settle", "merge"):
        assert editor.get(f"/desk/events/{event}/{act}/").status_code == 409
    assert editor.get(f"/desk/events/{uuid4()}/retract/").status_code == 404


def test_the_largest_event_can_be_corrected(desk: Desk, editor: Client) -> None:
    """Of 500 who were there and 500 who were not, on a hundred citations."""
    people = [f"person-{n}" for n in range(1000)]
    desk.append(*(event("person.introduced", person=one, name=one.title()) for one in people))
    came, stayed_away = people[:500], people[500:]
    meeting = event("meeting.held", "2024-01-01", title="All", attended=came, absent=stayed_away)
    meeting["citations"] = [{"source": f"source-{n}"} for n in range(100)]
    desk.append(meeting)
    page = correcting(editor, last().position)
    assert len(page.entries) > 2_000
    answer = page.record({"data.title": "Everybody"})
    assert answer.status_code == 302, faulty(answer)
    assert last().content["data"]["changes"] == {"data": {"title": "Everybody"}}
