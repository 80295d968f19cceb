"""`/metrics`: who is answered, and whether what it says is so."""

from __future__ import annotations

import contextlib
import json
import re
import time
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connections
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from events.recording.service import record
from newsroom.access.models import ApiKey
from newsroom.celery import app
from newsroom.env import CHECKOUT
from stories.engine.advance import advance
from stories.engine.checkpoints import enter_projections
from stories.models import ParkedTrack
from stories.tasks import advance as task

pytestmark = pytest.mark.usefixtures("empty_log", "redis_url")
DASHBOARD = CHECKOUT / "docs/grafana/newsroom.json"

Samples = dict[tuple[str, ...], float]


def key_of(group: str) -> dict[str, str]:
    key = ApiKey.objects.issue(name=f"a {group}", group=Group.objects.get(name=group))[1]
    return {"Authorization": f"Bearer {key}"}


@pytest.fixture
def scrape(settings: Any) -> Any:
    settings.NEWSROOM_METRICS_OPEN = True

    def scraped() -> Samples:
        """By name and label values, in the order of the labels' names."""
        answer = Client().get("/metrics")
        assert answer.status_code == 200
        assert answer.headers["Content-Type"].startswith("text/plain; version=")
        return {
            (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
            for family in text_string_to_metric_families(answer.content.decode())
            for sample in family.samples
        }

    return scraped


@pytest.fixture
def projections_entered(empty_log: None) -> None:
    enter_projections()


def introduce(*organizations: str) -> int:
    envelopes = [
        {
            "type": "organization.introduced",
            "data": {"organization": slug, "name": slug.title(), "kind": "company"},
        }
        for slug in organizations
    ]
    return record(envelopes, recorded_by="desk").position


@pytest.mark.parametrize(
    ("group", "status"), [(None, 401), ("reader", 403), ("editor", 403), ("operator", 200)]
)
def test_for_operators_alone(group: str | None, status: int) -> None:
    headers = key_of(group) if group else {}
    assert Client().get("/metrics", headers=headers).status_code == status


def test_open_where_a_setting_says_so(settings: Any) -> None:
    settings.NEWSROOM_METRICS_OPEN = True
    assert Client().get("/metrics").status_code == 200


def test_requests_by_route_and_status(scrape: Any) -> None:
    board = "api/v1/organizations/<str:id>/board/"
    headers = key_of("reader")
    before = scrape()
    for organization in ("one", "two", "three"):
        Client().get(f"/api/v1/organizations/{organization}/board/", headers=headers)
    Client().get("/nothing/here")
    Client().generic("BREW", "/healthz")
    after = scrape()

    def more(*labels: str) -> Any:
        name = ("newsroom_http_requests_total", *labels)
        return after.get(name, 0) - before.get(name, 0)

    assert more("GET", board, "404") == 3
    assert more("GET", "none", "404") == 1
    assert more("other", "healthz", "200") == 1
    count = ("newsroom_http_request_seconds_count", "GET", board)
    assert after[count] - before.get(count, 0) == 3
    assert not [labels for labels in after if "BREW" in labels or "one" in labels]


@pytest.mark.usefixtures("projections_entered")
def test_appends(scrape: Any) -> None:
    before = scrape()
    introduce("acme", "initech")
    introduce("globex")
    after = scrape()
    counted = {name: after[name] - before[name] for name in after if name in before}
    assert counted[("newsroom_appended_events_total",)] == 3
    assert counted[("newsroom_append_seconds_count",)] == 2
    assert 0 < counted[("newsroom_append_seconds_sum",)] < 10
    assert after[("newsroom_log_position",)] == 3


@pytest.mark.usefixtures("projections_entered")
def test_how_far_each_projection_is(scrape: Any) -> None:
    introduce("acme", "initech")
    advance("names")
    ParkedTrack.objects.create(
        projection="facts", generation=1, track="t", position=1, error="cannot be digested"
    )
    found = scrape()
    assert found[("newsroom_projection_lag_events", "names")] == 0
    assert found[("newsroom_projection_lag_seconds", "names")] == 0
    assert found[("newsroom_projection_position", "names")] == 2
    assert found[("newsroom_projection_lag_events", "tenures")] == 2
    assert 0 < found[("newsroom_projection_lag_seconds", "tenures")] < 60
    assert found[("newsroom_projection_parked_tracks", "facts")] == 1
    assert found[("newsroom_projection_parked_tracks", "names")] == 0


def test_the_queue(scrape: Any) -> None:
    app.control.purge()
    assert scrape()[("newsroom_queue_length",)] == 0
    for number in range(3):
        task.delay("names", number)
    found = scrape()
    assert (found[("newsroom_queue_length",)], found[("newsroom_broker_up",)]) == (3, 1)
    assert app.control.purge() == 3


@pytest.mark.usefixtures("projections_entered")
def test_without_a_broker_the_rest_is_told(
    scrape: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(app.conf, "broker_url", "redis://127.0.0.1:1/0")
    found = scrape()
    assert "the broker does not answer: " in caplog.text
    assert found[("newsroom_broker_up",)] == 0
    assert ("newsroom_queue_length",) not in found
    assert ("newsroom_projection_lag_events", "names") in found


@pytest.mark.parametrize("hangs", [False, True])
def test_without_a_database_what_was_counted_is_told(
    scrape: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, hangs: bool
) -> None:
    """Or the errors that it causes could not be counted while they last."""
    with contextlib.ExitStack() as stack:
        if hangs:
            other = connections["default"].copy()
            stack.callback(other.close)
            other.set_autocommit(False)
            other.cursor().execute("LOCK TABLE stories_projectionstate IN ACCESS EXCLUSIVE MODE")
        else:
            connections.close_all()
            away = stack.enter_context(monkeypatch.context())
            away.setitem(connections["default"].settings_dict, "HOST", "/nowhere")
        start = time.monotonic()
        scrape()
        found = scrape()
        assert time.monotonic() - start < 10
    assert "the database does not answer: " in caplog.text
    assert found[("newsroom_database_up",)] == 0
    assert found[("newsroom_http_requests_total", "GET", "metrics", "200")] > 0
    assert found[("newsroom_broker_up",)] == 1
    assert ("newsroom_log_position",) not in found


@pytest.mark.usefixtures("projections_entered")
def test_every_metric_on_the_dashboard_exists(scrape: Any) -> None:
    introduce("acme")
    scrape()  # so that the histogram of requests has seen one
    there = {name for name, *_ in scrape()}
    named = metrics_named(json.loads(DASHBOARD.read_text()))
    assert named, "the dashboard names none"
    assert named <= there
    told = {name.removesuffix("_bucket") for name in named}
    assert {"newsroom_http_request_seconds", "newsroom_projection_lag_seconds"} <= told


@pytest.mark.usefixtures("projections_entered")
def test_every_label_on_the_dashboard_exists(scrape: Any) -> None:
    scrape()
    exposed = Client().get("/metrics").content.decode()
    named = set(re.findall(r"{{(\w+)}}", DASHBOARD.read_text()))
    assert {"projection", "route"} <= named
    assert all(f'{label}="' in exposed for label in named)


def test_a_newsroom_that_has_derived_nothing_yet_is_told_of_too(scrape: Any) -> None:
    found = scrape()
    assert (found[("newsroom_database_up",)], found[("newsroom_log_position",)]) == (1, 0)


def metrics_named(dashboard: dict[str, Any]) -> set[str]:
    expressions = [
        target["expr"] for panel in dashboard["panels"] for target in panel.get("targets", [])
    ]
    return {name for one in expressions for name in re.findall(r"\bnewsroom_\w+", one)}
