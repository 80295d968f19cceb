"""Who may do what: four actions, granted as Django permissions (to users, groups, API keys).

`read` the views, `append` facts, introductions and stories, `correct` what was recorded
(editorial events, identity changes, disputes), `operate` the projections.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from django.conf import settings
from rest_framework.permissions import BasePermission

if TYPE_CHECKING:  # the views' module reads the settings, which name this one
    from rest_framework.request import Request
    from rest_framework.views import APIView

Action = Literal["read", "append", "correct", "operate"]
ACTIONS: tuple[Action, ...] = ("read", "append", "correct", "operate")


def may(request: Request, action: Action) -> bool:
    """Whether the caller holds the right; reading may be open to all by setting."""
    if action == "read" and settings.NEWSROOM_ANONYMOUS_READ:
        return True
    user = request.user
    return bool(user.is_authenticated and user.has_perm(f"access.{action}"))


@cache
def Requires(action: Action) -> type[BasePermission]:  # noqa: N802 - stands where a class does
    """The permission class for `permission_classes = [Requires("read")]`."""

    class RequiresAction(BasePermission):
        message = f"This needs the right to {action}, which your credentials do not carry."

        def has_permission(self, request: Request, view: APIView) -> bool:
            return may(request, action)

    RequiresAction.__name__ = RequiresAction.__qualname__ = f"Requires{action.capitalize()}"
    return RequiresAction


RequiresRead = Requires("read")
