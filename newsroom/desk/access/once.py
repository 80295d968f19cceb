"""What is shown once, on the page after the form that asked for it.

The session notes only for what it is to be shown. The text itself is made as it is shown: it is
kept nowhere, and a page that is loaded again asks for nothing twice.
"""

from django.http import HttpRequest

from newsroom.access.models import ApiKey

KEY = "key_to_show"
AS_ISSUED = "key_as_issued"
LINK = "link_to_show"


def note(request: HttpRequest, what: str, of: int) -> None:
    request.session[what] = of


def note_key(request: HttpRequest, key: ApiKey) -> None:
    """With the hash of the text that nobody was shown: a request beside this one may write the
    session back as it was, and what was shown must not be replaced."""
    note(request, KEY, key.pk)
    request.session[AS_ISSUED] = key.hashed_key


def link_is_due(request: HttpRequest, person: int) -> bool:
    due = request.session.get(LINK) == person
    if due:
        del request.session[LINK]
    return due


def issued_key(request: HttpRequest) -> tuple[ApiKey | None, str]:
    """The key that was issued by the form before, with its text; else none."""
    noted, as_issued = request.session.pop(KEY, None), request.session.pop(AS_ISSUED, "")
    found = ApiKey.objects.select_related("group").filter(pk=noted, hashed_key=as_issued)
    key = noted and found.first()
    text = key.new_secret() if key else ""
    return (key, text) if key and text else (None, "")
