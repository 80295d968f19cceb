"""The content policy in a browser: every page works under it, and it does what it is for."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page

from newsroom.development.private import Newsroom
from tests.browser.conftest import LogIn

STORY = "/desk/stories/openai-leadership/"
DESK = ["/desk/", STORY, "/desk/nothing/", "/api/docs/"]
ADMIN = ["/admin/", "/admin/access/apikey/add/", "/admin/events/event/", "/admin/auth/user/"]
SCRIPT = """() => {
  const one = document.createElement("script");
  one.textContent = "document.body.dataset.run = 'yes'";
  document.body.append(one);
  return document.body.dataset.run ?? "no";
}"""
EVALUATION = """() => {
  document.body.setAttribute("onclick", "this.dataset.clicked = 'yes'");
  document.body.click();
  return document.body.dataset.clicked ?? "no";
}"""


def is_complaint(message: ConsoleMessage) -> bool:
    return "Content Security Policy" in message.text


def complaints(page: Page) -> list[str]:
    found: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if is_complaint(message):
            found.append(f"{page.url}: {message.text}")

    page.on("console", hear)
    return found


@pytest.fixture
def administrator(newsroom: Newsroom, context: BrowserContext) -> Page:
    """Logged in with the account that the first start makes."""
    written = (Path(newsroom.log).parent / "credentials.txt").read_text()
    told = dict(line.split(": ") for line in written.splitlines())
    page = context.new_page()
    page.goto("/admin/")
    page.get_by_label("Username").fill(told["login"])
    page.get_by_label("Password").fill(told["password"])
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/login/" not in url)
    return page


def test_no_page_of_the_desk_or_the_docs_breaks_it(log_in: LogIn) -> None:
    page = log_in("reader")
    found = complaints(page)
    for path in DESK:
        page.goto(path, wait_until="networkidle")
    page.locator("#swagger-ui .opblock").nth(20).wait_for()  # it is drawn, by scripts
    assert found == []


def test_no_page_of_the_admin_breaks_its_own(administrator: Page) -> None:
    found = complaints(administrator)
    for path in ADMIN:
        administrator.goto(path, wait_until="networkidle")
    assert found == []


@pytest.mark.parametrize("path", [STORY, "/api/docs/", "/admin/"])
def test_what_is_smuggled_into_a_page_does_not_run(administrator: Page, path: str) -> None:
    administrator.goto(path, wait_until="networkidle")
    for smuggled in (SCRIPT, EVALUATION):
        with administrator.expect_console_message(is_complaint):
            assert administrator.evaluate(smuggled) == "no"
