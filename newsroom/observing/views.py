"""`/metrics`, in Prometheus's format."""

from __future__ import annotations

import os

from django.conf import settings
from django.http import HttpResponse
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from events.api.permissions import Requires
from newsroom.observing.collector import StateCollector


class MetricsView(APIView):
    """For operators' keys; for everybody where NEWSROOM_METRICS_OPEN says so."""

    schema = None

    def get_permissions(self) -> list[BasePermission]:
        return [] if settings.NEWSROOM_METRICS_OPEN else [Requires("operate")()]

    def get(self, request: Request) -> HttpResponse:
        return HttpResponse(exposed(), content_type=CONTENT_TYPE_LATEST)


def exposed() -> bytes:
    """What all processes of this web server have counted, and the state of the whole newsroom."""
    counted: CollectorRegistry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        counted = CollectorRegistry()
        MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
    state = CollectorRegistry()
    state.register(StateCollector())
    return generate_latest(counted) + generate_latest(state)
