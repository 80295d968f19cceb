"""OpenTelemetry traces, from a request through its appends to the workers' tasks.

Imported only where NEWSROOM_TRACING is on. Where the spans go, and which of them, is said by
OpenTelemetry's own variables (OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_TRACES_SAMPLER, …).
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.celery import CeleryInstrumentor
from opentelemetry.instrumentation.django import DjangoInstrumentor
from opentelemetry.instrumentation.psycopg import PsycopgInstrumentor
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

from events.signals import appended
from newsroom.observing import request_id
from stories.engine.signals import advanced

if TYPE_CHECKING:
    from django.http import HttpRequest

# Nobody looks at these, and they are asked every few seconds.
NOT_TRACED = "healthz,readyz,metrics"


def start(name: str) -> None:
    """For the whole process, before it handles its first request or task."""
    provider = TracerProvider(resource=Resource.create({SERVICE_NAME: name}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)
    # Behind our own first middleware, which knows the request's id.
    DjangoInstrumentor().instrument(
        excluded_urls=NOT_TRACED, request_hook=_name_request, middleware_position=1
    )
    CeleryInstrumentor().instrument()  # type: ignore[no-untyped-call]
    PsycopgInstrumentor().instrument(skip_dep_check=True)  # psycopg-binary goes by another name
    appended.connect(trace_append, dispatch_uid="tracing.append")
    advanced.connect(trace_advance, dispatch_uid="tracing.advance")
    logging.getLogger().handlers[0].addFilter(AboutTrace())


def trace_append(events: Sequence[dict[str, Any]], seconds: float, **_: Any) -> None:
    _trace("append", seconds, [events[0]["position"], events[-1]["position"]])


def trace_advance(name: str, positions: Sequence[int], seconds: float, **_: Any) -> None:
    _trace(f"advance {name}", seconds, positions)


def _trace(name: str, seconds: float, positions: Sequence[int]) -> None:
    """A span for what has just been done: it goes past the traced cursors, for speed."""
    end = time.time_ns()
    span = trace.get_tracer(__name__).start_span(
        name,
        start_time=end - int(seconds * 1e9),
        attributes={"newsroom.positions": positions},
    )
    span.end(end)


class AboutTrace(logging.Filter):
    """Leads from a log line to its trace."""

    def filter(self, record: logging.LogRecord) -> bool:
        found = trace.get_current_span().get_span_context()
        if found.is_valid:
            record.trace = trace.format_trace_id(found.trace_id)
        return True


def _name_request(span: trace.Span, request: HttpRequest) -> None:
    if asked := request_id.current.get():
        span.set_attribute("newsroom.request", asked)
