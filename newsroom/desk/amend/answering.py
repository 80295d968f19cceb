"""One request to amend an event, answered: the form, what it would change, its recording."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from http import HTTPStatus
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django_htmx.http import HttpResponseClientRedirect

from events.api.appending import right_for
from events.effective import effective
from events.log.append import Appended, Idempotency, KeyInFlight, KeyMismatch, VersionConflict
from events.log.read import head, version_of
from events.recorded import RecordedEvent
from events.recording.idempotency import idempotency_for
from events.recording.refusal import Refused
from newsroom.desk.amend import recording
from newsroom.desk.amend.beginning import sheet_of
from newsroom.desk.amend.page import page_of, zone_of
from newsroom.desk.amend.preview import preview_of
from newsroom.desk.amend.sheet import AmendmentSheet
from newsroom.desk.events.acts import Act
from newsroom.desk.events.sentences import sentences
from newsroom.desk.events.target import Target, target_at
from newsroom.desk.form.sheet import RECORDED_BEFORE, Fault, Written, entries_of
from newsroom.desk.form.steps import Step, step
from newsroom.desk.pages import has, is_part, question_of
from stories.engine.reading import Known
from stories.views import queries

RESTORE = "restore"
ABOUT_THE_FORM = ("key", "seen")
UNCHANGED = Fault("", "Nothing is changed: change what is wrong in it, or cancel.")
BUSY = Fault("", "Others record at this moment. Nothing is lost: record it again.")


class AmendRequest:
    """What is asked of the page, by whom, and of which event. Raises Http404, Undecodable."""

    def __init__(self, request: HttpRequest, act: Act, id: UUID) -> None:
        self.request = request
        self.act = act
        self.position = head()
        self.target = target_at(self.position, id)
        self.by = request.user.get_username()

    @cached_property
    def known(self) -> Known:
        """For names: as far as the views are."""
        return question_of({}, projections=("names",)).known

    @cached_property
    def begun(self) -> AmendmentSheet:
        """The form as it would be opened now. It has seen what it states, and nothing since."""
        version = version_of(self.target.event.stream, self.position)
        return self._begun(self.target).having({"key": str(uuid4()), "seen": str(version)})

    @cached_property
    def sheet(self) -> AmendmentSheet:
        """What was written, instead of what it began with."""
        return replace(self.begun, entries=entries_of(self.request.POST.dict())).tidied()

    def look(self) -> HttpResponse:
        """What it would change, beside the form. Once it is recorded nobody is told that somebody
        was quicker."""
        if recording.earlier(self._idempotency):
            return HttpResponse(status=HTTPStatus.NO_CONTENT)
        told = self._preview()
        if told.get("overtaken"):
            return self._render("desk/amend/overtaken.html", told, 409)
        return self._render("desk/amend/preview.html", told | {"zone": zone_of(self.target)})

    def step(self, does: str) -> HttpResponse:
        """A button that changes the form, or shows it with its preview."""
        concerned, _ = recording.missed(self.target, self.sheet.seen)
        if concerned:
            return self.overtaken(concerned)
        taken: Step[AmendmentSheet] = step(self.sheet, does, self.known)
        if taken.focus:
            return self.page(taken.sheet, focus=taken.focus, shown=True)
        preview, restored = self._preview(), does == RESTORE
        return self.page(taken.sheet, shown=True, preview=preview, restored=restored)

    def _preview(self) -> dict[str, Any]:
        """A form that is not complete yet says what is missing."""
        concerned, _ = recording.missed(self.target, self.sheet.seen)
        if concerned:
            return {"overtaken": self._told(concerned)}
        written = self.sheet.for_preview().written(self.known)
        try:
            found = preview_of(written.envelopes, self.target, self.known, self.by)
        except Refused as fault:
            return {"faults": written.faults(fault.errors)}
        if faults := written.faults(()):
            return {"faults": faults}
        return found | {"ready": True, "missing": self.sheet.missing}

    @property
    def _idempotency(self) -> Idempotency:
        typed = {n: text for n, text in self.sheet.entries.items() if n not in ABOUT_THE_FORM}
        return idempotency_for(f"desk:{self.sheet.key}", str(self.request.user.pk), typed)

    def record(self) -> HttpResponse:
        idempotency = self._idempotency
        if done := recording.earlier(idempotency):
            return self.recorded(done)
        written = self.sheet.written(self.known)
        if faults := [*self._unchanged(written), *self._beyond_rights(written)]:
            return self.page(self.sheet, 422, faults=faults, shown=True)
        try:
            done = recording.amend(
                written.envelopes,
                self.target,
                seen=self.sheet.seen,
                recorded_by=self.by,
                idempotency=idempotency,
            )
        except recording.Overtaken as overtaken:
            return self.overtaken(overtaken.events)
        except Refused as fault:
            return self.page(self.sheet, 422, faults=written.faults(fault.errors), shown=True)
        except (VersionConflict, KeyInFlight):
            return self.page(self.sheet, 409, faults=[BUSY], shown=True)
        except KeyMismatch:
            anew = self.sheet.having({"key": str(uuid4())})
            return self.page(anew, 409, faults=[RECORDED_BEFORE], shown=True)
        return self.recorded(done)

    def _unchanged(self, written: Written) -> list[Fault]:
        """Of a correction that corrects nothing also what else is missing."""
        if not self.sheet.corrects or written.envelopes[-1]["data"]["changes"]:
            return []
        missing = [Fault(name, "is required") for name in self.sheet.missing]
        return [UNCHANGED, *missing]

    def _beyond_rights(self, written: Written) -> list[Fault]:
        """An amendment may introduce whom it names; that is a right of its own."""
        needed = dict.fromkeys(right_for(one["type"]) for one in written.envelopes)
        return [
            Fault("", f"This needs the right to {right} too, which you lack.")
            for right in needed
            if not has(self.request, right)
        ]

    def recorded(self, done: Appended) -> HttpResponse:
        messages.success(self.request, _message(done))
        page = reverse("desk:event", args=[self.target.event.id])
        url = f"{page}?at_least={done.position}"
        part = is_part(self.request)
        return HttpResponseClientRedirect(url) if part else HttpResponseRedirect(url)

    def overtaken(self, events: Sequence[RecordedEvent]) -> HttpResponse:
        """The form again with what was written; what was not touched shows how it is now."""
        sheet = self.sheet.brought_up(self._as_it_was(events), self.begun)
        anew = sheet.having({"key": str(uuid4())})
        return self.page(anew, 409, overtaken=self._told(events), shown=True)

    def page(
        self,
        sheet: AmendmentSheet,
        status: int = 200,
        *,
        faults: Sequence[Fault] = (),
        shown: bool = False,
        focus: str = "",
        **more: Any,
    ) -> HttpResponse:
        told = page_of(sheet, self.known, faults=faults, shown=shown, focus=focus)
        template = "desk/amend/form.html" if is_part(self.request) else "desk/amend/amend.html"
        return self._render(template, told | more, status)

    def _render(self, template: str, told: dict[str, Any], status: int = 200) -> HttpResponse:
        return render(self.request, template, told, status=status)

    def _told(self, events: Sequence[RecordedEvent]) -> list[tuple[RecordedEvent, str]]:
        said = sentences(self.known, events)
        return [(event, said[event.id]) for event in events]

    def _as_it_was(self, later: Sequence[RecordedEvent]) -> AmendmentSheet:
        """The form as it was opened, before the later events."""
        missed = {event.id for event in later}
        events = [event for event in self.target.events if event.id not in missed]
        return self._begun(Target(self.target.event, events, effective(events)))

    def _begun(self, target: Target) -> AmendmentSheet:
        return sheet_of(self.act, target, self.known, self._stories)

    @cached_property
    def _stories(self) -> list[tuple[str, str]]:
        found = queries.introduced(self.known, queries.STORY).values_list("entity", "name")
        return sorted(found, key=lambda story: story[1].casefold())


def _message(done: Appended) -> str:
    """The form leads back to the event that was acted on; an act is undone on its own page."""
    told = 'Recorded: <a href="{}">event {}</a>. If it was wrong, it can be retracted there.'
    return format_html(told, reverse("desk:event", args=[done.events[-1]["id"]]), done.position)
