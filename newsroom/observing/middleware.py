"""Every request: its id, how long it took, how it ended."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import SimpleLazyObject

from newsroom.observing import metrics, request_id

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
# Asked every few seconds by machines: counted, but no line of the log each.
QUIET = frozenset({"healthz", "readyz", "metrics"})

logger = logging.getLogger("newsroom.requests")


class ObserveRequests:
    """Stands first, so that it sees what the others refuse."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        chosen = request_id.chosen(request.headers.get(request_id.HEADER))
        token = request_id.current.set(chosen)
        setattr(request, request_id.ATTRIBUTE, chosen)
        start = time.perf_counter()
        try:
            response = self.get_response(request)
            response[request_id.HEADER] = chosen
            _tell(request, response, time.perf_counter() - start)
            return response
        finally:
            request_id.current.reset(token)


def _tell(request: HttpRequest, response: HttpResponseBase, seconds: float) -> None:
    route = _route(request)
    # A caller may send any method; labels are few, or the metrics grow without limit.
    method = request.method if request.method in METHODS else "other"
    metrics.http_requests.labels(method, route, response.status_code).inc()
    metrics.http_seconds.labels(method, route).observe(seconds)
    if route in QUIET or not logger.isEnabledFor(logging.INFO):
        return
    logger.info(
        "%s %s %s",
        method,
        request.path,
        response.status_code,
        extra={
            "method": method,
            "path": request.path,
            "route": route,
            "status": response.status_code,
            "seconds": round(seconds, 6),
            "caller": _caller(request),
        },
    )


def _route(request: HttpRequest) -> str:
    """The pattern of the address, without ids; `none` for what no pattern matches."""
    return (request.resolver_match.route if request.resolver_match else None) or "none"


def _caller(request: HttpRequest) -> str | None:
    """Who was found to ask. Whom nobody has looked up is not looked up to be told here: the answer
    may be that the database is away."""
    user = getattr(request, "user", None)
    if isinstance(user, SimpleLazyObject):
        user = getattr(request, "_cached_user", None)
    return user.get_username() if user is not None and user.is_authenticated else None
