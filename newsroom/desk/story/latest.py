"""What was recorded last, of a story."""

from __future__ import annotations

from events.log.read import events_by_ids
from events.models import Event, Mention
from newsroom.desk.events.sentences import sentences
from stories.views.question import Question
from stories.views.shapes import Json

SHOWN = 12


def latest_events(question: Question, story: str) -> list[Json]:
    """The newest first, editorial events among them, each told in a sentence: five queries
    at most."""
    filed = Mention.objects.filter(entity=story, position__lte=question.known.position)
    newest = (
        Event.objects.filter(root__in=filed.values("root"), position__lte=question.known.position)
        .order_by("-position")
        .values_list("id", flat=True)[:SHOWN]
    )
    shown = events_by_ids(list(newest))
    originals = events_by_ids({event.root for event in shown if event.root != event.id})
    said = sentences(question.known, [*shown, *originals])
    return [
        {
            "id": str(event.id),
            "position": event.position,
            "type": event.type,
            "summary": said[event.id],
            "of": said[event.root] if event.root != event.id else None,
            "recorded_at": event.recorded_at,
            "recorded_by": event.recorded_by,
        }
        for event in sorted(shown, key=lambda event: -event.position)
    ]
