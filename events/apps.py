"""Gives the runtime role its rights once the tables are there."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class EventsConfig(AppConfig):
    name = "events"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(_grant_privileges, sender=self)


def _grant_privileges(using: str, **_: Any) -> None:
    from events.log.privileges import grant

    grant(using)
