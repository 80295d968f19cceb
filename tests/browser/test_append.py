"""Appending an event: by mouse, by keyboard alone, beside others, and after an interruption."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from newsroom.development.private import Newsroom
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import PASSWORD, LogIn

STORY = "/desk/stories/lighthouse/"
MOST_INTERACTIONS = 11
MOST_SECONDS = 30
ZONE = "America/New_York"


def fact(type: str, occurred: str, **data: Any) -> dict[str, Any]:
    return {
        "type": type,
        "occurred": occurred,
        "timezone": ZONE,
        "data": data,
        "stories": ["lighthouse"],
        "citations": [
            {
                "source": "harbour-gazette",
                "url": "https://gazette.example/lighthouse",
                "publisher": "Harbour Gazette",
                "published": "2024-05-02",
            }
        ],
    }


@pytest.fixture(scope="module")
def lighthouse(api: httpx.Client) -> str:
    """A story of its own: a company with a chief executive and four directors."""
    people = {
        "nora-quill": "Nora Quill",
        "tom-reyes": "Tom Reyes",
        "ida-moss": "Ida Moss",
        "leo-brandt": "Leo Brandt",
    }
    there = {"organization": "lighthouse-labs"}
    events = [
        {
            "type": "organization.introduced",
            "data": {**there, "name": "Lighthouse Labs", "kind": "company"},
        },
        *(
            {"type": "person.introduced", "data": {"person": slug, "name": name}}
            for slug, name in people.items()
        ),
        {
            "type": "entity.aliased",
            "data": {"entity": "nora-quill", "name": "Квилл", "kind": "transliteration"},
        },
        {
            "type": "story.opened",
            "data": {
                "story": "lighthouse",
                "title": "The keeper of Lighthouse Labs",
                "follows": ["lighthouse-labs"],
                "timezone": ZONE,
            },
        },
        fact("person.appointed", "2020-01-01", person="nora-quill", post="ceo", **there),
        *(
            fact("person.appointed", "2021-01-01", person=slug, post="director", **there)
            for slug in people
        ),
    ]
    answer = api.post("events/", json={"events": events})
    assert answer.status_code == 201, answer.text
    position = answer.json()["position"]
    seen = api.get("organizations/lighthouse-labs/board/", params={"at_least": position})
    assert seen.status_code == 200, seen.text
    return "lighthouse"


class Hands:
    """Counts what a person does: every click, key and typed field is one interaction.

    They move as fast as the page lets them: what time passes is what the desk takes.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.interactions = 0
        self.began = time.monotonic()

    def finished(self) -> None:
        seconds = time.monotonic() - self.began
        assert self.interactions <= MOST_INTERACTIONS
        assert seconds <= MOST_SECONDS, f"it took {seconds:.1f} seconds"

    def click(self, target: Locator) -> None:
        target.click()
        self.interactions += 1

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.interactions += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.interactions += 1

    def focused(self, name: str) -> None:
        """What the eye sees: where the cursor is by now, on a page that has loaded. No interaction.

        What is typed before the page's scripts have come is the browser's own business.
        """
        expect(field(self.page, name)).to_be_focused()
        self.page.wait_for_load_state()


def field(page: Page, name: str) -> Locator:
    return page.locator(f'[id="{name}"]')


def option(page: Page, text: str) -> Locator:
    return page.get_by_role("option").filter(has_text=text).first


def preview(page: Page) -> Locator:
    return page.locator("#preview")


def board(api: httpx.Client, as_of: str, position: int) -> list[str]:
    query = {"as_of": as_of, "tz": ZONE, "at_least": str(position)}
    answer = api.get("organizations/lighthouse-labs/board/", params=query).json()
    return [one["person"]["id"] for one in answer["members"] if one["presence"] == "certain"]


def position_of(page: Page) -> int:
    page.wait_for_url("**/desk/stories/lighthouse/?at_least=*")
    return int(page.url.rpartition("=")[2])


