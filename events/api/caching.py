"""What an answer at a pinned position may be kept for: ever."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, set_response_etag
from rest_framework.request import Request
from rest_framework.response import Response

IMMUTABLE = "private, max-age=31536000, immutable"
REVALIDATED = "private, no-cache"


def answer(request: Request, data: Any, *, immutable: bool) -> Response:
    """The response with a strong ETag; 304 where the client has it already."""
    response = Response(data)
    mark(response, immutable=immutable)

    def tag(rendered: HttpResponse) -> HttpResponse | None:
        plain: HttpRequest = request._request
        set_response_etag(rendered)
        return get_conditional_response(plain, rendered["ETag"], None, rendered)

    response.add_post_render_callback(tag)
    return response


def mark(response: HttpResponseBase, *, immutable: bool) -> None:
    """How long whoever has the answer may keep it, and what it depends on."""
    response["Cache-Control"] = IMMUTABLE if immutable else REVALIDATED
    response["Vary"] = "Accept, Authorization, Cookie"
