"""Up to which position the log is asked: `known_at`, and the parameters beside it."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.http import QueryDict

from events.api.parameters import UNIVERSAL, Parameters
from events.api.problems import ProblemException
from events.log.read import head, position_at, recorded_at
from events.when import Moment, WhenError, read_known_at


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


def zone(parameters: Parameters) -> str:
    return parameters.zone(settings.NEWSROOM_TIMEZONE)


def as_of_echoed(parameters: Parameters) -> dict[str, Any]:
    """The moment asked for, resolved, if one was: the log is the same at every moment."""
    asked = parameters.moment("as_of", zone(parameters))
    return {"as_of": asked.as_json()} if asked else {}


def check_universal(given: QueryDict) -> None:
    """The parameters of every view, of an answer that is of no moment: they change nothing of it.

    Raises ProblemException.
    """
    parameters = Parameters(given, UNIVERSAL)
    as_of_echoed(parameters)
    resolve_known_at(parameters)


def resolve_known_at(parameters: Parameters) -> KnownAt:
    """`known_at` resolved to a position of the log, which must have got there.

    Refuses all faults told so far; whoever reads more parameters reads them before. Raises
    ProblemException, 503 where the log is not yet `at_least` so long.
    """
    last = head()
    wanted = parameters.position("at_least") or 0
    asked = _read(parameters)
    if asked.position is not None and asked.position > last:
        detail = f"the log has {last} positions so far; @{asked.position} is not recorded yet"
        parameters.fault("known_at", "future", detail)
    parameters.refuse_faults()
    if wanted > last:
        detail = f"The log has {last} positions so far, not {wanted}."
        raise ProblemException(503, "Not there yet", detail, headers={"Retry-After": "1"})
    if asked.requested is None and last:
        # That of the last event: until there is another, the answer is the same to the byte.
        return KnownAt(replace(asked, instant=recorded_at(last)), last)
    if asked.position is None:
        return KnownAt(asked, position_at(asked.instant))
    return KnownAt(replace(asked, instant=recorded_at(asked.position)), asked.position)


def _read(parameters: Parameters) -> Moment:
    now, read_in = datetime.now(UTC), zone(parameters)
    try:
        return read_known_at(parameters.text("known_at"), timezone=read_in, now=now)
    except WhenError as error:
        parameters.fault("known_at", error.code, error.detail)
        return read_known_at(None, timezone=read_in, now=now)
