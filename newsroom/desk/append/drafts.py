"""Drafts: what somebody has begun to write, kept until it is recorded or discarded."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from uuid6 import uuid7

from events.models import IdempotencyKey
from newsroom.desk.append.sheet import EventSheet
from newsroom.desk.models import Draft

MOST_LISTED = 50


def drafts_of(user: Any, story: str = "") -> QuerySet[Draft]:
    found = Draft.objects.filter(owner=user)
    return found.filter(story=story) if story else found


def draft_of(user: Any, id: UUID) -> Draft | None:
    """Somebody's own draft; others' are not there."""
    return Draft.objects.filter(owner=user, id=id).first()


def keep(user: Any, sheet: EventSheet) -> bool:
    """Save the form as it stands, if anything is written; whether it was.

    A save that comes late must not bring back what was recorded meanwhile: it is asked after the
    draft is made, since who records first records and then discards.
    """
    if not sheet.begun:
        return False
    told = {"title": _title(sheet), "story": sheet.story, "entries": dict(sheet.entries)}
    if Draft.objects.filter(owner=user, id=sheet.key).update(**told, updated_at=timezone.now()):
        return True
    try:
        with transaction.atomic():
            Draft.objects.create(id=sheet.key, owner=user, **told)
    except IntegrityError:  # another's, or made by a request beside this one
        return draft_of(user, sheet.key) is not None
    if IdempotencyKey.objects.filter(caller=str(user.pk), key=str(sheet.key)).exists():
        discard(user, sheet.key)
        return False
    return True


def gone_on_with(draft: Draft) -> EventSheet:
    """A draft as a window opens it."""
    opened = {"window": str(uuid4()), "since": draft.updated_at.isoformat()}
    return EventSheet({**draft.entries, **opened})


def apart(user: Any, sheet: EventSheet) -> EventSheet:
    """The form, as a draft of its own if another window wrote in its draft since this one opened
    it: neither takes the place of the other."""
    draft = draft_of(user, sheet.key)
    if draft is None or draft.entries.get("window", "") == sheet.get("window"):
        return sheet
    if sheet.get("since") and draft.updated_at.isoformat() == sheet.get("since"):
        return sheet
    return sheet.having({"key": str(uuid7()), "since": ""})


def discard(user: Any, id: UUID) -> None:
    Draft.objects.filter(owner=user, id=id).delete()


def _title(sheet: EventSheet) -> str:
    """What it can be known by: the words for the type, and the first that is named."""
    first = next((text for name, text in sheet.entries.items() if _names(name) and text), "")
    said = sheet.get("said") or sheet.get("type")
    return " – ".join(filter(None, [said, first]))[:300] or "Without a title"


def _names(field: str) -> bool:
    return field.startswith("data.") and not field.endswith(":id")
