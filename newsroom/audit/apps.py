"""Connects the audit list to what it hears of."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "newsroom.audit"
    label = "audit"
    verbose_name = "Audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from newsroom.audit import receivers

        receivers.connect()
