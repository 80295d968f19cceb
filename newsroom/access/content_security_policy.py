"""What a page may load and run (Content-Security-Policy): nothing but our own files.

The admin's framework evaluates the expressions in its pages and writes styles into them, so the
admin's addresses alone are given a wider policy; what it may load is still ours only.
"""

from collections.abc import Callable
from functools import cache

from csp.constants import HEADER
from csp.utils import build_policy
from django.http import HttpRequest, HttpResponseBase

OF_ADMIN = {
    "script-src": ["'self'", "'unsafe-eval'"],
    "style-src": ["'self'", "'unsafe-inline'"],
}


class ContentPolicy:
    """Two policies, made once; the library's own middleware makes one for every answer, which
    costs more than all the other headers together."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        match = request.resolver_match
        response[HEADER] = policy(of_admin=match is not None and match.app_name == "admin")
        return response


@cache
def policy(*, of_admin: bool) -> str:
    return build_policy(replace=OF_ADMIN if of_admin else None)