def fill_in(page: Page, person: str, post: str, occurred: str, source: str = "wire") -> None:
    """A departure, written as far as the record button."""
    page.goto(f"/desk/append/?story=lighthouse&type=person.departed&person={person}&post={post}")
    field(page, "citations.0.source").fill(source)
    field(page, "data.manner").select_option("resigned")
    field(page, "occurred").fill(occurred)


@pytest.mark.usefixtures("lighthouse")
def test_a_departure_by_mouse(log_in: LogIn, api: httpx.Client) -> None:
    page = log_in("reporter", STORY)
    hands = Hands(page)
    hands.click(page.get_by_role("link", name="Append an event"))
    hands.focused("citations.0.source")
    hands.type("gazette")
    hands.click(option(page, "harbour-gazette"))
    hands.focused("said")
    hands.type("fired")
    hands.click(option(page, "person.departed"))
    hands.focused("data.person")
    hands.type("квилл")
    expect(option(page, "Nora Quill")).to_contain_text("CEO of Lighthouse Labs")
    hands.click(option(page, "Nora Quill"))
    hands.focused("data.post")
    hands.click(option(page, "ceo"))
    hands.focused("occurred")
    hands.type("2024-05-01T18:30")
    expect(page.locator("#understood")).to_contain_text("1 May 2024, 18:30")
    expect(page.locator("#understood")).to_contain_text(ZONE)
    expect(preview(page)).to_contain_text("Nora Quill removed as CEO of Lighthouse Labs")
    expect(preview(page)).to_contain_text("closes: from 1 January 2020, goes on")
    expect(preview(page)).to_contain_text("until 1 May 2024, 18:30 (removed)")
    expect(preview(page)).to_contain_text("single source")
    expect(page.locator("#announcer")).to_contain_text("1 change to the views")
    hands.click(page.get_by_role("button", name="Record", exact=True))
    position = position_of(page)
    hands.finished()
    expect(page.get_by_role("status").filter(has_text="Recorded")).to_be_visible()
    event = api.get("events/", params={"order": "desc", "limit": 1}).json()["results"][0]
    assert event["position"] == position
    assert event["recorded_by"] == "the-reporter"
    assert event["data"] == {
        "person": "nora-quill",
        "organization": "lighthouse-labs",
        "post": "ceo",
        "manner": "removed",
    }
    assert event["citations"][0]["publisher"] == "Harbour Gazette"
    leadership = api.get(
        "organizations/lighthouse-labs/leadership/",
        params={"as_of": "2024-05-02", "tz": ZONE, "at_least": position},
    ).json()
    assert [post["status"] for post in leadership["posts"] if post["post"] == "ceo"] == ["vacant"]


@pytest.mark.usefixtures("lighthouse")
def test_a_departure_by_keyboard_alone_and_another_with_the_same_source(
    log_in: LogIn, api: httpx.Client
) -> None:
    page = log_in("editor", STORY)
    hands = Hands(page)
    hands.press("a")
    hands.focused("citations.0.source")
    hands.type("gazette")
    hands.press("Enter")
    hands.focused("said")
    hands.type("quit")
    hands.press("Enter")
    hands.focused("data.person")
    hands.type("reyes")
    hands.press("Enter")
    hands.focused("data.post")
    expect(option(page, "Director, held by Tom Reyes")).to_be_visible()
    hands.press("Enter")
    hands.focused("occurred")
    hands.type("2024-05-02")
    hands.press("Control+Enter")
    position = position_of(page)
    hands.finished()
    assert "tom-reyes" in board(api, "2024-05-01", position)
    assert "tom-reyes" not in board(api, "2024-05-02", position)

    again = Hands(page)
    again.press("a")
    again.focused("said")
    expect(field(page, "citations.0.source")).to_have_value("harbour-gazette")
    expect(field(page, "occurred")).to_have_value("2024-05-02")
    again.type("quit")
    again.press("Enter")
    again.focused("data.person")
    again.type("ida")
    again.press("Enter")
    again.focused("data.post")
    expect(option(page, "Director, held by Ida Moss")).to_be_visible()
    again.press("Enter")
    again.focused("record")
    again.press("Enter")
    page.wait_for_url(lambda url: url.endswith(f"at_least={position + 1}"))
    assert again.interactions <= 8
    assert "ida-moss" not in board(api, "2024-05-02", position + 1)


