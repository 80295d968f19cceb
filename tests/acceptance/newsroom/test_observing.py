"""One request followed through a whole newsroom: its metrics, its log lines, its trace."""

from __future__ import annotations

import inspect
import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeVar
from uuid import uuid4

import httpx
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span
from prometheus_client.parser import text_string_to_metric_families

from newsroom.development.private import Newsroom
from tests.acceptance.conftest import client_of, key_of
from tests.newsrooms import started

pytestmark = pytest.mark.slow
PATIENCE = 60
PUBLISHED = "apply_async/stories.tasks.advance_all"
Found = TypeVar("Found")


class Collector:
    """Takes spans as an OpenTelemetry collector does, over HTTP."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        collector = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                sent = ExportTraceServiceRequest.FromString(body)
                for resource in sent.resource_spans:
                    for scope in resource.scope_spans:
                        collector.spans += scope.spans
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture(scope="module")
def collector() -> Iterator[Collector]:
    made = Collector()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture(scope="module")
def observed(collector: Collector) -> Iterator[Newsroom]:
    observing = {
        "LOG_FORMAT": "json",
        "LOG_LEVEL": "INFO",
        "NEWSROOM_TRACING": "1",
        "OTEL_EXPORTER_OTLP_ENDPOINT": collector.url,
        "OTEL_EXPORTER_OTLP_COMPRESSION": "none",
        "OTEL_BSP_SCHEDULE_DELAY": "200",
    }
    with started("none", observing) as found:
        yield found


@pytest.fixture(scope="module")
def client(observed: Newsroom) -> Iterator[httpx.Client]:
    with client_of(observed, observed.api_key) as client:
        yield client


def introduction(slug: str) -> dict[str, Any]:
    data = {"organization": slug, "name": slug.title(), "kind": "company"}
    return {"type": "organization.introduced", "data": data}


def lines(newsroom: Newsroom, process: str) -> list[dict[str, Any]]:
    """What a process wrote, each line of it an object: none is written otherwise. What follows the
    last end of a line is one that is being written."""
    whole, _, _ = newsroom.log.read_bytes().rpartition(b"\n")
    written = [
        line.partition("| ")[2] for line in whole.decode().splitlines() if line.startswith(process)
    ]
    return [json.loads(line) for line in written if line]


def eventually(look: Callable[[], Found | None]) -> Found:
    deadline = time.monotonic() + PATIENCE
    while not (found := look()):
        assert time.monotonic() < deadline, f"not in {PATIENCE} s:\n{inspect.getsource(look)}"
        time.sleep(0.05)
    return found


def told(newsroom: Newsroom, process: str, logger: str, request: str) -> list[dict[str, Any]]:
    """What one logger of a process wrote under a request's id."""
    return [
        line
        for line in lines(newsroom, process)
        if line.get("request") == request and line["logger"] == logger
    ]


def test_a_request_is_told_under_its_id(observed: Newsroom, client: httpx.Client) -> None:
    name = "desk-4711-a"
    answer = client.post("events/", json=introduction("acme"), headers={"X-Request-ID": name})
    assert answer.status_code == 201
    assert answer.headers["X-Request-ID"] == name
    [asked] = eventually(lambda: told(observed, "web", "newsroom.requests", name))
    assert (asked["method"], asked["status"], asked["level"]) == ("POST", 201, "INFO")
    assert asked["route"] == "api/v1/events/"
    assert asked["caller"] == "first-key"
    assert 0 < asked["seconds"] < 60
    [recorded] = eventually(lambda: told(observed, "web", "newsroom.observing.appends", name))
    position = answer.json()["position"]
    assert recorded["positions"] == [position, position]
    assert recorded["events"] == [answer.json()["events"][0]["id"]]


def test_a_refused_request_is_told_under_its_id_too(
    observed: Newsroom, client: httpx.Client
) -> None:
    """Django tells of it, by itself, when it has been answered."""
    name = "desk-4711-b"
    assert client.get("organizations/none/", headers={"X-Request-ID": name}).status_code == 404
    eventually(lambda: told(observed, "web", "django.request", name))


def test_workers_tell_what_they_take_up_under_the_id_of_who_appended_it(
    observed: Newsroom, client: httpx.Client
) -> None:
    """Where the request's own call comes first: now and then the sweep is quicker, so it is tried
    again."""
    appended: dict[str, int] = {}

    def taken_up() -> bool:
        name = f"desk-0815-{len(appended)}"
        headers = {"X-Request-ID": name}
        answer = client.post("events/", json=introduction(name), headers=headers)
        appended[name] = position = answer.json()["position"]
        client.get(f"organizations/{name}/", params={"at_least": position})
        return any(
            line["positions"] == [position, position] and {"projection", "slice"} <= line.keys()
            for name, position in appended.items()
            for line in told(observed, "worker", "stories.engine.advance", name)
        )

    eventually(taken_up)


