"""The groups of the newsroom and what each may do."""

from collections.abc import Mapping
from typing import Any

from django.apps import AppConfig
from django.contrib.auth.management import create_permissions
from django.db import DEFAULT_DB_ALIAS

from events.api.permissions import Action

GROUPS: Mapping[str, tuple[Action, ...]] = {
    "reader": ("read",),
    "reporter": ("read", "append"),
    "editor": ("read", "append", "correct"),
    "operator": ("read", "operate"),
}


def ensure_groups(
    sender: AppConfig, using: str = DEFAULT_DB_ALIAS, verbosity: int = 1, **_: Any
) -> None:
    """Creates what is missing and grants what the table says; takes nothing away."""
    from django.contrib.auth.models import Group, Permission

    create_permissions(sender, verbosity=verbosity, interactive=False, using=using)
    rights = {
        right.codename: right
        for right in Permission.objects.using(using).filter(content_type__app_label=sender.label)
    }
    for name, actions in GROUPS.items():
        group, _created = Group.objects.using(using).get_or_create(name=name)
        group.permissions.add(*(rights[action] for action in actions))
