"""What was projected and how far, to look at. None of it is changed here: rows and their state come
from the engine."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from events.admin import ReadOnlyAdmin
from events.api.permissions import Action
from stories.models import ROW_MODELS, Checkpoint, ParkedTrack, ProjectionState, Rebuild

COLUMNS = (models.TextField, models.BooleanField, models.BigIntegerField)
SHOWN = 6
OF_THE_ENGINE = {"generation", "track", "known_from", "known_to"}


class RowAdmin(ReadOnlyAdmin):
    """The rows of a projection that readers see, also those that are known no longer; the newest
    first, which of however many the index gives at once."""

    search_fields = ("track",)
    ordering = ("-id",)

    def get_list_display(self, request: HttpRequest) -> list[str]:
        fields = [f.name for f in self.model._meta.fields if isinstance(f, COLUMNS)]
        own = [name for name in fields if name not in OF_THE_ENGINE and name != "id"]
        return ["track", *own[:SHOWN], "known_from", "known_to"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        name = self.model._meta.db_table.removeprefix("stories_")
        live = ProjectionState.objects.filter(name=name).values("generation")
        return super().get_queryset(request).filter(generation__in=live)  # type: ignore[no-any-return]


for row in ROW_MODELS.values():
    admin.site.register(row, RowAdmin)


class OperatorAdmin(ReadOnlyAdmin):
    """For operators alone; what may be done about it is done on the desk's operations page."""

    right: Action = "operate"


@admin.register(ProjectionState)
class ProjectionStateAdmin(OperatorAdmin):
    list_display = ("name", "generation", "version")


@admin.register(Checkpoint)
class CheckpointAdmin(OperatorAdmin):
    list_display = ("projection", "generation", "slice", "slices", "position", "advanced_at")
    list_filter = ("projection",)


@admin.register(ParkedTrack)
class ParkedTrackAdmin(OperatorAdmin):
    list_display = ("projection", "track", "position", "error", "parked_at")
    list_filter = ("projection",)
    search_fields = ("track", "error")


@admin.register(Rebuild)
class RebuildAdmin(OperatorAdmin):
    list_display = ("projection", "generation", "status", "requested_at", "finished_at", "detail")
    list_filter = ("projection", "status")
    ordering = ("-id",)
