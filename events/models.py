"""The log's tables as Django models, for reading.

The tables are made by `events/sql` and written only by its functions: the models are unmanaged, so
that Django neither alters them nor empties them (`flush`, between tests).
"""

from django.db import models


class Event(models.Model):
    """One entry of the log. `root` is the original that it amends, or its own id; see
    `events.recorded` for what `content` holds."""

    position = models.BigIntegerField(primary_key=True)
    id = models.UUIDField(unique=True)
    stream = models.TextField()
    version = models.IntegerField()
    type = models.TextField()
    schema = models.SmallIntegerField()
    recorded_at = models.DateTimeField()
    recorded_by = models.TextField()
    root = models.UUIDField()
    content = models.JSONField()
    hash = models.BinaryField()

    class Meta:
        managed = False
        db_table = "events_event"
        ordering = ("position",)

    def __str__(self) -> str:
        return f"{self.position} {self.type}"


class Mention(models.Model):
    """An event names an entity, a story or a post, or (its own id) is an original.

    `type` is that of the original, `root`, which an amendment belongs to.
    """

    pk = models.CompositePrimaryKey("entity", "position")
    entity = models.TextField()
    type = models.TextField()
    position = models.BigIntegerField()
    root = models.UUIDField()

    class Meta:
        managed = False
        db_table = "events_mention"

    def __str__(self) -> str:
        return f"{self.entity} @{self.position}"


class Entity(models.Model):
    """A slug that was introduced: a person, an organization, a work or a story.

    A story may have the slug of an entity: ask for `id` together with `kind`.
    """

    key = models.TextField(primary_key=True)
    id = models.TextField()
    kind = models.TextField()
    position = models.BigIntegerField()

    class Meta:
        managed = False
        db_table = "events_entity"
        verbose_name_plural = "entities"

    def __str__(self) -> str:
        return self.key


class IdempotencyKey(models.Model):
    """What a caller's key was answered: `answer` is the list of the events appended by it, `digest`
    stands for the body that it came with."""

    pk = models.CompositePrimaryKey("caller", "key")
    caller = models.TextField()
    key = models.TextField()
    digest = models.BinaryField()
    answer = models.JSONField()
    created_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = "events_idempotencykey"

    def __str__(self) -> str:
        return f"{self.caller}: {self.key}"
