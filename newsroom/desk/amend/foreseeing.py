"""What an amendment would change, without recording it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from events.facts import effective
from events.log.read import head
from events.recording import preview
from events.recording.service import prepare
from events.types import references
from newsroom.desk.events.differences import Change, changes
from newsroom.desk.events.feeds import in_words
from newsroom.desk.events.target import Target, named_by
from stories.engine.reading import Known
from stories.views.queries import names_of_any
from stories.views.shapes import Json


def foreseen(
    envelopes: Sequence[Mapping[str, Any]], target: Target, known: Known, recorded_by: str
) -> Json:
    """The fields that change by the last, and rows that open and close. Raises Refused."""
    drafts = prepare(envelopes, recorded_by=recorded_by, after=head())
    event = drafts[-1].provisional
    shown = preview.preview([draft.provisional for draft in drafts])
    closes = shown["closes"]
    return {
        "changes": _changes(target, event, known) if event.root == target.event.root else [],
        "opens": in_words(known, shown["opens"]),
        "closes": in_words(known, [row for row in closes if not _contradicts(row)]),
        "appear": in_words(known, shown["contradictions"]),
        "vanish": in_words(known, list(filter(_contradicts, closes))),
        "parks": shown.get("parks", []),
    }


def _changes(target: Target, event: Any, known: Known) -> list[Change]:
    events = [*target.events, event]
    before, after = effective(target.events), effective(events)
    named = {ref.id for ref in references(after.data)}
    named |= named_by(Target(target.event, events, target.fact))
    return changes(before, after, names_of_any(known, named))


def _contradicts(row: Mapping[str, Any]) -> bool:
    return bool(row["projection"] == "contradictions")
