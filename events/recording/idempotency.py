"""What is sent twice under one key is recorded once."""

import hashlib
from typing import Any

import orjson

from events.log.append import Idempotency


def idempotency_for(key: str, caller: str, sent: Any) -> Idempotency:
    """The same JSON counts as the same, however it is spaced and ordered.

    Raises TypeError for numbers and nesting beyond what any event may have.
    """
    digest = hashlib.sha256(orjson.dumps(sent, option=orjson.OPT_SORT_KEYS)).digest()
    return Idempotency(key, caller, digest)
