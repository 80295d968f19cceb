"""How long an answer may be kept: for good if it can never change, else until it is asked again."""

from collections.abc import Callable
from hashlib import sha256
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from rest_framework.request import Request

from events.api.problems import ProblemException

YEAR = 31_536_000
LASTING = f"immutable, max-age={YEAR}"
REVALIDATED = "no-cache"


def conditional(
    request: Request,
    made_of: tuple[object, ...],
    answer: Callable[[], HttpResponseBase],
    *,
    lasting: bool,
) -> HttpResponseBase:
    """The answer, or 304 where the client has it: nothing of it is read then.

    `made_of` is all that decides what the answer is, beside its address, its form and the code.
    Raises ProblemException where the client wants no other answer than one that it names.
    """
    etag = _etag(request, made_of)
    response = unchanged(request._request, etag) or answer()
    if response.status_code == HTTPStatus.PRECONDITION_FAILED:
        raise ProblemException(response.status_code, detail=f"The answer has the ETag {etag}.")
    response["ETag"] = etag
    # What anybody may read, any cache may keep.
    audience = "public" if settings.NEWSROOM_ANONYMOUS_READ else "private"
    response["Cache-Control"] = f"{audience}, {LASTING if lasting else REVALIDATED}"
    patch_vary_headers(response, ("Accept", "Authorization"))
    return response


def unchanged(request: HttpRequest, etag: str) -> HttpResponseBase | None:
    """What a conditional request is answered with, if the client has what the tag is of."""
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    return response


def _etag(request: Request, made_of: tuple[object, ...]) -> str:
    """A strong one, the same however the address is spelt."""
    address = request.build_absolute_uri(request.path)
    form = request.accepted_renderer.media_type
    said = (str(settings.NEWSROOM_CODE), address, request.query_params, form, *made_of)
    return f'"{sha256(repr(said).encode()).hexdigest()[:32]}"'
