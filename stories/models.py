"""Tables of the views: one per projection, made from its Row, and the engine's own state."""

from __future__ import annotations

from django.db import models

from stories.engine.registry import projections
from stories.engine.tables import make_model

ROW_MODELS: dict[str, type[models.Model]] = {
    name: make_model(projection) for name, projection in projections().items()
}
# Under their own names, as if each was written here: `manage.py shell` imports them so.
globals().update({model.__name__: model for model in ROW_MODELS.values()})


def row_model(name: str) -> type[models.Model]:
    """The model of a projection's rows."""
    return ROW_MODELS[name]


class ProjectionState(models.Model):
    """Which generation of a projection's rows readers see, and by which version of its code."""

    name = models.TextField(primary_key=True)
    generation = models.IntegerField(default=1)
    version = models.IntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.name}, generation {self.generation}"


class Checkpoint(models.Model):
    """Up to which position of the log a slice of a generation has been derived."""

    projection = models.TextField()
    generation = models.IntegerField()
    slice = models.IntegerField()
    slices = models.IntegerField()
    position = models.BigIntegerField(default=0)
    advanced_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["projection", "generation", "slice"], name="checkpoint_slice"
            )
        ]

    def __str__(self) -> str:
        return f"{self.projection} {self.generation}/{self.slice} at {self.position}"


class ParkedTrack(models.Model):
    """A track that could not be derived at a position, and waits for a retry."""

    projection = models.TextField()
    generation = models.IntegerField()
    track = models.TextField()
    position = models.BigIntegerField()
    error = models.TextField()
    parked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["projection", "generation", "track"], name="parked_track"
            )
        ]

    def __str__(self) -> str:
        return f"{self.projection} {self.track} at {self.position}"


class Rebuild(models.Model):
    """One derivation anew of a projection, from its request to its end."""

    class Status(models.TextChoices):
        BUILDING = "building"
        SWAPPED = "swapped"
        REFUSED = "refused"
        CANCELLED = "cancelled"

    projection = models.TextField()
    generation = models.IntegerField()
    version = models.IntegerField(db_default=0)
    """Of the rules that it derives by; 0 where it was begun before rebuilds said so."""
    target = models.BigIntegerField()
    accept_differences = models.BooleanField(default=False)
    status = models.TextField(choices=Status.choices, default=Status.BUILDING)
    detail = models.TextField(default="", blank=True)
    requested_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["projection"],
                condition=models.Q(status="building"),
                name="one_rebuild_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"rebuild of {self.projection}: {self.status}"


class RebuildPart(models.Model):
    """A share of a rebuild's tracks that one process works through, and how far it has come."""

    rebuild = models.ForeignKey(Rebuild, on_delete=models.CASCADE, related_name="parts")
    part = models.IntegerField()
    bookmark = models.TextField(default="", blank=True)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    finished = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rebuild", "part"], name="rebuild_part")]

    def __str__(self) -> str:
        return f"part {self.part} of {self.rebuild}: {self.done}/{self.total}"
