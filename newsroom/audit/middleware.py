"""Whose request is being answered."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from newsroom.audit.recording import current_request


class AuditMiddleware:
    """Lets the audit list know whose request is being answered, while it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = current_request.set(request)
        try:
            return self._get_response(request)
        finally:
            current_request.reset(token)
