"""Who asks, where that is known from an earlier request.

Then all that is left to learn is whether any right has changed since. A mark tells that, which the
first statement of an answer brings along (NEWSROOM_RIGHTS_MARK) instead of one of its own.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from rest_framework.authentication import BaseAuthentication

_MARK = "_newsroom_rights_mark"


class RemembersCallers(BaseAuthentication):
    """An authentication that knows callers again."""

    def remembered(self, request: HttpRequest) -> Any:
        """Who stood behind these credentials when they were last looked up, as a user would stand
        in the request; None where only a look-up can tell. No query."""
        raise NotImplementedError


def tell_mark(request: HttpRequest, mark: Any) -> None:
    """Let authentication know the mark of all rights as it is now, at the primary."""
    setattr(request, _MARK, mark)


def told_mark(request: HttpRequest) -> Any:
    """The mark, if a statement of this request has told it."""
    return getattr(request, _MARK, None)
