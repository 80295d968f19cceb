"""The composition root: what is put together here knows the apps, and no app knows it."""

from newsroom.celery import app as celery_app

__all__ = ["celery_app"]
