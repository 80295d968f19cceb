"""Which database is asked: a replica for what the API's views read, the primary for all else."""

from typing import Any

from django.db.models import Model

from events.log.connection import REPLICA, database

REPLICATED = frozenset({"events", "stories"})


class ReplicaRouter:
    """Who asks, and what they may do, is never read from a replica: a revoked key is refused at
    once."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str | None:
        return database() if model._meta.app_label in REPLICATED else None

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool:
        return True  # they are the same rows

    def allow_migrate(self, alias: str, app_label: str, **hints: Any) -> bool | None:
        return False if alias == REPLICA else None
