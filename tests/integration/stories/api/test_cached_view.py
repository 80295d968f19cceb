"""A reader that is known again: one look at the database tells whether it still may read, and
whether the answer that was given before still holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from newsroom.access import keys
from newsroom.access.models import ApiKey
from stories.api import answer_cache
from tests.integration.statements import noted
from tests.integration.stories.api.conftest import Desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_url")]

BOARD = "/api/v1/organizations/acme/board/?as_of=2023-11-16"
PINNED = f"{BOARD}&known_at=@14"
MARK = "SELECT mark FROM access_rightsmark"


class Program:
    def __init__(self) -> None:
        group = Group.objects.create(name="programs")
        group.permissions.set(Group.objects.get(name="reader").permissions.all())
        self.key, text = ApiKey.objects.issue(name="a program", group=group)
        self.headers = {"Authorization": f"Bearer {text}"}

    def ask(self, address: str, **headers: str) -> Any:
        return Client().get(address, headers={**self.headers, **headers})


@pytest.fixture
def program(told: Callable[[], Desk], settings: Any) -> Iterator[Program]:
    told()
    settings.NEWSROOM_KEPT_ANSWERS = 10_000_000
    answer_cache._answers.cache_clear()
    keys._remembered.clear()
    yield Program()
    answer_cache._answers.cache_clear()


def revoke(key: ApiKey) -> None:
    ApiKey.objects.filter(pk=key.pk).update(revoked=True)


def take_its_rights(key: ApiKey) -> None:
    key.group.permissions.clear()


def test_an_answer_that_still_holds_costs_one_statement(program: Program) -> None:
    first = program.ask(BOARD)
    assert first.status_code == 200
    with noted() as statements:
        again = program.ask(BOARD)
        unchanged = program.ask(BOARD, **{"If-None-Match": first["ETag"]})
    assert (again.content, unchanged.status_code) == (first.content, 304)
    assert len(statements) == 2
    assert all(MARK in said for said in statements)


def test_a_pinned_one_asks_for_the_mark_alone(program: Program) -> None:
    first = program.ask(PINNED)
    with noted() as statements:
        assert program.ask(PINNED).content == first.content
    assert statements == [MARK]


def test_for_one_that_has_to_be_made_where_the_views_are_is_asked_once(program: Program) -> None:
    program.ask(BOARD)
    with noted() as statements:
        assert program.ask(BOARD.replace("16", "15")).status_code == 200
    assert len(statements.about("stories_projectionstate")) == 1
    assert statements.about("access_") == statements.about("stories_projectionstate")


@pytest.mark.parametrize("address", [BOARD, PINNED, BOARD.replace("16", "15")])
@pytest.mark.parametrize(("change", "status"), [(revoke, 401), (take_its_rights, 403)])
def test_who_may_read_no_longer_is_refused_at_once(
    program: Program, address: str, change: Callable[[ApiKey], None], status: int
) -> None:
    for before in (BOARD, PINNED):
        assert program.ask(before).status_code == 200
    change(program.key)
    for _ in range(2):
        assert program.ask(address).status_code == status


@pytest.mark.parametrize("headers", [{}, {"Authorization": f"Bearer {'a' * 8}.{'b' * 32}"}])
def test_how_long_a_refusal_takes_tells_nothing_of_what_is_kept(
    program: Program, headers: dict[str, str]
) -> None:
    program.ask(BOARD)
    program.ask(PINNED)
    asked = []
    for address in (BOARD, PINNED, BOARD.replace("16", "15")):
        with noted() as statements:
            assert Client().get(address, headers=headers).status_code == 401
        asked.append(statements)
    assert asked[0] == asked[1] == asked[2]
    assert asked[0].about("stories_", "events_") == []


def test_where_all_may_read_strangers_are_given_what_still_holds(
    program: Program, settings: Any
) -> None:
    settings.NEWSROOM_ANONYMOUS_READ = True
    first = Client().get(BOARD)
    with noted() as statements:
        assert Client().get(BOARD).content == first.content
    assert len(statements) == 1


def test_what_does_not_read_looks_at_nothing(program: Program) -> None:
    program.ask(BOARD)
    with noted() as statements:
        assert Client().post(BOARD, headers=program.headers).status_code == 405
    assert statements == [MARK]


def test_who_asks_at_another_address_is_sent_on_to_that(program: Program) -> None:
    page = "/api/v1/organizations/acme/timeline/?as_of=2023-11-16&limit=1"
    for host in ("testserver", "localhost") * 2:
        answer = program.ask(page, Host=host)
        assert answer.json()["next"].startswith(f"http://{host}/api/")
