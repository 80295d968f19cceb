"""Query parameters, read strictly: a mistake is told, with what is accepted."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from rest_framework.request import Request

from events.api.problems import ProblemException, bad_parameter
from events.log.read import head, position_at, recorded_at
from events.when import Moment, WhenError, check_timezone, read_as_of, read_known_at

TRUTH = {"true": True, "1": True, "false": False, "0": False}
UNIVERSAL = ("as_of", "known_at", "tz", "at_least")
PAGE, LARGEST_PAGE = 50, 1000


@dataclass(frozen=True, slots=True)
class KnownAt:
    """Up to which position the record is asked."""

    moment: Moment
    position: int

    @property
    def pinned(self) -> bool:
        """Whether a position was asked for: the answer will always be the same."""
        return self.moment.position is not None

    def as_json(self) -> dict[str, Any]:
        return {**self.moment.as_json(), "position": self.position}


def flag(request: Request, name: str) -> bool:
    text = request.query_params.get(name, "false")
    if text.lower() not in TRUTH:
        raise bad_parameter(name, f"{name} is true or false, not {text!r:.60}.")
    return TRUTH[text.lower()]


def number(request: Request, name: str, default: int, least: int, most: int) -> int:
    text = request.query_params.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 20 and least <= int(text) <= most):
        raise bad_parameter(name, f"{name} is a whole number from {least} to {most}.")
    return int(text)


def text(request: Request, name: str) -> str | None:
    return next(iter(reversed(_texts(request, name))), None)


def every(request: Request, name: str) -> list[str]:
    """Values of a parameter that may be repeated, or hold several with commas between."""
    return [one.strip() for value in _texts(request, name) for one in value.split(",")]


def _texts(request: Request, name: str) -> list[str]:
    values = request.query_params.getlist(name)
    if any("\0" in value for value in values):
        raise bad_parameter(name, f"{name} must not contain the NUL character.")
    return values


def uuid(request: Request, name: str) -> UUID | None:
    value = request.query_params.get(name)
    try:
        return UUID(value) if value is not None else None
    except ValueError:
        raise bad_parameter(name, f"{name} is the id of an event, a UUID.") from None


def choice(request: Request, name: str, accepted: tuple[str, ...]) -> str:
    value = request.query_params.get(name, accepted[0])
    if value not in accepted:
        raise bad_parameter(name, f"{name} is one of {', '.join(accepted)}.")
    return value


def several(request: Request, name: str, accepted: Sequence[str]) -> list[str]:
    """The same, of what is accepted."""
    values = every(request, name)
    for value in values:
        if value not in accepted:
            raise bad_parameter(name, f"{name} is among {', '.join(accepted)}, not {value!r:.60}.")
    return values


def refuse_unknown(request: Request, accepted: Sequence[str]) -> None:
    for name in request.query_params:
        if name not in accepted:
            detail = f"There is no parameter {name!r:.60} here; accepted are {', '.join(accepted)}."
            raise bad_parameter(name, detail, "unknown_parameter")


def zone(request: Request) -> str:
    name = request.query_params.get("tz", settings.NEWSROOM_TIMEZONE)
    try:
        return check_timezone(name)
    except WhenError as fault:
        raise bad_parameter("tz", fault.detail, fault.code) from fault


def moment(request: Request, name: str) -> Moment | None:
    """A date or a date-time with offset; as an end, a date means its last instant."""
    value = request.query_params.get(name)
    if value is None:
        return None
    try:
        return read_as_of(value, timezone=zone(request), now=datetime.now(UTC))
    except WhenError as fault:
        raise bad_parameter(name, fault.detail, fault.code) from fault


def as_of_echoed(request: Request) -> dict[str, Any]:
    """The moment asked for, resolved, if one was: the log is the same at every moment."""
    asked = moment(request, "as_of")
    return {"as_of": asked.as_json()} if asked else {}


def known_at(request: Request) -> KnownAt:
    """Resolved to a position of the log, which must have got there."""
    last = head()
    try:
        asked = read_known_at(
            request.query_params.get("known_at"), timezone=zone(request), now=datetime.now(UTC)
        )
    except WhenError as fault:
        raise bad_parameter("known_at", fault.detail, fault.code) from fault
    _require_reached(request, last)
    if asked.requested is None and last:
        # That of the last event: until there is another, the answer is the same to the byte.
        return KnownAt(replace(asked, instant=recorded_at(last)), last)
    if asked.position is None:
        return KnownAt(asked, position_at(asked.instant))
    if asked.position > last:
        detail = f"The log has {last} positions so far; @{asked.position} is not recorded yet."
        raise bad_parameter("known_at", detail, "future")
    return KnownAt(replace(asked, instant=recorded_at(asked.position)), asked.position)


def _require_reached(request: Request, last: int) -> None:
    wanted = number(request, "at_least", 0, 0, 2**63 - 1)
    if wanted > last:
        detail = f"The log has {last} positions so far, not {wanted}."
        raise ProblemException(503, "Not there yet", detail, headers={"Retry-After": "1"})


def cursor(request: Request) -> int | None:
    """The position after which the page begins."""
    value = request.query_params.get("cursor")
    if value is None:
        return None
    try:
        position = int(base64.urlsafe_b64decode(value.encode()))
    except (ValueError, binascii.Error):
        position = -1
    if not 0 <= position < 2**63:
        raise bad_parameter("cursor", "cursor is taken from the `next` of an earlier page.")
    return position


def next_page(request: Request, position: int, known: KnownAt) -> str:
    """The address of the page after a position, of the same record however it grows."""
    query = request.query_params.copy()
    query["cursor"] = base64.urlsafe_b64encode(str(position).encode()).decode()
    query["known_at"] = f"@{known.position}"
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