@pytest.mark.usefixtures("lighthouse")
def test_somebody_new_is_introduced_in_line_with_a_warning(
    log_in: LogIn, api: httpx.Client
) -> None:
    page = log_in("reporter", "/desk/append/?story=lighthouse")
    field(page, "citations.0.source").fill("https://news.example/2024/new-keeper.html")
    page.keyboard.press("Tab")
    field(page, "said").click()
    page.keyboard.type("named CEO")
    option(page, "person.appointed").click()
    expect(field(page, "data.post")).to_have_value("ceo")
    expect(field(page, "data.person")).to_be_focused()
    page.keyboard.type("Norah Kwill")
    option(page, "Introduce “Norah Kwill” as a new person").click()
    expect(field(page, "new.0.data.name")).to_be_focused()
    expect(field(page, "new.0.data.person")).to_have_value("norah-kwill")
    assert_accessible(page)
    field(page, "new.0.data.name").fill("Norah Quill")
    field(page, "occurred").fill("2024-06")
    page.get_by_role("button", name="Preview", exact=True).click()
    warning = page.locator('[id="new.0"]')
    expect(warning).to_contain_text("This may be in the record already")
    expect(warning.get_by_role("button", name="Use Nora Quill instead")).to_be_visible()
    expect(preview(page)).to_contain_text("Norah Quill enters the record")
    expect(preview(page)).to_contain_text("Norah Quill appointed CEO of Lighthouse Labs")
    page.keyboard.press("Control+Enter")
    position = position_of(page)
    found = api.get("people/norah-kwill/career/", params={"at_least": position}).json()
    assert [tenure["post"] for tenure in found["tenures"]] == ["ceo"]
    cited = api.get("events/", params={"order": "desc", "limit": 1}).json()["results"][0]
    assert (
        cited["citations"]
        == [{"source": "news-new-keeper", "url": "https://news.example/2024/new-keeper.html"}]
        or cited["citations"][0]["url"] == "https://news.example/2024/new-keeper.html"
    )


@pytest.mark.usefixtures("lighthouse")
def test_faults_are_told_at_their_fields_and_the_summary_has_the_focus(log_in: LogIn) -> None:
    page = log_in("reporter")
    page.goto("/desk/append/?story=lighthouse&type=person.departed")
    field(page, "occurred").fill("last Thursday")
    expect(page.locator("#understood")).to_contain_text("is no time that can be read")
    page.keyboard.press("Control+Enter")
    summary = page.locator("#faults")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Person is required")
    expect(field(page, "occurred")).to_have_attribute("aria-invalid", "true")
    expect(field(page, "occurred-error")).to_contain_text("last Thursday")
    expect(field(page, "data.post-error")).to_contain_text("is required")
    assert_accessible(page)
    summary.get_by_role("link", name="Post").click()
    expect(field(page, "data.post")).to_be_focused()


@pytest.fixture
def beside(browser: Browser, newsroom: Newsroom, accounts: Callable[[str], str]) -> Iterator[Page]:
    """Another editor, in a browser of their own."""
    context = browser.new_context(base_url=newsroom.url)
    page = context.new_page()
    page.goto("/desk/login/")
    page.get_by_label("Username").fill(accounts("editor"))
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/login/" not in url)
    yield page
    context.close()


