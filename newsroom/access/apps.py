"""Makes the groups, and tells the OpenAPI document of keys."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccessConfig(AppConfig):
    name = "newsroom.access"
    label = "access"
    verbose_name = "Access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from newsroom.access import openapi  # noqa: F401 - registers the scheme by being there
        from newsroom.access.groups import ensure_groups

        # After every migrate, not in a migration: permissions exist only then, and a flushed
        # test database gets its groups back.
        post_migrate.connect(ensure_groups, sender=self, dispatch_uid="access.ensure_groups")
