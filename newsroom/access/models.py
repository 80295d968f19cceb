"""API keys, and the rights that they and people may hold."""

from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.models import Group
from django.db import models
from rest_framework_api_key.crypto import KeyGenerator, concatenate


def new_prefix() -> str:
    return KeyGenerator().get_prefix()


class ApiKeyManager(models.Manager["ApiKey"]):
    def issue(self, **fields: Any) -> tuple["ApiKey", str]:
        """A new key, saved, and its text, which nobody can learn from it again.

        Raises IntegrityError for a `prefix` that another key has. Without one it is chosen.
        """
        key = self.model(**fields)
        text = key.generate()
        key.save()
        return key, text


class ApiKey(models.Model):
    """A program's credential, kept as a hash; its `name` is what the log shows as recorder.

    Several keys may carry one name, so that a program's key can be replaced by a new one
    while the old one still works.
    """

    name = models.CharField(max_length=50, help_text="Shown in the log as who recorded.")
    prefix = models.CharField(max_length=8, unique=True, editable=False)
    hashed_key = models.CharField(max_length=150, editable=False)
    group = models.ForeignKey(
        Group, on_delete=models.PROTECT, related_name="api_keys", help_text="What the key may do."
    )
    created = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField(null=True, blank=True, help_text="Never, if left empty.")
    last_used = models.DateTimeField(null=True, editable=False)
    """To the hour: so that a key in use costs no write with every request."""
    revoked = models.BooleanField(default=False, help_text="Takes effect at once and for good.")

    objects = ApiKeyManager()

    class Meta:
        ordering = ("-created",)
        verbose_name = "API key"
        permissions = (
            ("read", "Can read the views and the log"),
            ("append", "Can append facts, introductions and stories"),
            ("correct", "Can correct, retract, dispute and settle"),
            ("operate", "Can rebuild and retry projections"),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    def generate(self) -> str:
        self.prefix = self.prefix or new_prefix()
        text = concatenate(self.prefix, KeyGenerator().get_secret_key())
        self.hashed_key = KeyGenerator().hash(text)
        return text

    def new_secret(self) -> str:
        """Another text in place of one that nobody has; none where another came before, or where it
        is revoked.
        """
        text = concatenate(self.prefix, KeyGenerator().get_secret_key())
        hashed = KeyGenerator().hash(text)
        as_read = ApiKey.objects.filter(pk=self.pk, hashed_key=self.hashed_key, revoked=False)
        return text if as_read.update(hashed_key=hashed) else ""

    @property
    def is_live(self) -> bool:
        return not self.revoked and (self.expires is None or self.expires > datetime.now(UTC))
