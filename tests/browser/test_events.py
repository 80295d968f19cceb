"""The event browser, the page of one event, and what is done to it, in a real browser."""

import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import PASSWORD, LogIn

NOON = "2023-11-17T12:00:00-08:00"
CITED = [{"source": "wire-report", "quote": "The board acted at noon.", "published": "2023-11-18"}]
Removal = Callable[[str], str]


@pytest.fixture
def removal(api: httpx.Client) -> Removal:
    """Records the removal of a chief executive of a company of its own; the event's id."""

    def record(name: str) -> str:
        data = {"organization": f"{name}-works", "name": f"{name.title()} Works", "kind": "company"}
        person = {"person": f"{name}-quill", "name": f"{name.title()} Quill"}
        at = {"person": person["person"], "organization": data["organization"]}
        fact: dict[str, Any] = {
            "timezone": "America/Los_Angeles",
            "citations": CITED,
            "confidence": "reported",
        }
        events = [
            {"type": "organization.introduced", "data": data},
            {"type": "person.introduced", "data": person},
            {
                **fact,
                "type": "person.appointed",
                "occurred": "2019-03-01",
                "data": {**at, "post": "ceo"},
            },
            {
                **fact,
                "type": "person.departed",
                "occurred": NOON,
                "data": {**at, "post": "ceo", "manner": "removed"},
            },
        ]
        answer = api.post("events/", json={"events": events})
        assert answer.status_code == 201, answer.text
        position, recorded = answer.json()["position"], answer.json()["events"]
        api.get(f"people/{at['person']}/", params={"at_least": position}).raise_for_status()
        return str(recorded[-1]["id"])

    return record


def career(api: httpx.Client, name: str, **query: str) -> Any:
    answer = api.get(f"people/{name}-quill/career/", params=query)
    answer.raise_for_status()
    [tenure] = answer.json()["tenures"]
    return tenure


def amended(api: httpx.Client, event: str) -> Any:
    return api.get(f"events/{event}/").json()


def test_a_correction_shows_was_and_now_and_both_answers_stay(
    log_in: LogIn, api: httpx.Client, removal: Removal
) -> None:
    event = removal("olive")
    page = log_in("editor", f"/desk/events/{event}/")
    page.get_by_role("link", name="Correct this").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Correct this")
    assert_accessible(page)
    page.get_by_label("It happened, or took effect").fill("2023-11-16")
    page.get_by_label("Manner").select_option("resigned")
    preview = page.locator("#preview")
    row = preview.get_by_role("row", name=re.compile("Manner"))
    expect(row.locator("del")).to_have_text("removed")
    expect(row.locator("ins")).to_have_text("resigned")
    expect(preview.get_by_text("No longer known so")).to_be_visible()
    expect(preview.get_by_text("Known instead")).to_be_visible()
    expect(page.locator("#announcer")).to_contain_text("Preview: ")
    expect(preview.get_by_text("Still to be written: reason, public note")).to_be_visible()
    page.locator('[id="amendment.reason"]').fill("The letter says so.")
    page.get_by_label("Public note").fill("She resigned, a day earlier.")
    assert_accessible(page)
    assert amended(api, event)["amendments"] == []

    page.get_by_role("button", name="Record").click()
    page.wait_for_url(re.compile(r"at_least=\d+"))
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Olive Quill resigned as CEO of Olive Works"
    )
    expect(page.get_by_text("She resigned, a day earlier.").first).to_be_visible()
    assert_accessible(page)
    [correction] = amended(api, event)["amendments"]
    assert correction["recorded_by"] == "the-editor"
    changes = correction["data"]["changes"]
    assert changes == {"occurred": "2023-11-16", "data": {"manner": "resigned"}}

    position = correction["position"]
    assert career(api, "olive", at_least=str(position))["manner"] == "resigned"
    assert career(api, "olive", known_at=f"@{position - 1}")["manner"] == "removed"
    page.get_by_role("link", name="as known before").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Olive Quill removed as CEO of Olive Works"
    )
    assert page.url.endswith(f"known_at=@{position - 1}")


