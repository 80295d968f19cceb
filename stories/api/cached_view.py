"""Who asks, and whether the answer that was given before still holds.

Both come of one look at the database, for a reader that is known again. So it is also for an answer
that has to be made: the look says of which state it will be.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.http import HttpRequest, HttpResponseBase
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.views import APIView

from events.api.callers import RemembersCallers, tell_mark
from events.log.connection import database, reading_from_replica
from stories.api.answer_cache import cached_answer
from stories.engine.present import Present, look
from stories.views.asking import all_read


class CachedView(APIView):
    """Subclasses ask `cached_response` before they make an answer, and make it of `present`."""

    present: Present | None = None
    """Where the views are, if this request has looked."""

    def reads(self) -> Sequence[str]:
        """The projections that the answer rests on, besides names."""
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """An answer that still holds is given without the rest of DRF to a reader known again, but
        not to anybody: who is refused learns nothing of what is kept by how long it takes either.
        """
        if request.method == "GET" and self._remembers(request):
            response = self.cached_response(request)
            if response is not None and self._admits(request):
                return response
        return super().dispatch(request, *args, **kwargs)

    def _remembers(self, request: HttpRequest) -> bool:
        """Whether who asks was found to be one who may read, and only has to be so still."""
        for one in self.get_authenticators():
            if isinstance(one, RemembersCallers) and (caller := one.remembered(request)):
                return bool(caller.has_perm("access.read"))
        return False

    def _admits(self, request: HttpRequest) -> bool:
        """Whether the caller may read now; if not, `dispatch` finds so again and says why."""
        asking = Request(request, authenticators=self.get_authenticators())
        try:
            self.perform_authentication(asking)
            self.check_permissions(asking)
            self.check_throttles(asking)
        except APIException:
            return False
        return True

    def cached_response(self, request: HttpRequest) -> HttpResponseBase | None:
        """The answer that was given before, if it still holds."""
        cached = cached_answer(request)
        if cached is not None and cached.state is None:
            return cached.response(request)
        present = self._look(request)
        return cached.response(request) if cached and cached.state == present.state else None

    def _look(self, request: HttpRequest) -> Present:
        """Where the views are, asked once; and in the same statement whether rights have changed,
        which a replica may be late to learn."""
        if self.present is None:
            with reading_from_replica():
                self.present = look(all_read(self.reads()))
                if database() == DEFAULT_DB_ALIAS:
                    tell_mark(request, self.present.rights)
        return self.present
