"""API keys in the header of a request."""

from django.http import HttpRequest
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from events.api.callers import RemembersCallers, told_mark
from newsroom.access.keys import Fault, KeyHolder, holder_of, remembered

REFUSALS: dict[Fault, str] = {
    "malformed": "This is not an API key. Send `Authorization: Bearer KEY`.",
    "unknown": "This API key is not known.",
    "revoked": "This API key was revoked.",
    "expired": "This API key has expired.",
}
# Where a request keeps whom its key stood for: digests and locks twice would be felt in a 304.
_REMEMBERED = "_newsroom_remembered"


class ApiKeyAuthentication(RemembersCallers):
    """`Authorization: Bearer KEY`; any other scheme is left to the next authentication."""

    def authenticate(self, request: Request) -> tuple[KeyHolder, str] | None:
        key = _key(request._request)
        if key is None:
            return None
        known = getattr(request._request, _REMEMBERED, None)
        found = holder_of(key, told_mark(request._request), known)
        if isinstance(found, KeyHolder):
            return found, found.prefix
        raise AuthenticationFailed(REFUSALS[found], code=found)

    def remembered(self, request: HttpRequest) -> KeyHolder | None:
        key = _key(request)
        found = remembered(key) if key else None
        setattr(request, _REMEMBERED, found)
        return found.holder if found else None

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="newsroom"'


def _key(request: HttpRequest) -> str | None:
    scheme, _, key = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    return key.strip() if scheme.lower() == "bearer" else None