def test_retract_and_reinstate_by_keyboard_alone(
    log_in: LogIn, api: httpx.Client, removal: Removal
) -> None:
    event = removal("basil")
    page = log_in("editor", f"/desk/events/{event}/")
    page.keyboard.press("r")
    expect(page.get_by_role("heading", level=1)).to_have_text("Retract")
    expect(page.locator("#preview")).to_contain_text("Basil Quill, CEO of Basil Works")
    assert_accessible(page)
    expect(page.get_by_label("Reason")).to_be_focused()
    page.keyboard.type("It was another Quill.")
    page.keyboard.press("Tab")
    page.keyboard.type("We had the wrong person.")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"at_least=\d+"))
    expect(page.locator(".page-head").get_by_text("retracted")).to_be_visible()
    assert amended(api, event)["status"] == "retracted"

    page.keyboard.press("r")
    expect(page.get_by_role("heading", level=1)).to_have_text("Reinstate")
    assert_accessible(page)
    tab_to(page, page.get_by_label("Reason"))
    page.keyboard.type("It was this Quill after all.")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(rf"{event}/\?at_least=\d+"))
    expect(page.locator(".page-head").get_by_text("standing")).to_be_visible()
    assert amended(api, event)["status"] == "standing"


def tab_to(page: Page, field: Any) -> None:
    for _ in range(40):
        if field.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("the field cannot be reached with the Tab key")


def test_dispute_and_settle(log_in: LogIn, api: httpx.Client, removal: Removal) -> None:
    event = removal("clove")
    page = log_in("editor", f"/desk/events/{event}/")
    page.get_by_role("link", name="Dispute").click()
    page.wait_for_url("**/dispute/")  # and for its scripts, without which it answers otherwise
    page.get_by_role("button", name="Record").click()
    faults = page.get_by_role("alert")
    expect(faults).to_be_focused()
    expect(faults).to_contain_text("Account")
    expect(page.get_by_label("Account")).to_have_attribute("aria-invalid", "true")
    assert_accessible(page)
    page.get_by_label("Account").fill("He says that he walked out.")
    page.get_by_label("What", exact=True).select_option("manner")
    page.get_by_role("combobox", name="By").fill("clove")
    page.get_by_role("option").filter(has_text="Clove Quill").click()
    page.get_by_role("combobox", name="Source").fill("clove-interview")
    page.get_by_role("button", name="Record").click()
    page.wait_for_url(re.compile(r"at_least=\d+"))
    expect(page.locator(".page-head").get_by_text("disputed")).to_be_visible()
    assert amended(api, event)["effective"]["disputes"][0]["by"] == "clove-quill"

    page.get_by_role("link", name="Settle").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Settle")
    assert_accessible(page)
    page.get_by_label("Prevailing").select_option("original")
    page.get_by_label("Reason").fill("There is a tape.")
    page.get_by_role("button", name="Record").click()
    page.wait_for_url(re.compile(r"at_least=\d+"))
    assert amended(api, event)["status"] == "standing"


def test_who_was_quicker_is_shown_and_what_was_typed_is_kept(
    log_in: LogIn, api: httpx.Client, removal: Removal
) -> None:
    event = removal("thyme")
    page = log_in("editor", f"/desk/events/{event}/correct/")
    page.get_by_label("Manner").select_option("retired")
    page.get_by_label("Public note").fill("He retired.")
    page.locator('[id="amendment.reason"]').fill("By his own word.")
    other = {
        "event": event,
        "changes": {"confidence": "official"},
        "reason": "Filed.",
        "public_note": "Now official.",
    }
    api.post("events/", json={"type": "event.corrected", "data": other}).raise_for_status()
    page.get_by_role("button", name="Record").click()
    quicker = page.get_by_role("alert")
    expect(quicker).to_contain_text("Now official.")
    expect(page.get_by_label("Manner")).to_have_value("retired")
    expect(page.get_by_label("Public note")).to_have_value("He retired.")
    expect(page.get_by_label("Confidence")).to_have_value("official")
    assert_accessible(page)
    page.get_by_role("button", name="Record").dblclick()
    page.wait_for_url(re.compile(r"at_least=\d+"))
    amendments = amended(api, event)["amendments"]
    assert [one["data"]["changes"] for one in amendments] == [
        {"confidence": "official"},
        {"data": {"manner": "retired"}},
    ]


