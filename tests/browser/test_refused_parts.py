"""A part of a page that is refused: it says why within the page, and takes nothing away."""

from django.conf import settings
from playwright.sync_api import expect

from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import LogIn

MASTHEADS = ".masthead"
HEADLINE = '[id="data.headline"]'
ENLARGE = """(form, size) => {
  const more = document.createElement("input");
  Object.assign(more, { type: "hidden", name: "more", value: "a".repeat(size) });
  form.append(more);
}"""


def test_a_moment_that_cannot_be_read_is_told_within_the_page(log_in: LogIn) -> None:
    page = log_in("reader", "/desk/organizations/openai/")
    page.get_by_text("An exact date, time or position").click()
    page.locator(".exact [name=as_of]").fill("Friday")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("cannot be read")
    assert page.locator("h1").count() == page.locator(MASTHEADS).count() == 1
    assert_accessible(page)
    page.get_by_label("True in the world at").fill("2023-11-17")
    page.get_by_role("button", name="Ask again").click()
    expect(page.get_by_role("heading", name="During that day")).to_be_visible()


def test_a_form_older_than_the_login_stays_as_it_is(log_in: LogIn) -> None:
    """Another tab began a session anew, or ended it."""
    page = log_in("editor", "/desk/append/?type=happening.recorded")
    page.locator(HEADLINE).fill("Kept all the same")
    page.context.clear_cookies(name="csrftoken")
    page.locator("#record").click()
    expect(page.locator("#refused").get_by_role("alert")).to_contain_text("older than your login")
    assert page.locator("h1").count() == page.locator(MASTHEADS).count() == 1
    expect(page.locator(HEADLINE)).to_have_value("Kept all the same")


def test_a_form_that_is_too_large_stays_as_it_is(log_in: LogIn) -> None:
    page = log_in("editor", "/desk/append/?type=happening.recorded")
    page.locator(HEADLINE).fill("Kept all the same")
    page.locator("#sheet-form").evaluate(ENLARGE, settings.NEWSROOM_LARGEST_BODY)
    page.locator("#record").click()
    told = page.locator("#refused").get_by_role("alert")
    expect(told).to_contain_text("larger than is read at once. Nothing of it was recorded")
    expect(page.locator(HEADLINE)).to_have_value("Kept all the same")
