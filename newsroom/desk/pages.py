"""The base of the desk's pages: who may see them, what they ask, and how they say no."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, ClassVar, Literal

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.generic import View

from events.api.permissions import Action
from stories.engine.reading import Behind
from stories.views import queries
from stories.views.asking import ask
from stories.views.question import Asking, BadQuestion, NotIntroduced, Question
from stories.views.staleness import is_stale

Right = Action | Literal["administer"]
"""What a page may need: a right of the API's, or to look after keys and people."""
ADMINISTER = "auth.change_user"


REFUSAL = "desk/refusal.html"


class TakesItsMethods(View):
    """A method that it does not take is refused as a page."""

    def http_method_not_allowed(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Where a login leads back to the address of a button, among others."""
        message = "Nothing was done: go back to the page with the button, and press it again."
        answer = refusal(request, 405, message)
        allowed = [name.upper() for name in self.http_method_names if hasattr(self, name)]
        answer["Allow"] = ", ".join(allowed)
        return answer


class DeskPage(TakesItsMethods):
    """Subclasses say which right they need and answer; refusals are pages too."""

    right: ClassVar[Right] = "read"
    """Needed for the page; `right_to_write` for anything but looking at it."""
    right_to_write: ClassVar[Right | None] = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return log_in_first(request)
        missing = next((right for right in self._rights(request) if not has(request, right)), None)
        if missing:
            return refusal(request, 403, f"This needs the right to {missing}, which you lack.")
        try:
            return super().dispatch(request, *args, **kwargs)
        except (Http404, NotIntroduced) as error:
            return refusal(request, 404, str(error) or "There is no such page.")
        except BadQuestion as error:
            return refusal(
                request, 400, "The address asks for something that cannot be read.", error
            )
        except Behind as error:
            response = refusal(request, 503, "The views are still taking up what was recorded.")
            response["Retry-After"] = str(error.retry_after)
            response["Refresh"] = str(error.retry_after)
            return response

    def _rights(self, request: HttpRequest) -> Sequence[Right]:
        looks = request.method in ("GET", "HEAD", "OPTIONS")
        return (
            (self.right,) if looks or not self.right_to_write else (self.right, self.right_to_write)
        )


def has(request: HttpRequest, right: Right) -> bool:
    permission = ADMINISTER if right == "administer" else f"access.{right}"
    return bool(request.user.is_authenticated and request.user.has_perm(permission))


def is_part(request: HttpRequest) -> bool:
    """Whether htmx asks, for a part of a page that is shown already."""
    return request.headers.get("HX-Request") == "true"


def log_in_first(request: HttpRequest) -> HttpResponseBase:
    """A page goes to the login and comes back; a part of one says so where it would have stood."""
    if is_part(request):
        return render(request, "desk/session_ended.html", status=HTTPStatus.UNAUTHORIZED)
    return redirect_to_login(request.get_full_path())


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """A form of a session that has ended is answered like any other request without one."""
    if not request.user.is_authenticated:
        return log_in_first(request)
    message = "This form is older than your login. Load its page again, and send it anew."
    return refusal(request, 403, message)


def refusal(
    request: HttpRequest, status: int, message: str, error: BadQuestion | None = None
) -> HttpResponse:
    """A page; a part of one says only why."""
    told = {"status": HTTPStatus(status), "message": message, **_asked_again(request, error)}
    template = "desk/refused.html" if is_part(request) else REFUSAL
    return render(request, template, told, status=status)


ASKED = {
    "as_of": "True in the world at",
    "known_at": "As known at",
    "tz": "Time zone",
    "at_least": "At least at position",
    "pin_as_of": "Compared with: true in the world at",
    "pin_known_at": "Compared with: as known at",
}
"""What pages call the parameters of a question."""


def _asked_again(request: HttpRequest, error: BadQuestion | None) -> dict[str, Any]:
    """What cannot be read, each to be put right where it stands; and the rest as it was asked."""
    if error is None:
        return {}
    wrong = {one.pointer.lstrip("/"): one.detail for one in error.errors}
    given = request.GET.dict()
    return {
        "problems": [
            {"name": name, "label": ASKED[name], "text": given.get(name, ""), "detail": detail}
            for name, detail in wrong.items()
            if name in ASKED
        ],
        "others": [detail for name, detail in wrong.items() if name not in ASKED],
        "kept": [(name, text) for name, text in given.items() if name not in wrong],
    }


def question_of(
    parameters: Mapping[str, str],
    *,
    projections: Sequence[str],
    kind: str | None = None,
    id: str | None = None,
) -> Question:
    """What a page asks, by the parameters of the API; an empty one is one not given."""
    names = ("as_of", "known_at", "tz", "at_least")
    given = {name: parameters.get(name) or None for name in names}
    return ask(Asking(**given), projections=projections, kind=kind, id=id)


def out_of_date(question: Question, projections: Sequence[str]) -> bool:
    """Whether what a page shows may rest on rows that wait for a retry, as the API says it."""
    return is_stale(question, queries.parked_tracks(question.known, projections))


class NoSuchPage(DeskPage):
    """Any address below the desk's that is none of its pages."""

    def get(self, request: HttpRequest, rest: str = "") -> HttpResponse:
        raise Http404
