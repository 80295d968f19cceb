"""Cursors of the log: the position after which a page begins."""

import base64
import binascii

from rest_framework.request import Request

from events.api.known_at import KnownAt
from events.api.parameters import NO_CURSOR, Parameters


def read_cursor(parameters: Parameters) -> int | None:
    """The position after which the page begins."""
    text = parameters.text("cursor")
    if text is None:
        return None
    try:
        position = int(base64.urlsafe_b64decode(text.encode()))
    except (ValueError, binascii.Error):
        position = -1
    if not 0 <= position < 2**63:
        parameters.fault("cursor", "invalid_cursor", NO_CURSOR)
        return None
    return position


def next_page(request: Request, position: int, known: KnownAt) -> str:
    """The address of the page after a position, of the same record however it grows."""
    query = request.query_params.copy()
    query["cursor"] = base64.urlsafe_b64encode(str(position).encode()).decode()
    query["known_at"] = f"@{known.position}"
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
