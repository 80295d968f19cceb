"""What the desk keeps for the people who work at it; nothing of it is in the record."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Draft(models.Model):
    """An event that somebody has begun to write, as the form stood."""

    id = models.UUIDField(primary_key=True, editable=False)
    """Also the idempotency key of what is recorded from it: a draft is recorded once."""
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts"
    )
    title = models.CharField(max_length=300)
    story = models.CharField(max_length=100, blank=True)
    entries = models.JSONField()
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("-updated_at",)
        indexes = [models.Index(fields=["owner", "-updated_at"], name="draft_of_owner")]

    def __str__(self) -> str:
        return self.title
