"""Entering an act into the audit list."""

from __future__ import annotations

from contextvars import ContextVar

from django.http import HttpRequest

from newsroom.access.addresses import client_address
from newsroom.audit.models import Act, AuditEntry

COMMAND_LINE = "command line"
LONGEST = 500
"""Of what a stranger may write into the list, such as a name that tries to log in."""

current_request: ContextVar[HttpRequest | None] = ContextVar("current_request", default=None)
"""What is being answered, if anything: who and from where follow from it, whatever the way taken
(a page of the desk, the admin, the REST API)."""


def record_audit(
    act: Act, subject: str, detail: str = "", *, request: HttpRequest | None = None
) -> AuditEntry:
    """In the transaction of the act, where there is one: both happen or neither."""
    asked = request or current_request.get()
    return AuditEntry.objects.create(
        who=_who(asked),
        act=act,
        subject=subject[:LONGEST],
        detail=detail[:LONGEST],
        address=client_address(asked) if asked else None,
    )


def _who(request: HttpRequest | None) -> str:
    if request is None:
        return COMMAND_LINE
    user = getattr(request, "user", None)
    return user.get_username() if user is not None and user.is_authenticated else ""
