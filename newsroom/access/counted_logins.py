"""Logins are counted as the requests of programs are: a stranger may try any number of names."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from newsroom.access.lockout import not_now
from newsroom.access.throttling import CallerThrottle

DOORS = {"admin:login", "desk:login"}
WEIGHT = 20
"""How many requests a login counts for: it costs the hash of a password, a third of a second."""

View = Callable[..., HttpResponse]


class CountLogins:
    """Refuses a login (429) where its address has used up its requests of the minute.

    Before any password is looked at, so that it costs next to nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        match = request.resolver_match
        if request.method != "POST" or match is None or match.view_name not in DOORS:
            return None
        throttle = CallerThrottle()
        if throttle.allows(throttle.address(request), WEIGHT):
            return None
        return not_now(request, "newsroom/too_many_logins.html", int(throttle.wait() or 0))
