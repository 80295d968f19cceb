"""Django's handlers of errors that no view answers: a problem of the API, or a page of the desk."""

from http import HTTPStatus

from django.core.exceptions import DisallowedHost, RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from events.api import problems
from newsroom.desk.pages import REFUSAL, refusal

MALFORMED = "What was sent cannot be read. Go back, load the page again, and try it anew."
TOO_MANY = "What was sent has more fields than are read at once. Nothing of it was recorded."
TOO_LARGE = "What was sent is larger than is read at once. Nothing of it was recorded."
OTHER_HOST = "No host of this name is served here. Whoever runs this newsroom can allow it."
FAILED = (
    "The newsroom failed to answer; that has been logged. Go back and try it again: no event is "
    "recorded twice."
)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What Django refuses before or beside any view."""
    if _is_api(request):
        return problems.bad_request(request, exception)
    match exception:
        case DisallowedHost():
            return refusal(request, 400, OTHER_HOST)
        case RequestDataTooBig():
            return refusal(request, 413, TOO_LARGE)
        case TooManyFieldsSent():
            return refusal(request, 413, TOO_MANY)
    return refusal(request, 400, MALFORMED)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """As the admin's lists refuse."""
    return refusal(request, 403, "This needs a right that you lack.")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Addresses that no view answers."""
    if _is_api(request):
        return problems.not_found(request, exception)
    return refusal(request, 404, "There is no such page.")


def server_error(request: HttpRequest) -> HttpResponse:
    """Says nothing of the cause, and asks nothing more: the database may be what failed."""
    if _is_api(request):
        return problems.server_error(request)
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    page = render_to_string(REFUSAL, {"status": status, "message": FAILED})
    return HttpResponse(page, status=status)


def _is_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")
