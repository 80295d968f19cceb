"""Opaque cursors: a place in a list, pinned to what was known when its first page was read."""

from __future__ import annotations

import base64
import binascii
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any

import orjson
from django.http import QueryDict

from events.api.parameters import NO_CURSOR
from events.recording.refusal import Problem
from events.when import utc_text
from stories.views import contradictions
from stories.views.fact_pages import Place
from stories.views.question import BadQuestion

FREE = ("cursor", "limit", "at_least")
"""Parameters that may differ from page to page."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a cursor holds."""

    position: int
    """What was known when the first page was read."""
    after: Any
    """The place of the last result so far, as the list writes it."""
    as_of: str | None = None
    """The moment asked about, of a list to which it matters."""


def pack(mark: Mark, path: str, given: QueryDict) -> str:
    told = {name: value for name, value in asdict(mark).items() if value is not None}
    content = orjson.dumps({**told, "of": _origin(path, given)})
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def following(mark: Mark, path: str, given: QueryDict) -> str:
    """The query of the next page: the same question, from the mark on."""
    query = given.copy()
    query["cursor"] = pack(mark, path, given)
    return query.urlencode()


def unpack(text: str, path: str, given: QueryDict) -> Mark:
    """Raises BadQuestion for what is no cursor, or one of another list."""
    try:
        padded = text + "=" * (-len(text) % 4)
        told = base64.b64decode(padded, altchars=b"-_", validate=True)
        content = orjson.loads(told)
        origin, position, after = content["of"], content["position"], content["after"]
        as_of = content.get("as_of")
    except (binascii.Error, ValueError, KeyError, TypeError) as error:
        raise no_cursor() from error
    if origin != _origin(path, given) or not isinstance(position, int) or position < 0:
        detail = "belongs to another list or other filters: follow `next` of a page as it is"
        raise BadQuestion([Problem("/cursor", "foreign_cursor", detail)])
    if not isinstance(as_of, str | None) or rb"\u0000" in told:  # PostgreSQL knows no such text
        raise no_cursor()
    return Mark(position, after, as_of)


def no_cursor() -> BadQuestion:
    """The error for a cursor that nobody was given."""
    return BadQuestion([Problem("/cursor", "invalid_cursor", NO_CURSOR)])


def place_json(place: Place) -> list[Any]:
    return [place.undated, utc_text(place.earliest), utc_text(place.latest), place.position]


def place(told: Any) -> Place:
    """Raises BadQuestion."""
    try:
        undated, earliest, latest, position = told
        return Place(
            bool(undated),
            datetime.fromisoformat(earliest),
            datetime.fromisoformat(latest),
            int(position),
        )
    except (TypeError, ValueError) as error:
        raise no_cursor() from error


def matter_json(place: contradictions.Place) -> list[Any]:
    return [utc_text(place.earliest), place.matter]


def matter(told: Any) -> contradictions.Place:
    """The place of a contradiction. Raises BadQuestion."""
    try:
        earliest, matter = told
        return contradictions.Place(datetime.fromisoformat(earliest), str(matter))
    except (TypeError, ValueError) as error:
        raise no_cursor() from error


def _origin(path: str, given: QueryDict) -> str:
    filters = sorted((name, given.getlist(name)) for name in given if name not in FREE)
    return blake2b(orjson.dumps([path, filters]), digest_size=8).hexdigest()
