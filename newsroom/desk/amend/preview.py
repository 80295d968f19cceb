"""What an amendment would change, without recording it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from events.effective import effective
from events.log.read import head
from events.recording import preview
from events.recording.service import prepare
from events.types import references
from newsroom.desk.events.details import differing
from newsroom.desk.events.differences import Change, changes
from newsroom.desk.events.feeds import contradictions_that_turn, in_words
from newsroom.desk.events.target import Target, named_by
from stories.engine.reading import Known
from stories.views.queries import names_of_any
from stories.views.shapes import Json


def preview_of(
    envelopes: Sequence[Mapping[str, Any]], target: Target, known: Known, recorded_by: str
) -> Json:
    """The fields that change by the last, and rows that open and close. Raises Refused."""
    drafts = prepare(envelopes, recorded_by=recorded_by, after=head())
    event = drafts[-1].provisional
    shown = preview.preview([draft.provisional for draft in drafts])
    appear, vanish = contradictions_that_turn(shown)
    closes = [row for row in shown["closes"] if row["projection"] != "contradictions"]
    return {
        "changes": _changes(target, event, known) if event.root == target.event.root else [],
        **_turned(known, closes, shown["opens"]),
        "appear": in_words(known, appear),
        "vanish": in_words(known, vanish),
        "parks": shown.get("parks", []),
    }


def _turned(known: Known, closing: Sequence[Json], opening: Sequence[Json]) -> Json:
    """Rows that close and open in words; those told in the same `stay`, but for what differs."""
    closes, opens = in_words(known, closing), in_words(known, opening)
    stays = [
        {**told, "but_for": differing(closing[closes.index(told)], row)}
        for told, row in zip(opens, opening, strict=True)
        if told in closes
    ]
    return {
        "closes": [told for told in closes if told not in opens],
        "opens": [told for told in opens if told not in closes],
        "stays": stays,
    }


def _changes(target: Target, event: Any, known: Known) -> list[Change]:
    events = [*target.events, event]
    before, after = effective(target.events), effective(events)
    named = {ref.id for ref in references(after.data)}
    named |= named_by(Target(target.event, events, target.fact))
    return changes(before, after, names_of_any(known, named))
