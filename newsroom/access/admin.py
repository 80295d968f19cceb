"""Keys, people and groups in the admin: none is deleted, nobody gets rights beyond their own."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from events.admin import Listing
from newsroom.access.models import ApiKey

admin.site.unregister(User)
admin.site.unregister(Group)


@admin.register(ApiKey)
class ApiKeyAdmin(Listing):
    list_display = ("name", "prefix", "group", "created", "last_used", "expires", "revoked")
    list_filter = ("group", "revoked")
    search_fields = ("name", "prefix")
    fields = ("name", "group", "expires", "revoked")

    def get_readonly_fields(self, request: HttpRequest, obj: ApiKey | None = None) -> list[str]:
        """A key keeps the rights that it was issued with, and stays revoked."""
        kept = ["name", "group"]
        return [*kept, "revoked"] if obj and obj.revoked else kept

    def has_delete_permission(self, request: HttpRequest, obj: ApiKey | None = None) -> bool:
        return False  # the log names its keys for ever: revoke instead

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Keys are issued on the desk, which shows each once and keeps it nowhere."""
        return redirect("desk:access")


@admin.register(User)
class UserAdmin(DjangoUserAdmin, Listing):  # type: ignore[type-arg]
    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    list_display = ("username", "first_name", "last_name", "is_active", "is_staff", "last_login")

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """Whoever may change accounts may not make a superuser of one, such as the own."""
        given = ("last_login", "date_joined")
        return given if request.user.is_superuser else (*given, "is_superuser", "user_permissions")

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Whoever could set a superuser's password would be one."""
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return bool(super().has_change_permission(request, obj))

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False  # the log and the audit list name their people for ever: bar them instead


@admin.register(Group)
class GroupAdmin(DjangoGroupAdmin, Listing):
    """The four that the newsroom needs come back, with their rights, at the next migration."""

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        """A right given to a group is given to everybody in it."""
        return request.user.is_superuser

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser
