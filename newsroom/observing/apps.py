"""Connects metrics, request ids and traces to what they observe."""

from django.apps import AppConfig
from django.conf import settings


class ObservingConfig(AppConfig):
    name = "newsroom.observing"
    label = "observing"

    def ready(self) -> None:
        from events.signals import appended
        from newsroom.observing import appends, request_id

        appended.connect(appends.observe, dispatch_uid="observing.appends")
        request_id.carry_into_tasks()
        if settings.NEWSROOM_TRACING:
            from newsroom.observing import tracing  # imports OpenTelemetry

            tracing.start(settings.NEWSROOM_TRACING_NAME)
