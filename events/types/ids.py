"""Ids as they are written."""

import re
from uuid import UUID

from events.types.patterns import LONGEST_SLUG, SLUG_PATTERN

_SLUG = re.compile(SLUG_PATTERN)


def as_uuid(written: object) -> UUID | None:
    """None for what is no UUID."""
    try:
        return UUID(str(written))
    except ValueError:
        return None


def as_slug(written: str) -> str | None:
    """None for what nothing in the record can have as its id."""
    return written if len(written) <= LONGEST_SLUG and _SLUG.fullmatch(written) else None
