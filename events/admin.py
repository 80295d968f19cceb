"""Admin pages that look at what was recorded and change none of it."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.html import format_html
from unfold.admin import ModelAdmin

from events.api.permissions import Action
from events.models import Entity, Event


class LookOnly(ModelAdmin):  # type: ignore[misc]
    """A list without adding, changing, deleting or any action, for whoever holds the right."""

    right: Action = "read"
    actions = None
    show_full_result_count = False
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(f"access.{self.right}")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)


@admin.register(Event)
class EventAdmin(LookOnly):
    """The log to look at. Nothing in it is ever changed: amendments are appended on the desk."""

    list_display = ("position", "type", "stream", "version", "recorded_at", "recorded_by", "page")
    readonly_fields = ("page",)
    view_on_site = False
    list_filter = ("type",)
    search_fields = ("id", "stream", "recorded_by")
    ordering = ("-position",)

    @admin.display(description="On the desk")
    def page(self, event: Event) -> str:
        return _link(event, "Show, correct, retract") or "–"


@admin.register(Entity)
class EntityAdmin(LookOnly):
    """What was introduced; it is introduced by events, and nothing else."""

    list_display = ("id", "kind", "position", "page")
    view_on_site = False
    list_filter = ("kind",)
    search_fields = ("id",)
    ordering = ("kind", "id")

    @admin.display(description="On the desk")
    def page(self, entity: Entity) -> str:
        return _link(entity, "Open")


def _link(row: Model, text: str) -> str:
    """To the page that the composition root gives it (setting ABSOLUTE_URL_OVERRIDES), if any."""
    address = getattr(row, "get_absolute_url", str)()
    return format_html('<a href="{}">{}</a>', address, text) if address else ""
