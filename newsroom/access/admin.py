from django.contrib import admin, messages
from django.forms import ModelForm
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from newsroom.access.models import ApiKey


@admin.register(ApiKey)
class ApiKeyAdmin(ModelAdmin):  # type: ignore[misc]
    list_display = ("name", "prefix", "group", "created", "expires", "revoked")
    list_filter = ("group", "revoked")
    search_fields = ("name", "prefix")
    fields = ("name", "group", "expires", "revoked")

    def get_readonly_fields(self, request: HttpRequest, obj: ApiKey | None = None) -> list[str]:
        return ["name", "revoked"] if obj and obj.revoked else ["name"] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: ApiKey | None = None) -> bool:
        return False  # the log names its keys for ever: revoke instead

    def save_model(
        self, request: HttpRequest, obj: ApiKey, form: ModelForm[ApiKey], change: bool
    ) -> None:
        if change:
            super().save_model(request, obj, form, change)
            return
        key = obj.generate()
        super().save_model(request, obj, form, change)
        messages.warning(request, f"The key, shown only this once: {key}")