def test_the_browser_finds_by_text_and_name_and_keeps_its_address(
    log_in: LogIn, removal: Removal
) -> None:
    event = removal("sorrel")
    page = log_in("reader", "/desk/")
    page.keyboard.press("/")
    page.keyboard.type("sorrel remov")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q=sorrel"))
    found = page.get_by_role("link", name="Sorrel Quill removed as CEO of Sorrel Works")
    expect(found).to_have_attribute("href", f"/desk/events/{event}/")
    assert_accessible(page)

    page.get_by_label("Text").fill("")
    page.get_by_label("Person, organisation, work").fill("Sorrel Quill")
    page.get_by_label("Type").select_option("person.departed")
    page.get_by_text("Story, editor, dates").click()
    page.get_by_label("Happened from").fill("2023-11-17")
    page.get_by_label("Happened to").fill("2023-11-17")
    page.get_by_label("Status").select_option("standing")
    page.get_by_role("button", name="Search", exact=True).click()
    page.wait_for_url(re.compile("status=standing"))
    expect(found).to_be_visible()
    address = page.url
    other = page.context.new_page()
    other.goto(address)
    expect(other.locator(".results > li")).to_have_count(1)
    expect(other.get_by_label("Happened from")).to_have_value("2023-11-17")
    found.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Sorrel Quill removed as CEO of Sorrel Works"
    )
    expect(page.get_by_text("The board acted at noon.")).to_be_visible()
    assert_accessible(page)


def test_what_was_typed_outlives_a_reload_and_a_lost_session(
    log_in: LogIn, api: httpx.Client, removal: Removal, accounts: Callable[[str], str]
) -> None:
    event = removal("borage")
    page = log_in("editor", f"/desk/events/{event}/retract/")
    page.get_by_label("Reason").fill("It was another Quill.")
    page.reload()
    expect(page.get_by_text("What you typed here earlier is here again")).to_be_visible()
    expect(page.get_by_label("Reason")).to_have_value("It was another Quill.")
    assert_accessible(page)

    page.get_by_label("Public note").fill("We had the wrong person.")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_role("alert")).to_contain_text("Your session has ended")
    expect(page.get_by_label("Reason")).to_have_value("It was another Quill.")
    page.reload()
    page.wait_for_url(re.compile("/desk/login/"))
    page.get_by_label("Username").fill(accounts("editor"))
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    page.wait_for_url(f"**/desk/events/{event}/retract/")
    expect(page.get_by_text("What you typed here earlier is here again")).to_be_visible()
    expect(page.get_by_label("Public note")).to_have_value("We had the wrong person.")
    page.get_by_role("button", name="Record").click()
    page.wait_for_url(re.compile(r"at_least=\d+"))
    assert amended(api, event)["status"] == "retracted"
    page.goto(f"/desk/events/{event}/reinstate/")
    expect(page.get_by_label("Reason")).to_have_value("")


def test_what_was_typed_is_forgotten_when_somebody_cancels(log_in: LogIn, removal: Removal) -> None:
    event = removal("laurel")
    page = log_in("editor", f"/desk/events/{event}/retract/")
    page.get_by_label("Reason").fill("It was another Quill.")
    page.get_by_role("link", name="Cancel").click()
    page.wait_for_url(f"**/desk/events/{event}/")
    page.goto(f"/desk/events/{event}/retract/")
    page.wait_for_load_state("networkidle")
    expect(page.get_by_label("Reason")).to_have_value("")


