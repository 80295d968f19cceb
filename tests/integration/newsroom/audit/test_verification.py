"""The chain of the log recomputed by a worker, with what came of it kept."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from events.log import verify
from events.log.read import read_after
from events.recording.service import record
from newsroom.audit import verification
from newsroom.audit.models import AuditEntry, Verification
from tests.integration.upheaval import opening

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_log")]


@pytest.fixture
def small_log(empty_log: None) -> int:
    return record(opening(), recorded_by="tests").position


def worked(requested: Verification) -> Verification:
    verification.work(requested.pk)
    requested.refresh_from_db()
    return requested


def test_an_intact_log_with_its_last_hash(small_log: int) -> None:
    started = AuditEntry.objects.filter(act="verification started")
    before = started.count()
    found = worked(verification.request("ada"))
    [last] = read_after(small_log - 1, 1)
    assert (found.status, found.first_bad, found.total) == ("intact", None, small_log)
    assert (found.done, found.last_hash) == (small_log, last.hash.hex())
    assert found.finished_at is not None
    assert started.count() == before + 1


def test_a_tampered_log_with_the_first_bad_position() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE events_event DISABLE TRIGGER USER")
        cursor.execute("UPDATE events_event SET recorded_by = 'nobody' WHERE position = 3")
        cursor.execute("ALTER TABLE events_event ENABLE TRIGGER USER")
    found = worked(verification.request("ada"))
    assert (found.status, found.first_bad) == ("broken", 3)


def test_one_at_a_time_unless_the_worker_has_fallen_silent() -> None:
    first = verification.request("ada")
    with pytest.raises(verification.AlreadyVerifying):
        verification.request("bob")
    silent = timezone.now() - verification.SILENCE - timedelta(seconds=1)
    Verification.objects.update(alive_at=silent)
    second = verification.request("bob")
    first.refresh_from_db()
    assert first.status == "stopped"
    assert worked(first).status == "stopped"  # its call arrives after all
    assert worked(second).status == "intact"


def test_a_call_that_comes_twice_begins_anew_but_never_after_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    requested = verification.request("ada")
    whole = verify.verify
    monkeypatch.setattr(verify, "verify", killed)
    with pytest.raises(KeyboardInterrupt):
        verification.work(requested.pk)
    requested.refresh_from_db()
    assert requested.status == "running"
    monkeypatch.setattr(verify, "verify", whole)
    assert worked(requested).status == "intact"
    monkeypatch.setattr(verify, "verify", killed)
    verification.work(requested.pk)


def test_one_that_is_given_up_while_it_runs_stays_so(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = verify.verify

    def given_up(say: verify.Progress) -> int | None:
        Verification.objects.update(alive_at=timezone.now() - 2 * verification.SILENCE)
        monkeypatch.setattr(verify, "verify", whole)
        assert worked(verification.request("bob")).status == "intact"
        return whole(say)

    monkeypatch.setattr(verify, "verify", given_up)
    assert worked(verification.request("ada")).status == "stopped"


def killed(*_: Any) -> None:
    raise KeyboardInterrupt


def test_progress_is_kept_while_it_runs(monkeypatch: pytest.MonkeyPatch, small_log: int) -> None:
    seen = []

    def watched(say: verify.Progress) -> None:
        say(5, small_log)
        seen.append(Verification.objects.values_list("status", "done", "total").get())

    monkeypatch.setattr(verification, "REPORT_SECONDS", 0.0)
    monkeypatch.setattr(verify, "verify", watched)
    worked(verification.request("ada"))
    assert seen == [("running", 5, small_log)]
