"""Parameters made into a resolved question: moments, zone, position, subject."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from django.conf import settings

from events.log.connection import or_from_primary
from events.log.read import recorded_at
from events.recording.refusal import Problem
from events.types import as_slug
from events.when import Moment, WhenError, check_timezone, read_as_of, read_at_least, read_known_at
from stories.engine.present import Present
from stories.engine.reading import Behind, Known, NotRecorded, resolve_known
from stories.views import queries
from stories.views.question import Asking, BadQuestion, NotIntroduced, Question, Subject

POLL_SECONDS = 0.05
ALWAYS_READ = ("names",)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def ask(
    asking: Asking,
    *,
    projections: Sequence[str],
    kind: str | None = None,
    id: str | None = None,
    now: datetime | None = None,
    present: Present | None = None,
) -> Question:
    """Resolve parameters, about the entity `id` of a kind if one is given; `present` is where the
    views are, if the request has looked already.

    Raises BadQuestion, NotIntroduced, and Behind if the views have not got so far yet.
    """
    now = now or datetime.now(UTC)
    about = None if kind is None or id is None else (kind, id)
    if about and (asking.at_least or asking.known_at or not as_slug(about[1])):
        _require_introduced(*about)  # before anything is waited for
    reader = _Reader(asking, now)
    needed = all_read(projections)
    zone = reader.zone or _zone_for_known_at(reader, about) or settings.NEWSROOM_TIMEZONE
    known_at = reader.known_at(zone)
    reader.as_of(zone)  # faults of all parameters are told at once, before anything is waited for
    reader.refuse_faults()
    known = _reach(known_at, needed, reader.at_least, present)
    subject = find_subject(known, *about) if about else None
    zone = reader.zone or _zone(subject) or zone
    as_of = reader.as_of(zone)
    reader.refuse_faults()
    return Question(
        as_of=as_of,
        known_at=_resolved(known_at, known, zone),
        known=known,
        subject=subject,
        pinned=known_at.position is not None,
    )


def all_read(projections: Sequence[str]) -> Sequence[str]:
    """The projections that an answer is made of, with those that every answer needs."""
    return tuple(dict.fromkeys((*projections, *ALWAYS_READ)))


def _reach(
    known_at: Moment,
    projections: Sequence[str],
    at_least: int | None,
    present: Present | None = None,
) -> Known:
    """The position that the question comes down to.

    One after the end of the log is refused as the future where `known_at` asks for it; where
    `at_least` does, it may be appended while we wait.
    """
    deadline = time.monotonic() + settings.NEWSROOM_READ_WAIT_SECONDS
    while True:
        try:
            return resolve_known(known_at, projections, at_least=at_least, present=present)
        except NotRecorded as error:
            if error.wanted == known_at.position:
                detail = f"is in the future: the last position recorded is @{error.head}"
                raise BadQuestion([Problem("/known_at", "future", detail)]) from error
            if time.monotonic() >= deadline:
                raise Behind(error.wanted, error.head) from error
            time.sleep(POLL_SECONDS)
            present = None


def find_subject(known: Known, kind: str, id: str) -> Subject:
    """The entity as known, under the id that it has become. Raises NotIntroduced."""
    row = queries.canonical(known, kind, id)
    if row is None:
        _require_introduced(kind, id)
        return Subject(asked=id, kind=kind, id=id, name=id, known=False, attributes={})
    if row.merged_into:
        row = queries.canonical(known, kind, row.merged_into) or row
    return Subject(
        asked=id, kind=kind, id=row.entity, name=row.name, known=True, attributes=row.attributes
    )


def _require_introduced(kind: str, id: str) -> None:
    if not (as_slug(id) and or_from_primary(lambda: queries.was_introduced(kind, id))):
        raise NotIntroduced(f"No {kind} {id!r} was ever introduced.")


def _zone(subject: Subject | None) -> str | None:
    return subject.attributes.get("timezone") if subject else None


def _zone_for_known_at(reader: _Reader, about: tuple[str, str] | None) -> str | None:
    """The subject's zone, where a `known_at` date cannot be read without one: as fresh as the
    answer has to be, for the subject may have been introduced, or put right, a moment ago.
    """
    known_at = reader.asking.known_at
    if not (about and known_at and _DATE.fullmatch(known_at)):
        return None
    if reader.at_least is not None:
        reader.as_of(settings.NEWSROOM_TIMEZONE)
        reader.refuse_faults()
    present = read_known_at(None, timezone=settings.NEWSROOM_TIMEZONE, now=reader.now)
    return _zone(find_subject(_reach(present, ALWAYS_READ, reader.at_least), *about))


def _resolved(moment: Moment, known: Known, zone: str) -> Moment:
    """The echo: what was asked, the position and instant that it stands for, and the zone that
    made it that instant.

    Unless a moment was asked for, it is that of the last event known: until there is another the
    answer stays the same to the byte, and a conditional request finds it unchanged.
    """
    asked = moment.requested is not None or known.position == 0
    if moment.position is None and asked:
        instant = moment.instant
    else:
        instant = known.recorded_at or recorded_at(known.position)
    read_in = moment.timezone if moment.day else zone
    return replace(moment, instant=instant, position=known.position, timezone=read_in)


class _Reader:
    """Reads the parameters and collects what is wrong with them."""

    def __init__(self, asking: Asking, now: datetime) -> None:
        self.asking = asking
        self.now = now
        self.faults: dict[str, Problem] = {}
        self.zone = self._zone()
        self.at_least = self._at_least()

    def known_at(self, zone: str) -> Moment:
        return self._moment("known_at", self.asking.known_at, zone, read_known_at)

    def as_of(self, zone: str) -> Moment:
        return self._moment("as_of", self.asking.as_of, zone, read_as_of)

    def refuse_faults(self) -> None:
        if self.faults:
            raise BadQuestion(list(self.faults.values()))

    def _moment(
        self, name: str, text: str | None, zone: str, read: Callable[..., Moment]
    ) -> Moment:
        """The moment; now in place of one that cannot be read, which is then a fault."""
        try:
            return read(text, timezone=zone, now=self.now)
        except WhenError as error:
            self.faults[name] = Problem(f"/{name}{error.pointer}", error.code, error.detail)
            return read(None, timezone=zone, now=self.now)

    def _zone(self) -> str | None:
        if self.asking.tz is None:
            return None
        try:
            return check_timezone(self.asking.tz)
        except WhenError as error:
            self.faults["tz"] = Problem("/tz", error.code, error.detail)
            return None

    def _at_least(self) -> int | None:
        text = self.asking.at_least
        try:
            return None if text is None else read_at_least(text)
        except WhenError as error:
            self.faults["at_least"] = Problem("/at_least", error.code, error.detail)
            return None