@pytest.mark.usefixtures("lighthouse")
def test_two_at_once_the_second_is_shown_what_the_first_recorded(
    log_in: LogIn, beside: Page, api: httpx.Client
) -> None:
    page = log_in("reporter")
    for one in (page, beside):
        fill_in(one, "leo-brandt", "director", "2024-05-03")
    beside.keyboard.press("Control+Enter")
    first = position_of(beside)
    page.keyboard.press("Control+Enter")
    conflict = page.locator("#faults")
    expect(conflict).to_be_focused()
    expect(conflict).to_contain_text("Leo Brandt resigned as director of Lighthouse Labs")
    expect(conflict).to_contain_text("by the-editor")
    expect(field(page, "data.person")).to_have_value("Leo Brandt")
    expect(preview(page)).to_contain_text("This may be recorded already")
    head = api.get("events/", params={"order": "desc", "limit": 1}).json()["results"][0]
    assert head["position"] == first
    page.keyboard.press("Control+Enter")
    assert position_of(page) == first + 1


def appointed(api: httpx.Client, person: str, name: str, post: str) -> None:
    """Somebody whom no other test dismisses."""
    introduced = {"type": "person.introduced", "data": {"person": person, "name": name}}
    where = {"organization": "lighthouse-labs", "post": post}
    events = [introduced, fact("person.appointed", "2022-01-01", person=person, **where)]
    answer = api.post("events/", json={"events": events})
    assert answer.status_code == 201, answer.text
    seen = {"at_least": answer.json()["position"]}
    assert api.get(f"people/{person}/career/", params=seen).status_code == 200


