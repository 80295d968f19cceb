"""What axe-core finds on a page (WCAG 2.2 A and AA)."""

from collections.abc import Mapping
from types import MappingProxyType

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
EVERY_RULE = {"type": "tag", "values": LEVELS}
AND_PRACTICE = {"type": "tag", "values": [*LEVELS, "best-practice"]}
"""Also what WCAG does not ask for: headings in order, landmarks of names of their own."""
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""The rules whose answer hangs on the colour scheme."""


def assert_accessible(page: Page) -> None:
    """In light and dark, on a telephone and at 200 % zoom, without anything that overflows.

    Nothing moves meanwhile: a colour on its way to another is neither.
    """
    page.wait_for_load_state()
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert_sound(page, "dark", COLOURS)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    assert_sound(page, "light", AND_PRACTICE)
    size = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 740})
    assert_sound(page, "on a telephone", EVERY_RULE)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 320, f"{page.url} is {width} pixels wide on a telephone of 320"
    # A window of 1280 at 200 % has 640 pixels of CSS: nothing is cut off.
    page.set_viewport_size({"width": 640, "height": 450})
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 640, f"{page.url} is {width} pixels wide at 200 % zoom of 1280"
    if size:
        page.set_viewport_size(size)


def assert_sound(
    page: Page,
    how: str,
    rules: Mapping[str, object],
    but_for: Mapping[str, object] = MappingProxyType({}),
) -> None:
    options = {"runOnly": rules, "resultTypes": ["violations"], **but_for}
    # The script is half a megabyte: once a page is enough.
    axe = Axe("null") if page.evaluate("'axe' in window") else Axe()
    found = axe.run(page, options=options).response["violations"]
    told = [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found]
    assert not told, f"{page.url} ({how}): {told}"
