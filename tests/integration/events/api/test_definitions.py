"""What a post is, and when it may be said otherwise."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from .conftest import amend, append, pointers, post


def define(post_: str, body: str, *, exclusive: bool) -> dict[str, Any]:
    data = {"organization": "openai", "post": post_, "title": "Title", "body": body}
    return {"type": "post.defined", "data": {**data, "exclusive": exclusive}}


def test_a_post_in_use_keeps_its_body_and_exclusivity(introduced: APIClient, fact: str) -> None:
    again = post(introduced, define("ceo", "board", exclusive=False))
    assert pointers(again) == {"/data/body": "post_in_use", "/data/exclusive": "post_in_use"}
    faulty = define("ceo", "board", exclusive=True)
    faulty["data"]["rank"] = 1
    assert pointers(post(introduced, faulty)) == {
        "/data/rank": "unknown_field",
        "/data/body": "post_in_use",
    }
    for title, code in (("", "empty"), (None, "required")):
        faulty["data"] = {**define("ceo", "board", exclusive=False)["data"], "title": title}
        assert pointers(post(introduced, faulty)) == {
            "/data/title": code,
            "/data/body": "post_in_use",
            "/data/exclusive": "post_in_use",
        }
    assert pointers(post(introduced, define("ceo", "bord", exclusive=False))) == {
        "/data/body": "choice",
        "/data/exclusive": "post_in_use",
    }
    append(introduced, define("ceo", "management", exclusive=True))
    append(introduced, amend("event.retracted", fact))
    defined = post(introduced, define("ceo", "board", exclusive=True))
    assert pointers(defined) == {"/data/body": "post_in_use"}


def test_a_correction_takes_a_post_into_use(introduced: APIClient, fact: str) -> None:
    append(introduced, amend("event.corrected", fact, changes={"data": {"post": "poet"}}))
    refused = post(introduced, define("poet", "other", exclusive=True))
    assert pointers(refused) == {"/data/exclusive": "post_in_use"}
    append(introduced, define("ceo", "board", exclusive=False))


@pytest.mark.parametrize(
    "elsewhere", [{"data": {"post": "poet"}}, {"data": {"organization": "rival"}}, None]
)
def test_a_post_that_a_batch_takes_out_of_use_may_be_defined_anew(
    introduced: APIClient, fact: str, elsewhere: dict[str, Any] | None
) -> None:
    rival = {"organization": "rival", "name": "Rival", "kind": "company"}
    append(introduced, {"type": "organization.introduced", "data": rival})
    away = amend("event.corrected", fact, changes=elsewhere)
    if elsewhere is None:
        away = amend("event.retracted", fact)
    batch = [away, define("ceo", "board", exclusive=False)]
    assert post(introduced, {"events": batch}).status_code == 201


def test_a_post_not_yet_used_is_defined_once(introduced: APIClient) -> None:
    append(introduced, define("ceo", "management", exclusive=False))
    both = [
        define("observer", "board", exclusive=False),
        define("observer", "other", exclusive=False),
    ]
    response = post(introduced, {"events": both})
    assert pointers(response) == {"/events/1/data/body": "post_in_use"}
