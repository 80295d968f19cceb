from django.contrib.auth.models import Group
from django.db import models
from rest_framework_api_key.models import AbstractAPIKey


class ApiKey(AbstractAPIKey):
    """A program's credential, kept as a hash; its `name` is what the log shows as recorder.

    Several keys may carry one name, so that a program's key can be replaced by a new one
    while the old one still works.
    """

    group = models.ForeignKey(
        Group,
        on_delete=models.PROTECT,
        related_name="api_keys",
        help_text="What the key may do.",
    )

    class Meta(AbstractAPIKey.Meta):
        permissions = (
            ("read", "Can read the views and the log"),
            ("append", "Can append facts, introductions and stories"),
            ("correct", "Can correct, retract, dispute and settle"),
            ("operate", "Can rebuild and retry projections"),
        )
