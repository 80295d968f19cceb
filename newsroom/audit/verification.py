"""The chain of the log recomputed by a worker, with its progress and result kept."""

from __future__ import annotations

import time
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from events.log import verify
from events.log.read import head, read_after
from newsroom.audit.models import Act, Verification
from newsroom.audit.recording import record_audit

SILENCE = timedelta(minutes=1)
"""A verification of which no worker has said anything for so long may be begun anew."""
REPORT_SECONDS = 0.5
Status = Verification.Status


class AlreadyVerifying(RuntimeError):
    """A verification is under way."""


def request(by: str) -> Verification:
    """Enter a verification, for the caller to call a worker to. Raises AlreadyVerifying."""
    silent = Verification.objects.filter(
        status__in=Verification.UNDER_WAY, alive_at__lt=timezone.now() - SILENCE
    )
    try:
        with transaction.atomic():
            silent.update(status=Status.STOPPED, finished_at=timezone.now())
            requested = Verification.objects.create(requested_by=by, total=head())
            record_audit(Act.VERIFICATION_STARTED, f"the log up to {requested.total}")
            return requested
    except IntegrityError as error:
        raise AlreadyVerifying("the log is being verified already") from error


def stop(requested: Verification) -> None:
    """Of one that no worker can be called to: another may be asked for at once."""
    own = Verification.objects.filter(pk=requested.pk, status=Status.WAITING)
    own.update(status=Status.STOPPED, finished_at=timezone.now())


def work(verification_id: int) -> None:
    """Verify, and keep what was found. A second call to the same one, as a broker may make after
    a worker was killed, begins anew; one to a verification that has ended does nothing, and nothing
    is kept of one that is given up meanwhile."""
    own = Verification.objects.filter(pk=verification_id, status__in=Verification.UNDER_WAY)
    if not own.update(status=Status.RUNNING, alive_at=timezone.now(), done=0):
        return
    said = time.monotonic()

    def say(done: int, total: int) -> None:
        nonlocal said
        if done == total or time.monotonic() - said > REPORT_SECONDS:
            said = time.monotonic()
            own.update(done=done, total=total, alive_at=timezone.now())

    first_bad = verify.verify(say)
    verified = own.values_list("total", flat=True).first()
    last = read_after(verified - 1, 1) if verified else []
    own.update(
        status=Status.INTACT if first_bad is None else Status.BROKEN,
        first_bad=first_bad,
        # To be noted elsewhere: a log that was cut off at its end is whole in itself.
        last_hash=last[0].hash.hex() if last else "",
        finished_at=timezone.now(),
    )
