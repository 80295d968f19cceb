"""What somebody is told who has given wrong passwords too often, or tried too many logins."""

from datetime import timedelta
from typing import Any

from axes.helpers import get_cool_off
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def locked_out(
    request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any] | None
) -> HttpResponse:
    """The same whether or not there is such an account."""
    pause = get_cool_off(request) or timedelta()
    seconds = int(pause.total_seconds())
    return not_now(request, "newsroom/locked_out.html", seconds, minutes=round(seconds / 60))


def not_now(request: HttpRequest, template: str, seconds: int, **told: Any) -> HttpResponse:
    """The page of a login that is possible after so many seconds."""
    answer = render(request, template, {"seconds": seconds, **told}, status=429)
    answer["Retry-After"] = str(seconds)
    return answer
