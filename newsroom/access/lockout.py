"""What somebody is told who has given wrong passwords too often."""

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
    told = {"minutes": round(pause.total_seconds() / 60)}
    answer = render(request, "newsroom/locked_out.html", told, status=429)
    answer["Retry-After"] = str(int(pause.total_seconds()))
    return answer
