"""What recording what is written would do, at this moment: nothing is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from events.log.read import head
from events.recording import preview
from events.recording.draft import Draft
from events.recording.refusal import Refused
from events.recording.service import prepare
from events.types import EventData, decode, placeholders, render
from newsroom.desk.append.changes import Change, changes, entities_in
from newsroom.desk.append.duplicates import likely_duplicates
from newsroom.desk.append.sheet import EventSheet
from newsroom.desk.events.feeds import contradictions_that_turn
from newsroom.desk.form.sheet import Fault, Written
from newsroom.desk.form.understood import Understood, understood
from stories.engine.reading import Known
from stories.sourcing import Origin, cited, origins
from stories.views import queries
from stories.views.shapes import Json, Names


@dataclass(slots=True)
class Preview:
    """Faults alone, or what would become of it."""

    faults: Sequence[Fault] = ()
    summary: str = ""
    understood: Understood | None = None
    introduces: Sequence[str] = ()
    zone: str = ""
    """In which the changes are told."""
    changes: Sequence[Change] = ()
    appear: Sequence[str] = ()
    vanish: Sequence[str] = ()
    duplicates: Sequence[Json] = ()
    origins: Sequence[Origin] = ()
    derived: Sequence[str] = ()
    """Sources that only repeat another one."""
    parks: Sequence[Json] = field(default_factory=tuple)

    @property
    def announced(self) -> str:
        """The whole of it in a sentence, for who cannot see it change."""
        if self.faults:
            return f"{len(self.faults)} still needed or to be put right"
        counts = (
            (len(self.changes), "change to the views", "changes to the views"),
            (len(self.appear), "new contradiction", "new contradictions"),
            (len(self.vanish), "contradiction less", "contradictions less"),
            (len(self.duplicates), "likely duplicate", "likely duplicates"),
        )
        told = [f"{count} {one if count == 1 else many}" for count, one, many in counts if count]
        future = self.understood.future if self.understood else ""
        return "; ".join(filter(None, [self.summary, *told, future]))


def preview_of(sheet: EventSheet, known: Known, user: Any) -> Preview:
    written = sheet.written(known)
    if sheet.event_class is None:
        return Preview(faults=[Fault("said", "is required: say it in a word, and choose the type")])
    try:
        drafts = prepare(written.envelopes, recorded_by=user.get_username(), after=head())
    except Refused as refused:
        return Preview(faults=written.faults(refused.errors))
    if faults := written.faults(()):
        return Preview(faults=faults)
    return _preview_of(drafts, known, written, sheet.story)


def _zone_of(story: str, known: Known) -> str:
    """Of what has no time of its own."""
    row = queries.canonical(known, queries.STORY, story) if story else None
    return str((row.attributes.get("timezone") if row else None) or settings.NEWSROOM_TIMEZONE)


def _preview_of(drafts: Sequence[Draft], known: Known, written: Written, story: str) -> Preview:
    data, when = _data(drafts[-1]), drafts[-1].when
    shown = preview.preview([draft.provisional for draft in drafts])
    appear, vanish = contradictions_that_turn(shown)
    opens, closes = shown["opens"], shown["closes"]
    needed = {*placeholders(data.sentence()), *entities_in([*opens, *closes])}
    needed |= {slug for row in [*appear, *vanish] for slug in placeholders(row["summary"])}
    names = queries.names_of_any(known, needed)
    names.update((one.id, one.name) for one in written.introduced)
    zone = when.timezone if when else _zone_of(story, known)
    sources = cited(drafts[-1].provisional.content["citations"])
    return Preview(
        summary=render(data.sentence(), names),
        understood=understood(when, datetime.now(UTC)) if when else None,
        introduces=[one.name or one.id for one in written.introduced],
        zone=zone,
        changes=changes(opens, closes, names, ZoneInfo(zone)),
        appear=_told(appear, names),
        vanish=_told(vanish, names),
        duplicates=likely_duplicates(known, data, when),
        origins=origins(sources),
        derived=[one.source for one in sources if one.derived_from],
        parks=shown.get("parks", ()),
    )


def _data(draft: Draft) -> EventData:
    event = draft.provisional
    return decode(event.type, event.schema, event.content["data"])


def _told(rows: Sequence[Json], names: Names) -> list[str]:
    return [render(row["summary"], names) for row in rows]
