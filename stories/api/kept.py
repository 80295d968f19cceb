"""Answers that still hold: each process keeps those it has given, with what they depend on.

An answer pinned to a position never changes. Any other is the same as long as the views are where
they were when it was given, which is one short question to the database instead of several and all
the work. Kept in memory, for minutes and not for ever: a rebuild after new code has been deployed
may mend an answer. Who may read is decided before any of it is given.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from rest_framework.request import Request
from rest_framework.response import Response

from events.api.caching import unchanged
from stories.engine.reading import State

LARGEST = 256 * 1024
HEADERS = ("ETag", "Cache-Control", "Vary", "Link", "Content-Type")


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it was given. `state` is that of the views if it depends on that."""

    body: bytes
    state: State | None
    headers: dict[str, str] = field(default_factory=dict)

    def response(self, request: HttpRequest) -> HttpResponseBase:
        """It, or that it is unchanged."""
        response = unchanged(request, self.headers["ETag"]) or HttpResponse(self.body)
        for name, value in self.headers.items():
            response[name] = value
        return response


def kept_answer(request: HttpRequest) -> Kept | None:
    """The answer given to the same question before; whether it still holds is not looked at."""
    if request.method != "GET":
        return None
    kept: Kept | None = caches["answers"].get(_key(request))
    return kept


def keep(request: Request, response: HttpResponseBase, state: State | None) -> None:
    """Remember an answer once it is rendered; a streamed one is not."""
    if isinstance(response, Response) and response.status_code == 200:
        key = _key(request._request)
        response.add_post_render_callback(lambda rendered: _keep(key, rendered, state))


def _keep(key: str, response: HttpResponse, state: State | None) -> None:
    if len(response.content) <= LARGEST:
        headers = {name: response[name] for name in HEADERS if name in response}
        caches["answers"].set(key, Kept(response.content, state, headers))


def _key(request: HttpRequest) -> str:
    asked = f"{request.build_absolute_uri()} {request.headers.get('Accept', '')}"
    return sha256(asked.encode()).hexdigest()