def test_a_correction_by_keyboard_names_somebody_and_introduces_somebody(
    log_in: LogIn, api: httpx.Client, removal: Removal
) -> None:
    """The fields are those of the append form."""
    event, _ = removal("fern"), removal("moss")
    page = log_in("editor", f"/desk/events/{event}/")
    page.keyboard.press("c")
    page.wait_for_url("**/correct/")  # and for its scripts, which suggest
    person = page.get_by_role("combobox", name="Person")
    expect(person).to_have_value("Fern Quill")
    tab_to(page, person)
    page.keyboard.press("Control+a")
    page.keyboard.type("moss quill")
    expect(page.get_by_role("option").filter(has_text="Moss Quill")).to_contain_text("Moss Works")
    page.keyboard.press("Enter")
    expect(page.locator("#preview").get_by_role("row", name=re.compile("Person"))).to_contain_text(
        "Moss Quill"
    )
    when = page.get_by_label("It happened, or took effect")
    when.fill("2023-11")
    expect(page.locator("#understood")).to_contain_text("November 2023")
    person.fill("Ivy Quill")
    page.get_by_role("option").filter(has_text="as a new person").click()
    expect(page.locator('[id="new.0.data.name"]')).to_be_focused()
    assert_accessible(page)
    page.locator('[id="amendment.reason"]').fill("The letter is Ivy's.")
    page.get_by_label("Public note").fill("It was Ivy Quill.")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"at_least=\d+"))
    [correction] = amended(api, event)["amendments"]
    assert correction["data"]["changes"] == {
        "data": {"person": "ivy-quill"},
        "occurred": "2023-11",
    }
    seen = {"at_least": correction["position"]}
    assert api.get("people/ivy-quill/", params=seen).json()["person"]["name"] == "Ivy Quill"


def test_a_reporter_is_refused_by_address(log_in: LogIn, removal: Removal) -> None:
    event = removal("nettle")
    page = log_in("reporter", f"/desk/events/{event}/")
    expect(page.get_by_role("link", name="Correct this")).to_have_count(0)
    for act in ("correct", "retract", "dispute", "corroborate"):
        answer = page.goto(f"/desk/events/{event}/{act}/")
        assert answer is not None
        assert answer.status == 403
    expect(page.get_by_text("This needs the right to correct")).to_be_visible()
    page.goto(f"/desk/events/{event}/")
    token = page.locator("input[name=csrfmiddlewaretoken]").first.get_attribute("value")
    headers = {"X-CSRFToken": str(token), "Referer": page.url}
    form: dict[str, Any] = {"do": "record", "amendment.reason": "x", "amendment.public_note": "y"}
    path = f"/desk/events/{event}/retract/"
    assert page.request.post(path, form=form, headers=headers).status == 403


@pytest.mark.parametrize("act", ["corroborate", "file", "unfile", "rename", "alias", "merge"])
def test_every_form_is_accessible(log_in: LogIn, api: httpx.Client, act: str) -> None:
    [introduced] = api.get("events/", params={"stream": "person/sam-altman", "limit": 1}).json()[
        "results"
    ]
    departed = api.get("events/", params={"type": "person.departed", "limit": 1}).json()["results"]
    event = introduced if act in ("rename", "alias", "merge") else departed[0]
    page = log_in("editor", f"/desk/events/{event['id']}/{act}/")
    expect(page.get_by_role("button", name="Record")).to_be_visible()
    assert_accessible(page)


def test_without_scripts_a_correction_is_previewed_and_recorded(
    log_in: LogIn, api: httpx.Client, removal: Removal, browser: Any, newsroom: Any
) -> None:
    event = removal("fennel")
    cookies = log_in("editor").context.cookies()
    plain = browser.new_context(base_url=newsroom.url, java_script_enabled=False)
    plain.add_cookies(cookies)
    page = plain.new_page()
    page.goto(f"/desk/events/{event}/correct/")
    page.get_by_label("Manner").select_option("resigned")
    page.locator('[id="amendment.reason"]').fill("So she says.")
    page.get_by_label("Public note").fill("She resigned.")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#preview ins")).to_have_text("resigned")
    page.get_by_role("button", name="Record").click()
    page.wait_for_url(re.compile(r"at_least=\d+"))
    plain.close()
    assert amended(api, event)["effective"]["data"]["manner"] == "resigned"
