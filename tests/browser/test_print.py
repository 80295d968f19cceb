"""What is printed, from whatever is on the screen."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LogIn

PAGES = ("stories/openai-leadership/", "organizations/openai/", "people/sam-altman/", "events/")
INKS = """() => [...document.querySelectorAll("body *")].map((one) => {
  const { color, fill, borderTopColor } = getComputedStyle(one);
  return `${one.tagName} ${color} ${fill} ${borderTopColor}`;
})"""
PRESSED = "main :is(button, .button)"


@pytest.mark.parametrize("path", PAGES)
def test_paper_is_printed_in_ink_from_the_dark_theme_too(log_in: LogIn, path: str) -> None:
    """Grounds are not printed: pale ink would be left on white."""
    page = log_in("reader", f"/desk/{path}")
    page.emulate_media(media="print", color_scheme="light", reduced_motion="reduce")
    light = page.evaluate(INKS)
    page.emulate_media(media="print", color_scheme="dark", reduced_motion="reduce")
    assert page.evaluate(INKS) == light
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    assert page.evaluate(INKS) == light


def test_what_is_pressed_is_not_printed(log_in: LogIn) -> None:
    page = log_in("editor", "/desk/events/")
    page.locator(".results a").first.click()
    page.get_by_role("heading", name="As it was known").wait_for()
    buttons = page.locator(PRESSED)
    expect(buttons.first).to_be_visible()
    page.wait_for_load_state()
    page.emulate_media(media="print")
    assert not [one for one in buttons.all() if one.is_visible()]