class Held:
    """Keeps the first thing that the form sends from the server until it is let go."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._first: Route | None = None
        self.sent = 0
        page.route("**/desk/append/", lambda route: self._take(route))

    def _take(self, route: Route) -> None:
        self.sent += 1
        if self.sent > 1:
            route.continue_()
        else:
            self._first = route

    def wait(self) -> None:
        for _ in range(3000):
            if self._first is not None:
                return
            self._page.wait_for_timeout(10)
        pytest.fail(f"nothing was sent by {self._page.url}")

    def let_go(self) -> None:
        assert self._first is not None
        self._first.continue_()


@pytest.mark.usefixtures("lighthouse")
def test_recording_waits_for_a_preview_that_is_on_its_way(log_in: LogIn, api: httpx.Client) -> None:
    appointed(api, "ruth-vale", "Ruth Vale", "cfo")
    page = log_in("reporter")
    fill_in(page, "ruth-vale", "cfo", "2024-05-04")
    held = Held(page)
    page.get_by_role("button", name="Preview", exact=True).click()
    held.wait()
    page.keyboard.press("Control+Enter")
    held.let_go()
    position = position_of(page)
    [event] = api.get(
        "events/", params={"entity": "ruth-vale", "order": "desc", "limit": 1}
    ).json()["results"]
    assert (event["type"], event["position"]) == ("person.departed", position)


@pytest.mark.usefixtures("lighthouse")
def test_a_second_press_does_not_pass_over_a_warning(
    log_in: LogIn, beside: Page, api: httpx.Client
) -> None:
    appointed(api, "hugo-vale", "Hugo Vale", "coo")
    page = log_in("reporter")
    for one in (page, beside):
        fill_in(one, "hugo-vale", "coo", "2024-05-05")
    beside.keyboard.press("Control+Enter")
    first = position_of(beside)
    held = Held(page)
    page.keyboard.press("Control+Enter")
    held.wait()
    page.keyboard.press("Control+Enter")
    held.let_go()
    expect(page.locator("#faults")).to_contain_text("by the-editor")
    expect(preview(page)).to_contain_text("This may be recorded already")
    assert held.sent == 1
    head = api.get("events/", params={"order": "desc", "limit": 1}).json()["results"][0]
    assert head["position"] == first


@pytest.mark.usefixtures("lighthouse")
def test_a_draft_outlives_a_reload_and_a_lost_session(
    log_in: LogIn, context: BrowserContext, accounts: Callable[[str], str]
) -> None:
    page = log_in("reporter")
    fill_in(page, "nora-quill", "director", "2024-07-01")
    expect(page.locator("#kept")).to_be_visible()
    page.wait_for_url("**/desk/append/?draft=*")
    page.reload()
    expect(field(page, "data.person")).to_have_value("Nora Quill")
    expect(field(page, "occurred")).to_have_value("2024-07-01")

    context.clear_cookies()
    field(page, "data.reason").fill("To spend more time at sea.")
    expect(page.locator("#refused")).to_contain_text("Your session has ended")
    expect(page.locator("#kept")).to_have_count(0)
    expect(field(page, "data.reason")).to_have_value("To spend more time at sea.")
    other = context.new_page()
    other.goto("/desk/login/")
    other.get_by_label("Username").fill(accounts("reporter"))
    other.get_by_label("Password").fill(PASSWORD)
    other.keyboard.press("Enter")
    other.wait_for_url(lambda url: "/login/" not in url)
    other.close()

    page.reload()
    expect(field(page, "data.reason")).to_have_value("To spend more time at sea.")
    field(page, "data.reason").press("End")
    page.keyboard.type(" Truly.")
    page.keyboard.press("Control+Enter")
    position_of(page)


@pytest.mark.usefixtures("lighthouse")
def test_two_windows_on_one_draft_lose_nothing_of_each_other(
    log_in: LogIn, context: BrowserContext
) -> None:
    page = log_in("reporter")
    fill_in(page, "nora-quill", "director", "2024-07-09")
    page.wait_for_url("**/desk/append/?draft=*")
    first = page.url
    other = context.new_page()
    other.goto(first)
    field(other, "data.reason").fill("Of the other window.")
    expect(other.locator("#kept")).to_be_visible()
    expect(preview(other)).not_to_contain_text("in another window too")
    field(page, "data.reason").fill("Of the first window.")
    expect(preview(page)).to_contain_text("kept as a draft of its own")
    page.wait_for_url(lambda url: url != first)
    for window, text in ((page, "Of the first window."), (other, "Of the other window.")):
        field(window, "data.reason").press("End")
        expect(window.locator("#kept")).to_be_visible()
        window.reload()
        expect(field(window, "data.reason")).to_have_value(text)


@pytest.mark.usefixtures("lighthouse")
def test_going_on_after_a_lost_session_without_a_reload(
    log_in: LogIn, context: BrowserContext, accounts: Callable[[str], str], api: httpx.Client
) -> None:
    page = log_in("reporter")
    fill_in(page, "nora-quill", "director", "2024-07-02", source="logbook")
    context.clear_cookies()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#refused")).to_contain_text("Your session has ended")
    page.locator("#record").scroll_into_view_if_needed()
    expect(page.get_by_role("link", name="Log in in another tab")).to_be_in_viewport()
    with context.expect_page() as opened:
        page.get_by_role("link", name="Log in in another tab").click()
    other = opened.value
    other.get_by_label("Username").fill(accounts("reporter"))
    other.get_by_label("Password").fill(PASSWORD)
    other.keyboard.press("Enter")
    other.wait_for_url(lambda url: "/login/" not in url)
    field(page, "occurred").focus()
    page.keyboard.press("Control+Enter")
    position_of(page)
    event = api.get("events/", params={"order": "desc", "limit": 1}).json()["results"][0]
    assert event["citations"][0]["source"] == "logbook"


@pytest.mark.usefixtures("lighthouse")
def test_a_busy_server_and_a_lost_network_are_told_and_nothing_is_lost(log_in: LogIn) -> None:
    page = log_in("reporter")
    fill_in(page, "nora-quill", "chair", "2024-07-03")
    expect(preview(page)).to_contain_text("Nora Quill resigned as chair")
    told = page.get_by_role("alert")
    with page.context.expect_event("response", lambda one: one.status == 503):
        page.route("**/desk/append/**", lambda route: route.fulfill(status=503, body="busy"))
        field(page, "data.reason").fill("To write a book.")
    expect(told).to_contain_text("The newsroom is busy")
    expect(told).to_contain_text("What you typed is kept")
    assert_accessible(page)
    page.unroute("**/desk/append/**")
    field(page, "data.reason").fill("To write two books.")
    expect(told).to_have_count(0)

    page.context.set_offline(True)
    page.keyboard.press("Control+Enter")
    expect(told).to_contain_text("The newsroom cannot be reached")
    field(page, "data.reason").fill("To write three books.")
    page.context.set_offline(False)
    page.reload()
    expect(field(page, "data.reason")).to_have_value("To write three books.")
    page.keyboard.press("Control+Enter")
    position_of(page)


@pytest.mark.usefixtures("lighthouse")
def test_drafts_are_listed_and_discarded(log_in: LogIn) -> None:
    page = log_in("editor")
    fill_in(page, "tom-reyes", "advisor", "2024-08", source="draft")
    expect(page.locator("#kept")).to_be_visible()
    page.get_by_role("link", name="Drafts").click()
    expect(page.get_by_role("link", name="Tom Reyes")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Discard").first.click()
    expect(page.get_by_text("The draft is discarded.")).to_be_visible()
    expect(page.get_by_text("There are none.")).to_be_visible()


@pytest.mark.usefixtures("lighthouse")
def test_a_combobox_by_its_keys(log_in: LogIn) -> None:
    """As the ARIA Authoring Practices have it."""
    page = log_in("reporter")
    page.goto("/desk/append/?story=lighthouse&type=statement.made")
    box = page.get_by_role("combobox", name="Speaker")
    box.click()
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    expect(option(page, "Lighthouse Labs")).to_be_visible()
    page.keyboard.type("nora")
    first = option(page, "Nora Quill")
    expect(first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-expanded", "true")
    active = first.get_attribute("id") or ""
    expect(box).to_have_attribute("aria-activedescendant", active)
    expect(page.locator("#announcer")).to_contain_text("suggestion")
    assert_accessible(page)
    page.keyboard.press("ArrowUp")
    expect(option(page, "as a new organisation")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("nora")
    page.keyboard.press("Tab")
    expect(field(page, "data.text")).to_be_focused()
    field(page, "occurred").fill("2024-05-04")
    expect(page.locator("#understood")).to_contain_text(f"4 May 2024 {ZONE}")
    field(page, "timezone").fill("Nowhere")
    expect(page.locator("#announcer")).to_contain_text("No suggestions")
    field(page, "timezone").fill("Asia/Tokyo")
    expect(page.locator("#understood")).to_contain_text("2024-05-03T15:00:00.000000Z")


@pytest.mark.usefixtures("lighthouse")
def test_without_scripts_it_is_a_plain_form(
    browser: Browser, newsroom: Newsroom, accounts: Callable[[str], str]
) -> None:
    context = browser.new_context(base_url=newsroom.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/desk/login/?next=/desk/append/?story=lighthouse")
    page.get_by_label("Username").fill(accounts("reporter"))
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    field(page, "said").fill("said")
    page.get_by_role("button", name="Show its fields").click()
    field(page, "citations.0.source").fill("plain-paper")
    field(page, "data.speaker").fill("Nora Quill")
    field(page, "data.text").fill("The light stays on.")
    field(page, "data.verbatim").select_option("true")
    field(page, "occurred").fill("2024-05-04")
    page.get_by_role("button", name="Preview", exact=True).click()
    expect(preview(page)).to_contain_text("Nora Quill: “The light stays on.”")
    page.get_by_role("button", name="Record", exact=True).click()
    page.wait_for_url("**/desk/stories/lighthouse/?at_least=*")
    expect(page.get_by_role("status").filter(has_text="Recorded")).to_be_visible()
    context.close()


def test_a_reader_is_refused_by_address(log_in: LogIn) -> None:
    page = log_in("reader")
    answer = page.goto("/desk/append/")
    assert answer is not None
    assert answer.status == 403
    assert_accessible(page)
    token = next(c["value"] for c in page.context.cookies() if c["name"] == "csrftoken")
    sent = page.request.post("/desk/append/", form={"do": "record", "csrfmiddlewaretoken": token})
    assert sent.status == 403
