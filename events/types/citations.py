"""Where a fact was read: every assertion carries at least one citation."""

from datetime import datetime
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from events.types.strict import Strict
from events.types.text import Line, Prose, Slug, storable_text
from events.when import WhenError, check_published


def _web_address(value: str) -> str:
    try:
        parts = urlsplit(value)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
        usable = usable and parts.port != 0 and not any(char.isspace() for char in value)
    except ValueError:  # an unbalanced bracket or a port that is no number
        usable = False
    if not usable:
        raise PydanticCustomError("url", "must be an address that starts http:// or https://")
    return value


def _publication(value: str) -> str:
    try:
        return check_published(value)
    except WhenError as error:
        # In this order: what was sent may have the name of the other in braces.
        told = {"accepted": error.accepted, "reason": error.reason}
        raise PydanticCustomError("published", "{reason}", told) from None


def _iso_date(value: str) -> str:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError(
            "retrieved",
            "must be a date or date-time of ISO 8601, such as 2023-11-18 or 2023-11-18T09:30:00Z",
        ) from None
    return value


WebAddress = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000),
    AfterValidator(storable_text),
    AfterValidator(_web_address),
]


class Citation(Strict):
    """One place where it was read, and whose word it is there."""

    source: Slug = Field(description="The document cited, as a slug.")
    url: WebAddress | None = Field(default=None, description="Where it can be read.")
    publisher: Line | None = Field(default=None, description="Who published it.")
    attributed_to: Line | None = Field(
        default=None, description="The source within: a post, an announcement, “sources”."
    )
    quote: Prose | None = Field(default=None, description="The exact words.")
    locator: Line | None = Field(default=None, description="Where in it, such as ¶3.")
    published: Annotated[Line, AfterValidator(_publication)] | None = Field(
        default=None, description="When it appeared: an EDTF date or an ISO 8601 date-time."
    )
    retrieved: Annotated[Line, AfterValidator(_iso_date)] | None = Field(
        default=None, description="When it was read: an ISO 8601 date or date-time."
    )
    derived_from: Line | None = Field(
        default=None, description="The source that it repeats, so that the two count once."
    )
