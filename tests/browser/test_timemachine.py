"""The time machine: board and leadership at any moment, as known at any position."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from newsroom.development.private import Newsroom
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import PASSWORD, LogIn

OPENAI = "/desk/organizations/openai/"
EVE = f"{OPENAI}?as_of=2023-11-16"
THAT_DAY = f"{OPENAI}?as_of=2023-11-17"
LASTING = re.compile(r"\?as_of=[^&]+&known_at=@\d+&tz=America/Los_Angeles$")


def members(page: Page) -> list[str]:
    """Who is on the board and how surely, as the page tells it."""
    told = page.get_by_role("list", name="Board").locator(":scope > li")
    return [
        f"{one.get_by_role('link').first.inner_text()}: {one.locator('.badge').first.inner_text()}"
        for one in told.all()
    ]


def size(page: Page, told: str) -> None:
    expect(page.locator("#board-size")).to_have_text(told)


def test_a_slider_moved_by_the_keyboard_changes_the_answer_and_the_address(log_in: LogIn) -> None:
    page = log_in("reader")
    page.goto(EVE)
    size(page, "6 certain")
    slider = page.get_by_role("slider", name="In the world")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(slider).to_have_attribute(
        "aria-valuetext", re.compile("17 November 2023, 12:00: .*Altman")
    )
    page.wait_for_url(re.compile("as_of=2023-11-17T12:00:00-08:00"))
    size(page, "5 certain, 1 possible")
    expect(slider).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile("as_of=2023-11-17T12:23:00-08:00"))
    size(page, "4 certain, 1 possible")
    expect(page.get_by_role("status")).to_contain_text("4 on the board for certain")
    assert LASTING.search(page.url)
    before = members(page)
    page.reload()
    assert members(page) == before
    assert "Greg Brockman: possible, disputed" in before
    page.go_back()
    size(page, "5 certain, 1 possible")


def test_the_eve_and_the_day_and_what_differs(log_in: LogIn) -> None:
    page = log_in("reader")
    page.goto(EVE)
    assert LASTING.search(page.url)
    page.get_by_role("link", name="Pin this point to compare").click()
    page.wait_for_url(re.compile("pin_as_of=2023-11-16"))
    expect(page.get_by_role("region", name="What differs")).to_contain_text(
        "The same at both points"
    )
    page.get_by_text("An exact date, time or position").click()
    page.get_by_label("True in the world at").fill("2023-11-17")
    page.get_by_label("True in the world at").press("Enter")
    size(page, "4 certain")
    differs = page.get_by_role("region", name="What differs")
    left = differs.locator(".difference-left + ul").first
    expect(left.get_by_role("link", name="Sam Altman")).to_be_visible()
    expect(left.get_by_role("link", name="Greg Brockman")).to_be_visible()
    url = page.url
    differs.get_by_role("link", name="The other way round").click()
    size(page, "6 certain")
    joined = differs.locator(".difference-joined + ul").first
    expect(joined.get_by_role("link", name="Sam Altman")).to_be_visible()
    page.goto(url)
    size(page, "4 certain")
    assert_accessible(page)
    page.get_by_role("link", name="End the comparison").first.click()
    expect(differs).to_have_count(0)


def test_by_keys_one_goes_on_from_where_one_was(log_in: LogIn) -> None:
    """Also where the answer that takes the old one's place no longer has what was pressed."""
    page = log_in("reader")
    page.goto(EVE)

    def press(name: str) -> None:
        page.get_by_role("link", name=name).first.focus()
        page.keyboard.press("Enter")

    press("Pin this point to compare")
    expect(page.get_by_role("link", name="End the comparison").first).to_be_focused()
    press("The other way round")
    expect(page.locator("#machine")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("slider", name="In the world")).to_be_focused()
    press("Back to the present")
    expect(page.get_by_role("link", name="Permalink of this answer")).to_be_focused()


def test_a_name_leads_to_its_facts_and_their_citations(log_in: LogIn) -> None:
    page = log_in("reader")
    page.goto(THAT_DAY)
    board = page.get_by_role("list", name="Board")
    toner = board.locator(":scope > li").filter(
        has=page.get_by_role("link", name="Helen Toner", exact=True)
    )
    toner.get_by_text("1 fact behind it").click()
    expect(toner.locator(".citation bdi").first).to_be_visible()
    expect(toner.locator(".citation")).to_contain_text("¶")
    toner.get_by_role("link", name="Helen Toner", exact=True).click()
    page.wait_for_url("**/desk/people/helen-toner/")
    expect(page.get_by_role("img", name="Posts held, and when")).to_be_visible()
    page.get_by_text("The same as a table").click()
    row = page.get_by_role("row").filter(has_text="OpenAI")
    expect(row).to_contain_text("goes on")


def test_the_drawing_can_be_looked_at_closer_and_by_person(log_in: LogIn) -> None:
    page = log_in("reader")
    page.goto(THAT_DAY)
    page.get_by_role("link", name="day", exact=True).click()
    page.wait_for_url(re.compile("zoom=day"))
    drawing = page.get_by_role("img", name="Who held what, and when: 17 November 2023")
    expect(drawing).to_be_visible()
    assert LASTING.search(page.url.replace("&zoom=day", ""))
    page.get_by_role("link", name="by person").click()
    page.wait_for_url(re.compile("group=person"))
    expect(drawing.locator(".group", has_text="Ilya Sutskever")).to_be_visible()


Record = Callable[..., list[str]]


@pytest.fixture
def own(api: httpx.Client) -> Record:
    """Records events and gives their ids, in order, once the pages show them."""

    def record(*events: dict[str, Any]) -> list[str]:
        answer = api.post("events/", json={"events": list(events)})
        assert answer.status_code == 201, answer.text
        recorded = answer.json()
        for view in ("stories/openai-leadership/", "organizations/openai/ownership/"):
            api.get(view, params={"at_least": recorded["position"]}).raise_for_status()
        return [event["id"] for event in recorded["events"]]

    return record


