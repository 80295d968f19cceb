"""The audit list, which only grows, and verifications of the log."""

from django.db import models
from django.db.models.functions import Now

from stories.engine.signals import Operation


class Act(models.TextChoices):
    """What is entered. What editors record is not: the log itself says who recorded it."""

    LOGGED_IN = "logged in"
    LOGGED_OUT = "logged out"
    LOGIN_FAILED = "login failed"
    LOCKED_OUT = "locked out"
    LET_IN = "lock lifted"
    KEY_ISSUED = "key issued"
    KEY_CHANGED = "key changed"
    KEY_REVOKED = "key revoked"
    PERSON_ADDED = "person added"
    PERSON_CHANGED = "person changed"
    PERSON_REMOVED = "person removed"
    GROUPS_SET = "groups set"
    PASSWORD_SET = "password set"  # noqa: S105 - the name of an act
    LINK_ISSUED = "password link issued"
    REBUILD_STARTED = Operation.REBUILD_STARTED.value
    REBUILD_CANCELLED = Operation.REBUILD_CANCELLED.value
    TRACKS_RETRIED = Operation.TRACKS_RETRIED.value
    VERIFICATION_STARTED = "verification started"


class AuditEntry(models.Model):
    """One act. The table is made by a migration's SQL, which also has it refuse every change;
    unmanaged, so that Django neither alters nor empties it. Names are kept as text: an entry
    outlives the account that it is about."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_default=Now())
    who = models.TextField()
    act = models.TextField()
    subject = models.TextField()
    detail = models.TextField()
    address = models.GenericIPAddressField(null=True)

    class Meta:
        managed = False
        db_table = "audit_entry"
        ordering = ("-id",)
        verbose_name_plural = "audit entries"

    def __str__(self) -> str:
        return f"{self.who} {self.act} {self.subject}".strip()


class Verification(models.Model):
    """One recomputation of the log's hash chain by a worker, how far it is and what it found."""

    class Status(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        INTACT = "intact"
        BROKEN = "broken"
        STOPPED = "stopped"

    UNDER_WAY = (Status.WAITING, Status.RUNNING)

    status = models.TextField(choices=Status.choices, default=Status.WAITING)
    requested_by = models.TextField()
    requested_at = models.DateTimeField(auto_now_add=True)
    alive_at = models.DateTimeField(auto_now_add=True)
    """When a worker last said how far it is."""
    finished_at = models.DateTimeField(null=True)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    first_bad = models.BigIntegerField(null=True)
    last_hash = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                models.Value(1),
                condition=models.Q(status__in=("waiting", "running")),
                name="one_verification_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"verification of {self.requested_at:%Y-%m-%d %H:%M}: {self.status}"

    @property
    def under_way(self) -> bool:
        return self.status in self.UNDER_WAY
