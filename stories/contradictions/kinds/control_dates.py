"""Accounts of the beginning or the end of control that cannot be of the same moment."""

from __future__ import annotations

from collections.abc import Iterable

from events.types.summary import named
from stories.contradictions.conflict_kinds import two_dates, with_agreeing
from stories.contradictions.contradiction import Contradiction, Kind
from stories.contradictions.evidence import Evidence

_WHAT = {"start": "gained its hold on", "end": "lost its hold on"}


class ControlDates(Kind):
    """The rules of control say which account counts; the others are held against it."""

    name = "dates"
    section = "control"

    def find(self, evidence: Evidence) -> Iterable[Contradiction]:
        recorded = evidence.control_of(evidence.subject)
        for conflict in recorded.conflicts:
            if conflict.kind not in _WHAT:
                continue
            (controller,) = conflict.controllers
            rows = [hold for hold in recorded.holds if hold.controller == controller]
            told = evidence.of(with_agreeing(conflict.events, rows))
            what = named(evidence.subject)
            summary = f"Two dates on which {named(controller)} {_WHAT[conflict.kind]} {what}"
            matter = f"{conflict.kind}/{controller}"
            yield from two_dates(summary, matter, conflict.events, told, None)
