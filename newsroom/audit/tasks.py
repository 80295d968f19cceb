"""The verification of the log as a task of a worker."""

from celery import shared_task

from newsroom.audit import verification


@shared_task(name="newsroom.audit.tasks.verify", ignore_result=True)
def verify(verification_id: int) -> None:
    """Recompute the hash chain of the log."""
    verification.work(verification_id)
