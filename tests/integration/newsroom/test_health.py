"""What load balancers are told, with and without the parts behind."""

import time
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from events.recording.service import record
from newsroom.celery import app
from stories.engine.advance import advance
from stories.engine.checkpoints import enter_projections
from stories.engine.registry import projections


def ready() -> tuple[int, dict[str, Any]]:
    answer = Client().get("/readyz")
    return answer.status_code, answer.json()


def test_healthz_is_open_and_says_only_its_state() -> None:
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


@pytest.mark.usefixtures("empty_log")
def test_all_answer(redis_url: str) -> None:
    assert ready() == (200, {"status": "ok"})


@pytest.mark.usefixtures("empty_log")
@pytest.mark.parametrize(
    "nowhere",
    ["redis+socket:///nowhere/valkey.sock", "redis://127.0.0.1:1/0", "amqp://127.0.0.1:1"],
)
def test_without_a_broker_whichever_it_is(monkeypatch: pytest.MonkeyPatch, nowhere: str) -> None:
    monkeypatch.setattr(app.conf, "broker_url", nowhere)
    start = time.monotonic()
    assert ready() == (503, {"status": "no broker"})
    assert time.monotonic() - start < 10


@pytest.mark.usefixtures("empty_log")
def test_without_a_database(redis_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    connections.close_all()
    with monkeypatch.context() as away:
        away.setitem(connections["default"].settings_dict, "HOST", "/nowhere")
        assert ready() == (503, {"status": "no database"})


@pytest.mark.usefixtures("empty_log")
def test_a_database_that_hangs(redis_url: str) -> None:
    """Another session holds what the check reads; it gives up in time."""
    other = connections["default"].copy()
    with other.cursor() as cursor:
        other.set_autocommit(False)
        cursor.execute("LOCK TABLE stories_projectionstate IN ACCESS EXCLUSIVE MODE")
        start = time.monotonic()
        assert ready() == (503, {"status": "no database"})
        assert time.monotonic() - start < 10
        other.rollback()
    other.close()


@pytest.mark.usefixtures("empty_log", "redis_url")
def test_views_that_are_behind_are_told_but_go_on_serving(settings: Any) -> None:
    enter_projections()
    data = {"organization": "acme", "name": "Acme", "kind": "company"}
    record([{"type": "organization.introduced", "data": data}], recorded_by="desk")
    settings.NEWSROOM_BEHIND_SECONDS = 3600.0
    assert ready() == (200, {"status": "ok"})
    settings.NEWSROOM_BEHIND_SECONDS = 0.0
    assert ready() == (200, {"status": "behind"})
    first, *others = projections()
    for name in others:
        advance(name)
        assert ready() == (200, {"status": "behind"}), "as long as any is"
    advance(first)
    assert ready() == (200, {"status": "ok"})
