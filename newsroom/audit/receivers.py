"""What is entered without anybody asking for it: logins, keys, accounts, operations.

They receive Django's signals and the engine's, so an act is entered whichever way it was done: on
the desk, in the admin, over REST or by a command.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, User
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.http import HttpRequest

from newsroom.access.models import ApiKey
from newsroom.audit import login_locks
from newsroom.audit.models import Act
from newsroom.audit.recording import record_audit
from stories.engine.signals import Operation, operated

WATCHED: Mapping[type[Model], tuple[str, ...]] = {
    User: ("username", "email", "is_active", "is_staff", "is_superuser", "password"),
    ApiKey: ("name", "group", "expires", "revoked"),
}
# Django saves this alone when it hashes a known password by a newer method: nobody set one.
REHASHED = {"password"}


def connect() -> None:
    user_logged_in.connect(_logged_in, dispatch_uid="audit")
    user_logged_out.connect(_logged_out, dispatch_uid="audit")
    user_login_failed.connect(_login_failed, dispatch_uid="audit")
    login_locks.on_lockout(_locked_out)
    for model in WATCHED:
        pre_save.connect(_remember, sender=model, dispatch_uid="audit")
    post_save.connect(_key_saved, sender=ApiKey, dispatch_uid="audit")
    post_save.connect(_person_saved, sender=User, dispatch_uid="audit")
    post_delete.connect(_person_removed, sender=User, dispatch_uid="audit")
    m2m_changed.connect(_groups_set, sender=User.groups.through, dispatch_uid="audit")
    operated.connect(_operated, dispatch_uid="audit")


def _logged_in(request: HttpRequest, user: User, **_: Any) -> None:
    record_audit(Act.LOGGED_IN, user.get_username(), request=request)


def _logged_out(request: HttpRequest, user: User | None, **_: Any) -> None:
    if user is not None:
        record_audit(Act.LOGGED_OUT, user.get_username(), request=request)


def _login_failed(
    credentials: Mapping[str, Any], request: HttpRequest | None = None, **_: Any
) -> None:
    record_audit(Act.LOGIN_FAILED, str(credentials.get("username") or ""), request=request)


def _locked_out(request: HttpRequest, username: str | None = None, **_: Any) -> None:
    record_audit(Act.LOCKED_OUT, username or "", request=request)


def _remember(
    sender: type[Model], instance: Any, update_fields: frozenset[str] | None = None, **_: Any
) -> None:
    """What was there before, for a save that can change something of it."""
    fields = WATCHED[sender]
    touched = instance.pk and (update_fields is None or update_fields & (set(fields) - REHASHED))
    instance.audited = (
        sender._default_manager.filter(pk=instance.pk).values(*fields).first() if touched else None
    )


def _changes(instance: Any) -> dict[str, tuple[Any, Any]]:
    """Fields with what was and is in them; empty where nothing was remembered."""
    now = {
        name: instance._meta.get_field(name).value_from_object(instance) for name in _was(instance)
    }
    return {name: (was, now[name]) for name, was in _was(instance).items() if was != now[name]}


def _was(instance: Any) -> dict[str, Any]:
    return instance.audited or {}


def _key_saved(instance: ApiKey, *, created: bool, **_: Any) -> None:
    until = f"until {instance.expires:%Y-%m-%d %H:%M %Z}" if instance.expires else "does not expire"
    told = f"group {instance.group.name}, {until}"
    if created:
        record_audit(Act.KEY_ISSUED, str(instance), told)
        return
    changes = _changes(instance)
    if changes.pop("revoked", (None, False))[1]:
        record_audit(Act.KEY_REVOKED, str(instance))
    if changes:
        record_audit(Act.KEY_CHANGED, str(instance), told)


def _person_saved(instance: User, *, created: bool, **_: Any) -> None:
    name = instance.get_username()
    if created:
        record_audit(Act.PERSON_ADDED, name, "superuser" if instance.is_superuser else "")
        return
    changes = _changes(instance)
    if changes.pop("password", None):
        record_audit(Act.PASSWORD_SET, name)
    if changes:
        told = "; ".join(f"{field}: {was} → {now}" for field, (was, now) in changes.items())
        record_audit(Act.PERSON_CHANGED, name, told)


def _person_removed(instance: User, **_: Any) -> None:
    record_audit(Act.PERSON_REMOVED, instance.get_username())


def _groups_set(
    instance: Any, action: str, pk_set: set[int] | None, *, reverse: bool, **_: Any
) -> None:
    """`user.groups` or `group.user_set`, whichever side it was done from."""
    if action not in {"post_add", "post_remove", "post_clear"} or pk_set == set():
        return
    people = [instance]
    if reverse:
        people = list(get_user_model().objects.filter(pk__in=pk_set or ()))
    for person in people:
        groups = Group.objects.filter(user=person).order_by("name").values_list("name", flat=True)
        record_audit(Act.GROUPS_SET, person.get_username(), ", ".join(groups) or "none")


def _operated(act: Operation, subject: str, detail: str = "", **_: Any) -> None:
    record_audit(Act(act), subject, detail)
