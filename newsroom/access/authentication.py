"""API keys in the header of a request."""

from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from newsroom.access.keys import Fault, KeyHolder, holder_of

REFUSALS: dict[Fault, str] = {
    "malformed": "This is not an API key. Send `Authorization: Bearer KEY`.",
    "unknown": "This API key is not known.",
    "revoked": "This API key was revoked.",
    "expired": "This API key has expired.",
}


class ApiKeyAuthentication(BaseAuthentication):
    """`Authorization: Bearer KEY`; any other scheme is left to the next authentication."""

    def authenticate(self, request: Request) -> tuple[KeyHolder, str] | None:
        scheme, _, key = get_authorization_header(request).partition(b" ")
        if scheme.lower() != b"bearer":
            return None
        found = holder_of(key.strip().decode("latin-1"))
        if isinstance(found, KeyHolder):
            return found, found.prefix
        raise AuthenticationFailed(REFUSALS[found], code=found)

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="newsroom"'
