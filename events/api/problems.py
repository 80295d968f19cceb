"""Every error of the API as `application/problem+json` (RFC 9457)."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

import orjson
from django.core.exceptions import DisallowedHost, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views import defaults
from rest_framework import exceptions

from events.recording.refusal import Problem, Refused

__all__ = ["Problem", "ProblemException", "ProblemResponse", "exception_handler"]

UNCOUNTED = (
    exceptions.NotAuthenticated,
    exceptions.AuthenticationFailed,
    exceptions.PermissionDenied,
)
"""Raised before a request is counted."""
CONTENT_TYPE = "application/problem+json"

logger = logging.getLogger(__name__)


class ProblemException(Exception):
    """Raise it anywhere under an API view to answer with this problem."""

    def __init__(
        self,
        status: int,
        title: str | None = None,
        detail: str | None = None,
        errors: Iterable[Problem] = (),
        *,
        type: str = "about:blank",
        headers: Mapping[str, str] | None = None,
        extensions: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(detail or title or HTTPStatus(status).phrase)
        self.status = status
        self.title = title or HTTPStatus(status).phrase
        self.errors = tuple(errors)
        self.detail = detail if detail is not None else "; ".join(e.detail for e in self.errors)
        self.type = type
        self.headers = dict(headers or {})
        self.extensions = dict(extensions or {})


class ProblemResponse(HttpResponse):
    """Written past content negotiation: a problem is JSON even where a table was asked for."""

    def __init__(self, problem: ProblemException) -> None:
        self.data = {
            **problem.extensions,
            "type": problem.type,
            "title": problem.title,
            "status": problem.status,
            "detail": problem.detail,
            "errors": [error.as_json() for error in problem.errors],
        }
        super().__init__(
            orjson.dumps(self.data, default=str),
            status=problem.status,
            content_type=CONTENT_TYPE,
            headers=problem.headers,
        )


def exception_handler(exc: Exception, context: Mapping[str, Any]) -> HttpResponse | None:
    """DRF's `EXCEPTION_HANDLER`; what is nobody's fault but ours is left to `server_error`."""
    if isinstance(exc, exceptions.NotAcceptable) and (refusal := not_admitted(context)):
        answer: HttpResponse = context["view"].handle_exception(refusal)
        return answer
    problem = as_problem(counted(exc, context))
    if problem is None:
        return None
    return ProblemResponse(problem)


def not_admitted(context: Mapping[str, Any]) -> Exception | None:
    """Why the caller may not ask at all: DRF weighs what is accepted before it looks who asks."""
    view, request = context["view"], context["request"]
    try:
        view.perform_authentication(request)
        view.check_permissions(request)
        view.check_throttles(request)
    except exceptions.APIException as refusal:
        return refusal
    return None


def counted(exc: Exception, context: Mapping[str, Any]) -> Exception:
    """A refusal is counted as a request, which DRF leaves out: or guesses, and what a key may not
    do, would be asked without end."""
    if isinstance(exc, UNCOUNTED):
        try:
            context["view"].check_throttles(context["request"])
        except exceptions.Throttled as throttled:
            return throttled
    return exc


def as_problem(exc: Exception) -> ProblemException | None:
    """What the API answers to an exception; None for one that is a fault of ours."""
    match exc:
        case ProblemException():
            return exc
        case Refused():
            return unprocessable(exc.errors)
        case Http404():
            return ProblemException(404, detail=str(exc) or "There is nothing at this address.")
        case PermissionDenied():
            return ProblemException(403, detail=str(exc) or "You may not do this.")
        case exceptions.APIException():
            return _from_api_exception(exc)
    return None


def unprocessable(errors: Sequence[Problem]) -> ProblemException:
    count = f"{len(errors)} reasons" if len(errors) > 1 else "one reason"
    return ProblemException(
        422,
        "Not recorded",
        f"Nothing was recorded, for {count}: see errors.",
        errors,
        type="urn:newsroom:problem:invalid-event",
    )


def bad_parameters(errors: Sequence[Problem]) -> ProblemException:
    """400 for query parameters."""
    return ProblemException(400, "Invalid parameter", errors=errors)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """For `handler400`: what Django refuses before or beside any view."""
    if not _is_api(request):
        return defaults.bad_request(request, exception)
    detail = "The request is malformed, or has too many parameters."
    if isinstance(exception, DisallowedHost):
        detail = "No host of this name is served here."
    return ProblemResponse(ProblemException(400, detail=detail))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """For `handler404`: paths that no view answers."""
    if _is_api(request):
        return ProblemResponse(ProblemException(404, detail="There is nothing at this address."))
    return defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """For `handler500`: says nothing of the cause, which is in the server's own log."""
    if _is_api(request):
        detail = "The server failed to answer; it has been logged. Try again later."
        return ProblemResponse(ProblemException(500, detail=detail))
    return defaults.server_error(request)


def _is_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def _from_api_exception(exc: exceptions.APIException) -> ProblemException:
    headers: dict[str, str] = {}
    if challenge := getattr(exc, "auth_header", None):
        headers["WWW-Authenticate"] = challenge
    if wait := getattr(exc, "wait", None):
        headers["Retry-After"] = str(int(wait) + (wait % 1 > 0))
    return ProblemException(exc.status_code, detail=str(exc.detail), headers=headers)
