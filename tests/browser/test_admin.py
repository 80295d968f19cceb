"""The admin's lists and forms: read and filled in by anybody, on a telephone too."""

import pytest
from playwright.sync_api import expect

from newsroom.development.private import Newsroom
from tests.browser.accessibility import EVERY_RULE, assert_sound
from tests.browser.conftest import LogIn
from tests.newsrooms import run_beside

PAGES = (
    *("", "events/event/", "access/apikey/", "stories/factsrow/"),
    *("auth/user/add/", "auth/user/1/change/", "auth/group/1/change/"),
)
OF_DJANGO = {"rules": {"aria-prohibited-attr": {"enabled": False}}}
"""Its own script names what has no role (as of 5.2)."""
LONG = "W" * 150
CUT = """() => [...document.querySelectorAll("#result_list :is(th, td)")]
  .filter((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)
  .map((one) => one.textContent)"""


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


def test_long_names_are_not_cut_in_the_lists_on_a_telephone(
    log_in: LogIn, newsroom: Newsroom
) -> None:
    code = f"from django.contrib.auth.models import User; User.objects.create(username='{LONG}')"
    run_beside(newsroom, "shell", "--verbosity", "0", "--command", code)
    page = log_in("chief", "/admin/auth/user/")
    page.set_viewport_size({"width": 320, "height": 800})
    expect(page.get_by_role("link", name=LONG)).to_be_visible()
    assert page.evaluate(CUT) == []
