"""The version that a client expects a stream to be at."""

import pytest
from rest_framework.test import APIClient

from .conftest import amend, append, appointed, pointers, post


def test_another_expected_version_is_409_with_what_intervened(introduced: APIClient) -> None:
    append(introduced, appointed(expected_version=1))
    response = post(introduced, appointed(expected_version=1))
    assert response.status_code == 409
    assert pointers(response) == {"/expected_version": "version_conflict"}
    [missed] = response.json()["intervening"]
    assert (missed["version"], missed["type"]) == (2, "person.appointed")
    append(introduced, appointed())
    further = post(introduced, appointed(expected_version=1)).json()["intervening"]
    assert [event["version"] for event in further] == [2, 3]
    again = post(introduced, appointed(expected_version=1), "events/?dry_run=true")
    assert again.status_code == 409


def test_of_much_that_intervened_the_first_is_told(introduced: APIClient) -> None:
    assert post(introduced, {"events": [appointed() for _ in range(101)]}).status_code == 201
    told = post(introduced, appointed(expected_version=1)).json()
    assert (told["expected"], told["actual"]) == (1, 102)
    assert [event["version"] for event in told["intervening"]] == list(range(2, 102))


@pytest.mark.parametrize("path", ["events/?dry_run=true", "events/"])
def test_a_batch_counts_on_from_the_version_it_expects(introduced: APIClient, path: str) -> None:
    ahead = post(introduced, appointed(expected_version=2), path)
    assert (ahead.status_code, ahead.json()["actual"]) == (409, 1)
    still = {"events": [appointed(expected_version=1), appointed(expected_version=1)]}
    assert pointers(post(introduced, still, path)) == {
        "/events/1/expected_version": "version_conflict"
    }
    batch = {"events": [appointed(), appointed(expected_version=2), appointed(expected_version=3)]}
    assert post(introduced, batch, path).status_code in (200, 201)


def test_an_expected_version_binds_amendments_and_what_comes_with_them(
    introduced: APIClient,
) -> None:
    fact = append(introduced, appointed())
    retraction = amend("event.retracted", fact)
    stale = post(introduced, retraction | {"expected_version": 1})
    assert (stale.status_code, pointers(stale)) == (409, {"/expected_version": "version_conflict"})
    batch = {"events": [retraction, appointed(expected_version=2)]}
    assert pointers(post(introduced, batch)) == {"/events/1/expected_version": "version_conflict"}
