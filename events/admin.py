from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from events.models import Event


@admin.register(Event)
class EventAdmin(ModelAdmin):  # type: ignore[misc]
    """The log to look at. Nothing in it is ever changed; amendments are appended over the API."""

    list_display = ("position", "type", "stream", "version", "recorded_at", "recorded_by")
    list_filter = ("type",)
    search_fields = ("id", "stream", "recorded_by")
    ordering = ("-position",)
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("access.read")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("access.read")
