"""What all pages of the desk share."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import PASSWORD, LogIn

STORY = "/desk/stories/openai-leadership/"


def test_who_is_not_logged_in_is_asked_to_and_comes_back(
    context: BrowserContext, accounts: Callable[[str], str]
) -> None:
    page = context.new_page()
    page.goto(STORY)
    assert_accessible(page)
    page.get_by_label("Username").fill(accounts("reader"))
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/login/" not in url)


def test_a_refused_login_says_so_clear_of_the_fields(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/desk/login/")
    page.get_by_label("Username").fill("nobody-of-this-name")
    page.get_by_label("Password").fill("wrong")
    page.keyboard.press("Enter")
    told, label = page.get_by_role("alert"), page.get_by_text("Username", exact=True)
    expect(told).to_contain_text("Please enter a correct username and password")
    page.wait_for_load_state()  # with its style sheets, which say where things are
    above, below = told.bounding_box(), label.bounding_box()
    assert above is not None
    assert below is not None
    assert below["y"] - (above["y"] + above["height"]) >= 8
    assert_accessible(page)


def test_what_is_not_there_is_a_page_that_says_so(log_in: LogIn) -> None:
    page = log_in("reader")
    answer = page.goto("/desk/stories/never-introduced/")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("Not Found")
    expect(page.get_by_text("never-introduced")).to_be_visible()
    assert_accessible(page)


def test_shortcuts_are_listed_and_can_be_switched_off(log_in: LogIn) -> None:
    page = log_in("reader", STORY)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog.get_by_role("row", name="s Stories")).to_be_visible()
    dialog.get_by_label("Shortcuts of one key are on").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    page.keyboard.press("?")
    expect(dialog).to_be_hidden()
    assert page.url.endswith(STORY)
    page.get_by_role("button", name="Keyboard shortcuts").click()
    dialog.get_by_label("Shortcuts of one key are on").check()
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    expect(page.get_by_role("heading", level=1)).to_have_text("Stories")
