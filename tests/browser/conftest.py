"""A real Chromium before a whole newsroom: web, worker, beat, PostgreSQL and Valkey."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from newsroom.development.private import Newsroom
from tests.newsrooms import run_beside, started

CHROMIUM = (
    *("chromium-headless-shell", "chromium", "chromium-browser"),
    *("google-chrome", "google-chrome-stable"),
)
# Nothing that the browser does by itself is to reach for a network.
QUIET = (
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--no-first-run", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage"),
)
PASSWORD = "a long walk by the river"
NEW_USERS = """
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, User
password = make_password("{password}")
for group in Group.objects.all():
    user = User.objects.create(username=f"the-{{group.name}}", password=password)
    user.groups.add(group)
for name, staff in {{"the-chief": True, "the-head": False}}.items():
    User.objects.create(username=name, password=password, is_staff=staff, is_superuser=True)
"""

LogIn = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


def found_chromium() -> str | None:
    named = os.environ.get("NEWSROOM_CHROMIUM")
    return named or next((path for name in CHROMIUM if (path := shutil.which(name))), None)


# For this folder alone: while Playwright's event loop runs, Django refuses the database.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = found_chromium()
    if path is None:
        pytest.skip("no Chromium found: install one, or name it in NEWSROOM_CHROMIUM")
    # Its sandbox does not work for root, who runs tests in containers.
    arguments = [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    expect.set_options(timeout=30_000)  # workers of a busy machine take their time
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture(scope="package")
def newsroom(browser: Browser) -> Iterator[Newsroom]:
    """With the example story. Tests record in it under ids of their own; none is started where
    there is no browser."""
    with started("") as found:
        yield found


@pytest.fixture(scope="package")
def api(newsroom: Newsroom) -> Iterator[httpx.Client]:
    """The REST API with an editor's key, to prepare and to check what a page did."""
    headers = {"Authorization": f"Bearer {newsroom.api_key}"}
    once = httpx.Limits(max_keepalive_connections=0)  # an idle one may end as it is used again
    with httpx.Client(
        base_url=f"{newsroom.url}/api/v1/", headers=headers, timeout=60, limits=once
    ) as client:
        yield client


@pytest.fixture(scope="package")
def accounts(newsroom: Newsroom) -> Callable[[str], str]:
    """The account of a group, or of a "chief" or "head", who may do everything; all have one
    password, and only the chief is staff."""
    code = NEW_USERS.format(password=PASSWORD)
    run_beside(newsroom, "shell", "--verbosity", "0", "--command", code)
    return "the-{}".format


@pytest.fixture
def context(browser: Browser, newsroom: Newsroom) -> Iterator[BrowserContext]:
    """A browser of one's own: cookies and storage end with the test."""
    own = browser.new_context(base_url=newsroom.url, viewport={"width": 1280, "height": 900})
    own.set_default_timeout(30_000)
    yield own
    own.close()


@pytest.fixture(scope="package")
def sessions() -> dict[str, list[Any]]:
    """The cookies of who logged in once, by group."""
    return {}


@pytest.fixture
def log_in(
    context: BrowserContext, accounts: Callable[[str], str], sessions: dict[str, list[Any]]
) -> LogIn:
    """Gives a page to somebody of a group; whatever a page throws fails the test.

    Each logs in once, by the form, for hashing a password takes its time on purpose.
    """

    def log_in_as(group: str = "editor", path: str = "/desk/") -> Page:
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"{page.url}: {error}"))
        if group in sessions:
            context.add_cookies(sessions[group])
            page.goto(path)
            return page
        page.goto(f"/desk/login/?next={path}")
        page.get_by_label("Username").fill(accounts(group))
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="Log in").click()
        # Not by the path alone: the address of the login ends with it too.
        page.wait_for_url(lambda url: "/desk/login/" not in url)
        sessions[group] = context.cookies()
        return page

    return log_in_as