@pytest.mark.parametrize("offered", [None, "", "short", "x" * 65, 'a"b}{c\\d12', "ü" * 10])
def test_what_is_no_id_is_not_taken_over(client: httpx.Client, offered: str | None) -> None:
    headers = {} if offered is None else {b"X-Request-ID": offered.encode()}
    given = client.get("event-types/", headers=headers).headers["X-Request-ID"]
    assert given != offered
    assert len(given) == 36
    assert client.get("event-types/").headers["X-Request-ID"] != given


def test_no_line_holds_a_secret(observed: Newsroom, client: httpx.Client) -> None:
    client.get("organizations/acme/board/?name=x")
    written = "".join(json.dumps(line) for line in lines(observed, "web"))
    assert observed.api_key not in written
    assert observed.api_key.partition(".")[2] not in written


def test_a_trace_leads_from_the_request_into_the_tasks(
    client: httpx.Client, collector: Collector, observed: Newsroom
) -> None:
    """From an append that called a worker who was the first to take it up: now and then one is on
    its way already, or the sweep is quicker."""
    parent = "00f067aa0ba902b7"
    answers: dict[str, httpx.Response] = {}

    def spans(trace: str, start: str) -> list[Span]:
        return [
            span
            for span in list(collector.spans)
            if span.trace_id.hex() == trace and span.name.startswith(start)
        ]

    def calling() -> str | None:
        trace = uuid4().hex
        answers[trace] = client.post(
            "events/",
            json=introduction(f"initech-{len(answers)}"),
            headers={"traceparent": f"00-{trace}-{parent}-01"},
        )
        assert answers[trace].status_code == 201
        eventually(lambda: spans(trace, "POST "))
        called = (one for one in answers if spans(one, "advance tenures"))
        return next(called, None)

    trace = eventually(calling)
    answer = answers[trace]
    [request] = eventually(lambda: spans(trace, "POST "))
    assert request.parent_span_id.hex() == parent
    named = {one.key: one.value.string_value for one in request.attributes}
    assert named["newsroom.request"] == answer.headers["X-Request-ID"]
    assert named["http.route"] == "api/v1/events/"
    [append] = eventually(lambda: spans(trace, "append"))
    assert append.parent_span_id == request.span_id
    assert request.start_time_unix_nano < append.start_time_unix_nano < append.end_time_unix_nano
    assert append.end_time_unix_nano < request.end_time_unix_nano
    positions = append.attributes[0].value.array_value.values
    assert {one.int_value for one in positions} == {answer.json()["position"]}
    [published] = eventually(lambda: spans(trace, PUBLISHED))
    assert published.parent_span_id == request.span_id
    [run] = eventually(lambda: spans(trace, "run/stories.tasks.advance_all"))
    assert run.parent_span_id == published.span_id
    assert run.span_id in {span.parent_span_id for span in spans(trace, "advance tenures")}
    assert eventually(
        lambda: [line for line in lines(observed, "web") if line.get("trace") == trace]
    )


def test_a_trace_leads_into_the_questions_that_django_asks(
    collector: Collector, observed: Newsroom
) -> None:
    trace = uuid4().hex
    headers = {
        "Authorization": f"Bearer {key_of(observed, 'operator')}",
        "traceparent": f"00-{trace}-00f067aa0ba902b7-01",
    }
    with client_of(observed, None) as asking:
        assert asking.get("projections/", headers=headers).status_code == 200

    def spans(start: str) -> list[Span]:
        told = list(collector.spans)
        return [one for one in told if one.trace_id.hex() == trace and one.name.startswith(start)]

    [request] = eventually(lambda: spans("GET "))
    assert request.span_id in {span.parent_span_id for span in eventually(lambda: spans("SELECT"))}


def test_health_is_not_traced(client: httpx.Client, collector: Collector) -> None:
    client.get("event-types/")
    eventually(lambda: [span for span in collector.spans if span.name.endswith("event-types/")])
    assert not [span for span in collector.spans if "readyz" in span.name]


def test_metrics_are_those_of_all_processes(observed: Newsroom, client: httpx.Client) -> None:
    """Two web processes answer in turn, and whichever is asked tells of both."""
    headers = {"Authorization": f"Bearer {key_of(observed, 'operator')}"}

    def counted() -> float:
        text = httpx.get(f"{observed.url}/metrics", headers=headers, timeout=PATIENCE).text
        return sum(
            sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
            if sample.name == "newsroom_http_requests_total"
            and sample.labels["route"] == "api/v1/resolve/"
        )

    before = counted()
    for _ in range(40):
        with client_of(observed, observed.api_key) as one:
            assert one.get("resolve/", params={"name": "acme"}).status_code == 200
    assert [counted() - before for _ in range(8)] == [40] * 8
