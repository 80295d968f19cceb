"""The audit list and verifications of the log in the admin, to look at."""

from django.contrib import admin
from django.http import HttpRequest

from events.admin import ReadOnlyAdmin
from newsroom.audit.models import AuditEntry, Verification
from stories.admin import OperatorAdmin


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    list_display = ("at", "who", "act", "subject", "detail", "address")
    list_filter = ("act",)
    search_fields = ("who", "subject")
    ordering = ("-id",)

    def has_view_permission(self, request: HttpRequest, obj: AuditEntry | None = None) -> bool:
        return request.user.has_perm("auth.change_user")


@admin.register(Verification)
class VerificationAdmin(OperatorAdmin):
    list_display = ("requested_at", "requested_by", "status", "total", "first_bad", "finished_at")
    ordering = ("-id",)
