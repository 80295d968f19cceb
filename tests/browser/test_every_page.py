"""Every page of the desk that the URL configuration has, whoever added it: accessible, usable on a
telephone and at 200 % zoom, quiet in the console, and without anything inline."""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any
from uuid import uuid4

import httpx
import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import Browser, BrowserContext, Page

from newsroom.development.private import Newsroom
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import PASSWORD
from tests.markup import faults

EXAMPLE = {"story": "openai-leadership", "organization": "openai", "person": "sam-altman"}
"""What a page that is named after a kind of thing is shown of."""
ANSWERS = {200, 400, 405}
"""A page may ask for more in its address than this test knows to give; 405: it takes forms only."""
ASK_FOR_A_TYPE = {"append_suggestions"}
"""Parts of the append page: without a type of event there is none."""


def patterns(
    found: list[URLPattern | URLResolver], before: str = ""
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for one in found:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from patterns(one.url_patterns, route)
        elif one.name:
            yield one.name, route, one.pattern.converters


def desk() -> dict[str, tuple[str, dict[str, Any]]]:
    """Routes and their parameters by name."""
    [found] = [
        one
        for one in get_resolver().url_patterns
        if isinstance(one, URLResolver) and one.namespace == "desk"
    ]
    return {
        name: (route, parameters)
        for name, route, parameters in patterns(found.url_patterns, str(found.pattern))
        if name != "nowhere"
    }


DESK = desk()


def test_the_desk_is_found() -> None:
    assert {"stories", "story", "login", "operations", "access"} <= DESK.keys()


CITED = [{"source": "every-page"}]
WHY = {"reason": "For this test.", "public_note": "For this test."}


@pytest.fixture(scope="module")
def amendable(api: httpx.Client) -> dict[str, str]:
    """By the name of an act: an event of this test's own that it can be done to."""
    introduced, retracted, disputed = (str(uuid4()) for _ in range(3))
    person = {"person": "every-page", "name": "Every Page"}
    said = {
        "type": "statement.made",
        "occurred": "2024-01-01",
        "data": {"speaker": "every-page", "text": "A word.", "verbatim": True},
        "citations": CITED,
    }
    account = {"event": disputed, "account": "Another word.", "what": "other"}
    events = [
        {"id": introduced, "type": "person.introduced", "data": person},
        {"id": retracted, **said},
        {"id": disputed, **said},
        {"type": "event.retracted", "data": {"event": retracted, **WHY}},
        {"type": "event.disputed", "data": account, "citations": CITED},
    ]
    api.post("events/", json={"events": events}).raise_for_status()
    return {
        "reinstate": retracted,
        "settle": disputed,
        **dict.fromkeys(("rename", "alias", "merge"), introduced),
    }


@pytest.fixture(scope="module")
def address_of(api: httpx.Client, amendable: dict[str, str]) -> Callable[[str], str]:
    """Of a page by its name, with something of the example story in it."""
    departures = api.get("events/", params={"type": "person.departed"}).json()["results"]

    def sample(name: str, parameter: str, converter: Any) -> str:
        kind = type(converter).__name__.removesuffix("Converter")
        if kind == "UUID" or parameter in {"uuid", "event"}:
            return amendable.get(name) or str(departures[0]["id"])
        if kind == "Int":
            return "1"
        if parameter == "name" or "projection" in parameter:
            return "tenures"
        return EXAMPLE.get(name.split("_", maxsplit=1)[0]) or EXAMPLE.get(parameter) or "openai"

    def address(name: str) -> str:
        route, parameters = DESK[name]

        def filled(found: re.Match[str]) -> str:
            return sample(name, found[1], parameters[found[1]])

        return "/" + re.sub(r"<(?:\w+:)?(\w+)>", filled, route)

    return address


@pytest.fixture(scope="module")
def chiefs(
    browser: Browser, newsroom: Newsroom, accounts: Callable[[str], str]
) -> Iterator[BrowserContext]:
    """Logged in once, as a superuser, for all pages."""
    context = browser.new_context(base_url=newsroom.url, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.goto("/desk/login/")
    page.get_by_label("Username").fill(accounts("chief"))
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    page.wait_for_url(lambda url: "/login/" not in url)
    page.close()
    yield context
    context.close()


@pytest.fixture
def page(chiefs: BrowserContext) -> Iterator[Page]:
    opened = chiefs.new_page()
    yield opened
    opened.close()


class Inline(HTMLParser):
    """Finds what a strict policy refuses: scripts, styles and handlers within the page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        data = given.get("type") == "application/json"
        if tag == "style" or (tag == "script" and "src" not in given and not data):
            self.found.append(f"<{tag}>")
        self.found += [
            f'<{tag} {name}="{value}">'
            for name, value in attrs
            if name == "style"
            or name.startswith(("on", "hx-on"))
            or (value or "").strip().lower().startswith(("javascript:", "js:"))
        ]
        for name in ("src", "href", "action"):
            if tag in {"script", "link", "img", "form"} and "//" in (given.get(name) or ""):
                self.found.append(f"<{tag} {name}={given[name]}> is of another host")


@pytest.mark.parametrize("name", sorted(DESK))
def test_every_page(
    page: Page,
    newsroom: Newsroom,
    chiefs: BrowserContext,
    address_of: Callable[[str], str],
    name: str,
) -> None:
    path = address_of(name)
    answer = chiefs.request.get(path)
    if name in ASK_FOR_A_TYPE:
        assert answer.status == 404
        return
    assert answer.status in ANSWERS, f"{path}: {answer.status}"
    if answer.status == 405 or "text/html" not in answer.headers["content-type"]:
        return
    content = answer.text()
    inline = Inline()
    inline.feed(content)
    assert not inline.found, f"{path}: {inline.found}"
    if "<html" not in content:  # a part of a page; the page that shows it is among these
        return
    assert faults(content) == []
    policy = answer.headers.get("content-security-policy")
    if policy is not None:
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy

    said: list[str] = []
    refused = f"status of {answer.status}"  # Chromium notes a page that is answered 400
    page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(path)
    page.wait_for_load_state("networkidle")
    assert page.locator("h1").count() == 1
    assert_accessible(page)
    assert not [line for line in said if answer.status == 200 or refused not in line]


NOWHERE = "00000000-0000-7000-8000-000000000000"


@pytest.mark.parametrize("path", ["/desk/nowhere/", f"/desk/events/{NOWHERE}/", "/desk/?as_of=x"])
def test_refusals_are_pages_too(
    page: Page, newsroom: Newsroom, chiefs: BrowserContext, path: str
) -> None:
    answer = page.goto(path)
    assert answer is not None
    assert answer.status in {400, 404}
    assert_accessible(page)
