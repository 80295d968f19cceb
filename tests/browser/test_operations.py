"""Operations and access as an operator and a superuser use them."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from newsroom.development.private import Newsroom
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import PASSWORD, LogIn
from tests.newsrooms import run_beside

OPERATIONS = "/desk/operations/"
PARK = """
from stories.models import ParkedTrack, ProjectionState
live = ProjectionState.objects.get(name="names").generation
ParkedTrack.objects.create(
    projection="names", generation=live, track="sam-altman", position=1, error="ValueError: odd"
)
"""


@pytest.fixture
def head(context: BrowserContext, accounts: Callable[[str], str]) -> Page:
    page = context.new_page()
    page.goto("/desk/login/?next=/desk/access/")
    log_in_as(page, accounts("head"), PASSWORD)
    page.wait_for_url(lambda url: "/login/" not in url)
    return page


def log_in_as(page: Page, name: str, password: str) -> None:
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("main").get_by_role("button", name="Log in").click()


def secret(page: Page) -> str:
    """Once the page is there whole: what is still being read has elements without their text."""
    shown = page.locator("#secret")
    shown.wait_for()
    page.wait_for_load_state()
    return shown.inner_text().strip()


def test_a_rebuild_by_keyboard_is_followed_to_its_end(log_in: LogIn) -> None:
    page = log_in("operator", "/desk/")
    page.keyboard.press("o")
    page.wait_for_url(f"**{OPERATIONS}")  # and until it is there whole
    card = page.locator("#projection-facts")
    before = int(re.findall(r"generation (\d+)", card.inner_text())[0])
    card.get_by_role("button", name="Rebuild facts").focus()
    page.keyboard.press("Enter")
    expect(card.get_by_text(f"generation {before + 1}, by version")).to_be_visible()
    expect(card.get_by_text("swapped")).to_be_visible()
    expect(page.locator("#announcer")).to_contain_text("Rebuild of facts: swapped")
    expect(card.get_by_role("button", name="Rebuild facts")).to_be_focused()
    assert_accessible(page)


def test_the_log_is_verified_by_a_worker(log_in: LogIn) -> None:
    page = log_in("operator", OPERATIONS)
    expect(page.locator("#workers").get_by_text("celery@")).to_be_visible()
    page.get_by_role("button", name="Verify the log").focus()
    page.keyboard.press("Enter")
    chain = page.locator("#chain")
    expect(chain).to_be_focused()
    expect(chain.get_by_text("intact")).to_be_visible()
    expect(chain.get_by_text("asked for by the-operator")).to_be_visible()
    expect(page.locator("#announcer")).to_contain_text("The log is intact")


def test_a_parked_track_is_retried(log_in: LogIn, newsroom: Newsroom) -> None:
    run_beside(newsroom, "shell", "--verbosity", "0", "--command", PARK)
    page = log_in("operator", OPERATIONS)
    card = page.locator("#projection-names")
    expect(card.get_by_text("1 parked")).to_be_visible()
    assert_accessible(page)
    card.get_by_role("button", name="Retry sam-altman").click()
    expect(card.get_by_text("1 caught up, 0 failed again")).to_be_visible()
    expect(card.get_by_text("parked")).to_have_count(0)


def test_a_key_is_issued_copied_used_and_revoked(head: Page, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    head.get_by_text("Issue a key").click()
    form = head.locator("form[action='/desk/access/keys/']")
    form.get_by_label("Name").fill("a wire")
    form.get_by_label("Group").select_option(label="reader")
    head.get_by_role("button", name="Issue the key").click()
    shown = head.get_by_role("region", name="The key for a wire")
    expect(shown).to_be_focused()
    key = secret(head)
    shown.get_by_role("button", name="Copy").click()
    expect(shown.get_by_role("button", name="Copied")).to_be_visible()
    assert head.evaluate("navigator.clipboard.readText()") == key
    assert_accessible(head)
    head.reload()
    expect(shown).to_be_hidden()
    expect(head.get_by_role("row", name="a wire")).to_have_count(1)

    def answered() -> int:
        headers = {"Authorization": f"Bearer {key}"}
        return context.request.get("/api/v1/stories/", headers=headers).status

    context.clear_cookies()
    assert answered() == 200
    log_in_again(head)
    row = head.get_by_role("row", name="a wire")
    row.locator("summary").click()
    row.get_by_role("button", name="Revoke for good").click()
    expect(head.get_by_text("it is refused from now on")).to_be_visible()
    context.clear_cookies()
    assert answered() == 401


def log_in_again(page: Page) -> None:
    page.goto("/desk/login/?next=/desk/access/")
    log_in_as(page, "the-head", PASSWORD)
    page.wait_for_url(lambda url: "/login/" not in url)


def test_a_person_is_added_sets_a_password_and_logs_in(
    head: Page, context: BrowserContext, accounts: Callable[[str], str]
) -> None:
    head.get_by_text("Add a person").click()
    head.get_by_label("Username").fill("newcomer")
    head.get_by_label("editor").check()
    head.get_by_role("button", name="Add, and make a link").click()
    link = secret(head)
    assert_accessible(head)
    head.evaluate("() => { navigator.clipboard.writeText = async () => { throw new Error() } }")
    head.get_by_role("button", name="Copy").click()
    expect(head.get_by_role("button", name="Not allowed")).to_be_visible()
    assert head.evaluate("getSelection().toString()").strip() == link
    context.clear_cookies()
    head.goto(link)
    assert_accessible(head)
    for label in ("New password", "New password confirmation"):
        head.get_by_label(label, exact=True).fill("quite another walk 47")
    head.get_by_role("button", name="Set it").click()
    head.wait_for_url("**/desk/login/")
    log_in_as(head, "newcomer", "quite another walk 47")
    head.wait_for_url(lambda url: "/login/" not in url)
    expect(head.get_by_role("navigation").get_by_text("Access")).to_have_count(0)
    log_in_again_after(head, context)
    head.goto("/desk/access/audit/?about=newcomer")
    expect(head.get_by_role("row", name="password link issued newcomer")).to_be_visible()


A_GROUP = "from django.contrib.auth.models import Group; Group.objects.{}(name='w' * 120)"


def test_a_long_name_of_a_group_breaks_where_it_must(head: Page, newsroom: Newsroom) -> None:
    run_beside(newsroom, "shell", "--verbosity", "0", "--command", A_GROUP.format("create"))
    try:
        head.get_by_role("link", name="the-head").click()
        expect(head.get_by_role("checkbox", name="w" * 120)).to_be_visible()
        assert_accessible(head)
    finally:
        gone = f"{A_GROUP.format('filter')}.delete()"
        run_beside(newsroom, "shell", "--verbosity", "0", "--command", gone)


def log_in_again_after(page: Page, context: BrowserContext) -> None:
    context.clear_cookies()
    log_in_again(page)
