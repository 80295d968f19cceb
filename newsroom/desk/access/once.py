"""What is shown once, on the page after the form that asked for it.

The session notes only for what it is to be shown. The text itself is made as it is shown: it is
kept nowhere, and a page that is loaded again asks for nothing twice.
"""

from django.http import HttpRequest

from newsroom.access.models import ApiKey

KEY = "key_to_show"
LINK = "link_to_show"


def note(request: HttpRequest, what: str, of: int) -> None:
    request.session[what] = of


def link_is_due(request: HttpRequest, person: int) -> bool:
    due = request.session.get(LINK) == person
    if due:
        del request.session[LINK]
    return due


def issued_key(request: HttpRequest) -> tuple[ApiKey | None, str]:
    """The key that was issued by the form before, with its text; else none."""
    noted = request.session.pop(KEY, None)
    key = noted and ApiKey.objects.select_related("group").filter(pk=noted).first()
    text = key.new_secret() if key else ""
    return (key, text) if key and text else (None, "")
