"""A cache of answers: each process keeps those it has given, with what they depend on.

An answer pinned to a position never changes. Any other is the same as long as the views are where
they were when it was given, which is one short question to the database instead of several and all
the work. Kept in memory, at most NEWSROOM_KEPT_ANSWERS bytes, and for minutes, not for ever: a
rebuild after new code has been deployed may mend an answer. Who may read is decided before any of
it is given.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus
from threading import Lock
from typing import TypeAlias

from cachetools import TTLCache
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from rest_framework.request import Request
from rest_framework.response import Response

from events.api.caching import unchanged
from stories.engine.present import State

LARGEST = 256 * 1024
SECONDS = 300
BESIDES = 2048
"""Bytes that an answer takes with its question and headers, besides its body."""
HEADERS = ("ETag", "Cache-Control", "Vary", "Link", "Content-Type")


Asked: TypeAlias = tuple[str, ...]
_turns = Lock()


@dataclass(frozen=True, slots=True)
class CachedAnswer:
    """An answer as it was given. `state` is that of the views if it depends on that."""

    body: bytes | None
    """None where it was given only to somebody who had it: then its tag is all that is known."""
    state: State | None
    headers: dict[str, str] = field(default_factory=dict)

    def response(self, request: HttpRequest) -> HttpResponseBase | None:
        """It, or that it is unchanged; None if it would have to be made anew, or is refused."""
        response = unchanged(request, self.headers["ETag"])
        if response is None and self.body is not None:
            response = HttpResponse(self.body)
        if response is None or response.status_code == HTTPStatus.PRECONDITION_FAILED:
            return None
        for name, value in self.headers.items():
            response[name] = value
        return response


def cached_answer(request: HttpRequest) -> CachedAnswer | None:
    """The answer given to the same question before; whether it still holds is not looked at."""
    if request.method != "GET":
        return None
    with _turns:
        return _answers().get(_asked(request))


def cache_answer(request: Request, response: HttpResponseBase, state: State | None) -> None:
    """Remember an answer once it is rendered, or that it was unchanged; a streamed one is not."""
    asked = _asked(request._request)
    if isinstance(response, Response) and response.status_code == 200:
        response.add_post_render_callback(
            lambda made: _store(asked, CachedAnswer(made.content, state, _headers(made)))
        )
    elif response.status_code == 304:
        _store(asked, CachedAnswer(None, state, _headers(response)))


@cache
def _answers() -> TTLCache[Asked, CachedAnswer]:
    return TTLCache(settings.NEWSROOM_KEPT_ANSWERS, SECONDS, getsizeof=_size)


def _size(cached: CachedAnswer) -> int:
    return len(cached.body or b"") + BESIDES


def _store(asked: Asked, cached: CachedAnswer) -> None:
    with _turns:
        answers = _answers()
        if _size(cached) <= min(LARGEST, answers.maxsize):
            answers[asked] = cached


def _headers(response: HttpResponseBase) -> dict[str, str]:
    return {name: response[name] for name in HEADERS if name in response}


def _asked(request: HttpRequest) -> Asked:
    # As it came: to spell it as an address takes longer than all the rest of this. That the host is
    # one of ours Django's middleware has seen to.
    return (
        request.scheme or "",
        request.META.get("HTTP_HOST", ""),
        request.path_info,
        request.META.get("QUERY_STRING", ""),
        request.META.get("HTTP_ACCEPT", ""),
    )
