"""Where the system forces its own colours, grounds and shadows are not shown."""

from playwright.sync_api import Locator, expect

from tests.browser.conftest import LogIn

LOOK = """one => {
  const { color, backgroundColor } = getComputedStyle(one);
  return `${color} on ${backgroundColor}`;
}"""
SECTIONS, TYPES = ".nav a", "#said-list [role=option]"


def looks(of: Locator) -> set[str]:
    return {one.evaluate(LOOK) for one in of.all()}


def test_what_is_chosen_is_told_from_the_rest_by_the_colours_for_it(log_in: LogIn) -> None:
    page = log_in("editor", "/desk/append/?story=openai-leadership")
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    page.locator("#said").fill("named")
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"{TYPES}[aria-selected=true]")).to_be_visible()
    [section] = looks(page.locator(f"{SECTIONS}[aria-current]"))
    [type_of_event] = looks(page.locator(f"{TYPES}[aria-selected=true]"))
    assert section == type_of_event
    others = looks(page.locator(f"{TYPES}[aria-selected=false]"))
    others |= looks(page.locator(f"{SECTIONS}:not([aria-current])"))
    assert section not in others