def told(type: str, occurred: str | None = None, **data: Any) -> dict[str, Any]:
    if occurred is None:
        return {"type": type, "data": data}
    return {
        "type": type,
        "occurred": occurred,
        "timezone": "Europe/London",
        "confidence": "confirmed",
        "citations": [
            {"source": "time-gazette", "quote": "She chairs it.", "url": "https://example.org/a"}
        ],
        "data": data,
    }


def test_what_is_held_through_another_is_set_in(log_in: LogIn, own: Record) -> None:
    chain = ("time-holding", "time-middle", "time-mill")
    own(
        *(
            told("organization.introduced", organization=one, name=one.title(), kind="company")
            for one in chain
        ),
        *(
            told("control.established", "2020", controller=one, controlled=other, kind="full")
            for one, other in pairwise(chain)
        ),
    )
    page = log_in()
    page.goto(f"/desk/organizations/{chain[0]}/")
    left = "element => parseFloat(getComputedStyle(element).paddingLeft)"
    near, far = page.locator(".chain > .level-1"), page.locator(".chain > .level-2")
    assert far.evaluate(left) > near.evaluate(left)


@pytest.fixture
def corrected(own: Record) -> str:
    """A board whose only member is at first said to have come in 2020, then in 2022."""
    *_, appointed = own(
        told(
            "organization.introduced",
            organization="time-works",
            name="Time Works",
            kind="company",
            timezone="Europe/London",
        ),
        told("person.introduced", person="time-tess", name="Tess Hour"),
        told(
            "person.appointed",
            "2020-01-01",
            person="time-tess",
            organization="time-works",
            post="director",
        ),
    )
    own(
        {
            "type": "event.corrected",
            "data": {
                "event": appointed,
                "changes": {"occurred": "2022-01-01"},
                "reason": "wrong_date",
                "public_note": "She came two years later.",
            },
        }
    )
    return "/desk/organizations/time-works/"


def test_before_and_after_a_correction(log_in: LogIn, corrected: str, api: httpx.Client) -> None:
    """The second slider: what we knew. The answer before the correction stays what it was."""
    page = log_in("reader")
    page.goto(f"{corrected}?as_of=2021-06-01")
    size(page, "0 certain")
    record = page.get_by_role("slider", name="In the record")
    expect(record).to_have_attribute(
        "aria-valuetext", re.compile("Correction: She came two years later")
    )
    page.get_by_role("link", name="Pin this point to compare").click()
    page.wait_for_url(re.compile("pin_known_at"))
    pinned = page.url
    record.focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(lambda url: url != pinned)
    size(page, "1 certain")
    expect(record).to_have_attribute("aria-valuetext", re.compile("Tess Hour appointed"))
    position = re.search(r"[?&]known_at=(@\d+)", page.url)
    assert position
    asked = {"as_of": "2021-06-01", "known_at": position[1]}
    assert api.get("organizations/time-works/board/", params=asked).json()["size"]["certain"] == 1
    differs = page.get_by_role("region", name="What differs")
    expect(differs.locator(".difference-joined + ul")).to_contain_text("Tess Hour")
    differs.get_by_text("fact behind it").first.click()
    expect(differs.locator("blockquote").first).to_have_text("She chairs it.")
    expect(differs.get_by_role("link", name="source").first).to_have_attribute(
        "rel", "noopener noreferrer nofollow"
    )


@pytest.fixture
def scriptless(browser: Browser, newsroom: Newsroom) -> Iterator[BrowserContext]:
    own = browser.new_context(base_url=newsroom.url, java_script_enabled=False)
    own.set_default_timeout(30_000)
    yield own
    own.close()


def test_without_scripts_links_and_lists_do_the_same(
    scriptless: BrowserContext, accounts: Callable[[str], str]
) -> None:
    page = scriptless.new_page()
    page.goto(f"/desk/login/?next={OPENAI}")
    page.get_by_label("Username").fill(accounts("reader"))
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    page.wait_for_url(f"**{OPENAI}")
    expect(page.get_by_role("slider")).to_have_count(0)
    moments = page.get_by_label("Moments of change in the world")
    noon = moments.locator("option", has_text="17 November 2023, 12:00:")
    moments.select_option(noon.get_attribute("value"))
    page.get_by_role("button", name="Show").first.click()
    page.wait_for_url(re.compile("as_of=2023-11-17T12:00"))
    assert LASTING.search(page.url)
    size(page, "5 certain, 1 possible")
    page.get_by_role("link", name="Next change in the world").click()
    size(page, "5 certain")
    page.get_by_role("link", name="Pin this point to compare").click()
    page.get_by_role("link", name="Previous change in the world").click()
    expect(page.get_by_role("region", name="What differs")).to_contain_text("Now possible")


@pytest.mark.parametrize(
    "path",
    [
        f"{THAT_DAY}&zoom=day",
        f"{OPENAI}?known_at=@1",
        "/desk/organizations/?q=open%20ai",
    ],
)
def test_pages_are_accessible_with_questions_too(log_in: LogIn, path: str) -> None:
    """Without one they are among those of `test_every_page`."""
    page = log_in("reader")
    page.goto(path)
    assert_accessible(page)


def test_keys_lead_to_the_organisations_and_a_name_finds_one(log_in: LogIn) -> None:
    page = log_in("reader")
    page.keyboard.press("t")
    page.wait_for_url("**/desk/organizations/")
    page.get_by_role("main").get_by_role("searchbox").fill("Open AI")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="OpenAI", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("OpenAI")
