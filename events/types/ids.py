"""Ids as they are written."""

from uuid import UUID


def as_uuid(written: object) -> UUID | None:
    """None for what is no UUID."""
    try:
        return UUID(str(written))
    except ValueError:
        return None
