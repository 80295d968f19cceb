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


ORDER = """() => {
    const told = document.querySelector('[aria-labelledby=sources] .items p');
    const texts = document.createTreeWalker(told, NodeFilter.SHOW_TEXT);
    const place = (wanted) => {
        for (texts.currentNode = told; texts.nextNode();) {
            const at = texts.currentNode.textContent.indexOf(wanted);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(texts.currentNode, at);
            range.setEnd(texts.currentNode, at + wanted.length);
            return range.getBoundingClientRect();
        }
    };
    return ['register', 'السعودي', 'النادي', '¶', '3'].map((wanted) => place(wanted).left);
}"""
"""Where the words of a citation stand, as they are read."""


@pytest.fixture(scope="module")
def names(api: httpx.Client) -> None:
    citation = {
        "source": "register",
        "publisher": RIGHT_TO_LEFT,
        "locator": "¶3",
        "attributed_to": "an official who asked not to be named, since it is for others to say",
    }
    cited = {"citations": [citation], "stories": ["any-names"]}
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


def test_a_citation_reads_in_its_order_and_keeps_to_its_place(
    names: None, log_in: LogIn, api: httpx.Client
) -> None:
    asked = {"entity": "right-to-left", "type": "organization.founded"}
    [founding] = api.get("events/", params=asked).json()["results"]
    page: Page = log_in(path=f"/desk/events/{founding['id']}/")
    places = page.evaluate(ORDER)
    assert places == sorted(places)
    assert_accessible(page)
