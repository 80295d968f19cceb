"""Names of any script and any length."""

import httpx
import pytest
from playwright.sync_api import Page

from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import LogIn

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnungsbeauftragter"
RIGHT_TO_LEFT = "النادي الأهلي السعودي"
SIDES = """() => {
    const line = [...document.querySelectorAll('main .items li')]
        .find((one) => one.textContent.includes('founded'));
    const day = document.createTreeWalker(line.querySelector('.meta'), NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    range.selectNodeContents(day.nextNode());
    const [first] = range.getClientRects();
    const [name] = line.querySelector('a').getClientRects();
    return [name.right, first.left];
}"""
"""Where the sentence about the founding ends, and where its date begins."""


@pytest.fixture(scope="module")
def names(api: httpx.Client) -> None:
    cited = {"citations": [{"source": "register"}], "stories": ["any-names"]}
    club = {"organization": "right-to-left", "name": RIGHT_TO_LEFT, "kind": "company"}
    other = {"organization": "others-club", "name": "Others", "kind": "company"}
    follows = ["right-to-left", "others-club", "long-named"]
    story = {"story": "any-names", "title": LONG, "follows": follows}
    founded = {"organization": "right-to-left"}
    events = [
        {"type": "organization.introduced", "data": club},
        {"type": "organization.introduced", "data": other},
        {"type": "person.introduced", "data": {"person": "long-named", "name": LONG}},
        {"type": "story.opened", "data": story},
        {"type": "organization.founded", "occurred": "1907-05-05", "data": founded, **cited},
        {
            "type": "organization.founded",
            "occurred": "1908",
            "data": {"organization": "others-club", "founders": ["long-named"]},
            **cited,
        },
        {
            "type": "person.appointed",
            "occurred": "2021",
            "data": {"person": "long-named", "organization": "right-to-left", "post": "director"},
            **cited,
        },
    ]
    position = api.post("events/", json={"events": events}).raise_for_status().json()["position"]
    api.get("stories/any-names/", params={"at_least": position}).raise_for_status()


@pytest.mark.parametrize(
    "path",
    [
        *("/desk/", "/desk/stories/any-names/", "/desk/people/", "/desk/people/long-named/"),
        *("/desk/organizations/right-to-left/", "/desk/events/?story=any-names"),
    ],
)
def test_a_name_without_a_gap_breaks_where_it_must(names: None, log_in: LogIn, path: str) -> None:
    assert_accessible(log_in(path=path))


def test_a_name_from_right_to_left_leaves_the_date_beside_it_whole(
    names: None, log_in: LogIn
) -> None:
    """Its day is no part of the name's own direction: it does not move to the name's far side."""
    page: Page = log_in(path="/desk/organizations/right-to-left/")
    end, day = page.evaluate(SIDES)
    assert day >= end
