"""Names locked out of logging in after failures, as django-axes keeps them: listed and lifted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from axes.conf import settings
from axes.helpers import get_cool_off
from axes.signals import user_locked_out
from axes.utils import reset
from django.http import HttpRequest

SHOWN = 50
LONGEST_NAME = 255


@dataclass(frozen=True, slots=True)
class Lock:
    """A name that nobody may log in by from an address, until then."""

    username: str
    address: str
    failures: int
    until: datetime


def on_lockout(hear: Callable[..., None]) -> None:
    user_locked_out.connect(hear, dispatch_uid="audit")


def locks(now: datetime) -> list[Lock]:
    """Those that hold, the latest first."""
    from axes.models import AccessAttempt  # models must wait until Django is ready

    pause = get_cool_off() or timedelta.max
    limit = settings.AXES_FAILURE_LIMIT
    held = AccessAttempt.objects.filter(
        failures_since_start__gte=limit, attempt_time__gt=now - pause
    )
    return [
        Lock(one.username or "", one.ip_address, one.failures_since_start, one.attempt_time + pause)
        for one in held.order_by("-attempt_time")[:SHOWN]
    ]


def let_in(username: str, address: str) -> bool:
    """Lift a lock; False where there is none."""
    return bool(reset(username=username, ip=address))


def username(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """What axes counts by; no longer than its column, which would answer a long name by a 500."""
    given = (credentials or {}).get("username") or request.POST.get("username") or ""
    return str(given)[:LONGEST_NAME]
