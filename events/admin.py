"""Admin pages that look at what was recorded and change none of it."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.db import DataError
from django.db.models import Model
from django.http import HttpRequest
from django.utils.html import format_html
from unfold.admin import ModelAdmin

from events.api.permissions import Action
from events.models import Entity, Event


class Listing(ModelAdmin):  # type: ignore[misc]
    """An address that asks for what no row can hold, such as a NUL, is answered all the same."""

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        try:
            return super().get_changelist_instance(request)
        except (DataError, IncorrectLookupParameters) as fault:
            told = "The address asks for something that cannot be looked for: all are listed."
            self.message_user(request, told, messages.ERROR)
            raise IncorrectLookupParameters from fault

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        try:
            return super().get_object(request, object_id, from_field)
        except DataError:
            return None


class ReadOnlyAdmin(Listing):
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
class EventAdmin(ReadOnlyAdmin):
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
class EntityAdmin(ReadOnlyAdmin):
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
