"""The admin's lists and forms: read and filled in by anybody, on a telephone too."""

import pytest

from tests.browser.accessibility import EVERY_RULE, assert_sound
from tests.browser.conftest import LogIn

PAGES = (
    *("", "events/event/", "access/apikey/", "stories/factsrow/"),
    *("auth/user/add/", "auth/user/1/change/", "auth/group/1/change/"),
)
OF_DJANGO = {"rules": {"aria-prohibited-attr": {"enabled": False}}}
"""Its own script names what has no role (as of 5.2)."""


@pytest.mark.parametrize("path", PAGES)
def test_the_admin_is_accessible_and_keeps_to_the_window(log_in: LogIn, path: str) -> None:
    page = log_in("chief", f"/admin/{path}")
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.reload()
        page.wait_for_load_state("networkidle")
        assert_sound(page, scheme, EVERY_RULE, OF_DJANGO)
    for width in (1280, 640, 320):
        page.set_viewport_size({"width": width, "height": 800})
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{page.url} is {wide} pixels wide in a window of {width}"
