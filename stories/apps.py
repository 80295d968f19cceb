"""Connects the views to the log: an append wakes the workers, a dry run tells what would change in
them, and sentences of the log get their names."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class StoriesConfig(AppConfig):
    name = "stories"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from events import sentences
        from events.recording import preview as previews
        from events.signals import appended
        from stories import tasks
        from stories.engine import wake
        from stories.views.names_from_log import called
        from stories.views.previewing import preview_in_words

        def wake_on_append(**_: Any) -> None:
            wake.wake(tasks.advance_all)

        appended.connect(wake_on_append, weak=False, dispatch_uid="stories.wake")
        previews.register(preview_in_words)
        sentences.register(called)
        post_migrate.connect(_enter_projections, sender=self)


def _enter_projections(**_: Any) -> None:
    from stories.engine import checkpoints

    checkpoints.enter_projections()
