"""`make screenshots`: pictures of the desk's main pages, over the example story, for the docs."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from newsroom.development.first_start import read_credentials
from newsroom.development.folder import DataFolder
from newsroom.development.private import Newsroom
from newsroom.env import CHECKOUT
from tests.browser.conftest import QUIET, found_chromium
from tests.newsrooms import started

FOLDER = CHECKOUT / "docs" / "images"
SIZES: Mapping[str, tuple[int, int]] = {"": (1280, 800), "-phone": (390, 780)}
COLOURS = 128
STORY = "openai-leadership"


@dataclass(frozen=True, slots=True)
class Shot:
    name: str
    path: str
    """An event's is completed with the first that the browser of events lists."""
    height: int = 0
    """At most so much of the page; 0: what a window shows."""
    written: Mapping[str, str] = field(default_factory=dict)
    """What is filled in before, by the names of the fields."""


SHOTS = (
    Shot("stories", "/desk/"),
    Shot("story", f"/desk/stories/{STORY}/", 1400),
    Shot(
        "append",
        f"/desk/append/?story={STORY}&type=person.departed&person=mira-murati&post=ceo&manner=resigned",
        1400,
        {
            "citations.0.source": "openai-announcement-2023-11-17",
            "occurred": "2023-11-19T20:00",
        },
    ),
    Shot("organization", "/desk/organizations/openai/?as_of=2023-11-17", 1400),
    Shot("person", "/desk/people/sam-altman/", 1200),
    Shot("events", "/desk/events/", 1000),
    Shot("event", "/desk/events/{event}/", 1200),
    Shot(
        "correct",
        "/desk/events/{event}/correct/",
        1400,
        {"data.manner": "removed", "amendment.reason": "The board's own words, misread."},
    ),
    Shot("operations", "/desk/operations/", 1000),
    Shot("access", "/desk/access/"),
)


def main() -> int:
    chromium = found_chromium()
    if chromium is None:
        sys.stderr.write("No Chromium is found: install one, or name it in NEWSROOM_CHROMIUM.\n")
        return 2
    FOLDER.mkdir(exist_ok=True)
    with started("") as newsroom, sync_playwright() as playwright:
        arguments = [*QUIET, "--no-sandbox"]
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        for suffix, size in SIZES.items():
            take_all(browser, newsroom, suffix, size)
        browser.close()
    return 0


def take_all(browser: Browser, newsroom: Newsroom, suffix: str, size: tuple[int, int]) -> None:
    width, height = size
    context = browser.new_context(
        base_url=newsroom.url,
        viewport={"width": width, "height": height},
        color_scheme="light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    log_in(page, newsroom)
    event = a_departure(page, newsroom)
    for shot in SHOTS:
        answer = page.goto(shot.path.format(event=event))
        if answer is None or not answer.ok:
            sys.stdout.write(f"{shot.name}: no such page yet\n")
            continue
        page.wait_for_load_state("networkidle")
        write(page, shot.written)
        whole = page.evaluate("document.documentElement.scrollHeight")
        clip = {"x": 0, "y": 0, "width": width, "height": min(whole, shot.height or height)}
        picture = page.screenshot(full_page=True, clip=clip)  # type: ignore[arg-type]
        keep(picture, FOLDER / f"desk-{shot.name}{suffix}.png")
    discard_drafts(page)
    context.close()


def write(page: Page, written: Mapping[str, str]) -> None:
    """And wait for what is shown of it."""
    for name, text in written.items():
        one = page.locator(f'[id="{name}"]')
        if one.evaluate("element => element.tagName") == "SELECT":
            one.select_option(text)
        else:
            one.fill(text)
    if written:
        page.locator("#preview h3").first.wait_for()
        page.wait_for_load_state("networkidle")
        page.locator("h1").click()


def discard_drafts(page: Page) -> None:
    """Those of the pictures, which would be told of in the next."""
    page.goto("/desk/append/drafts/")
    while page.get_by_role("button", name="Discard").count():
        page.get_by_role("button", name="Discard").first.click()
        page.wait_for_load_state("networkidle")


def log_in(page: Page, newsroom: Newsroom) -> None:
    credentials = read_credentials(DataFolder(newsroom.log.parent))
    assert credentials is not None
    page.goto("/desk/login/")
    page.get_by_label("Username").fill(credentials.login)
    page.get_by_label("Password").fill(credentials.password)
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    page.wait_for_url(lambda url: "/login/" not in url)


def a_departure(page: Page, newsroom: Newsroom) -> str:
    headers = {"Authorization": f"Bearer {newsroom.api_key}"}
    answer = page.request.get("/api/v1/events/?type=person.departed", headers=headers)
    return str(answer.json()["results"][0]["id"])


def keep(picture: bytes, path: Path) -> None:
    """With fewer colours: a third of the size, and nobody sees the difference."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    image.quantize(COLOURS, method=Image.Quantize.MEDIANCUT).save(path, optimize=True)
    sys.stdout.write(f"{path.relative_to(CHECKOUT)}: {path.stat().st_size // 1024} KiB\n")


if __name__ == "__main__":
    sys.exit(main())
