"""The operations page and what an operator does on it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from kombu.exceptions import OperationalError

from newsroom.audit import verification
from newsroom.audit.models import AuditEntry, Verification
from newsroom.audit.tasks import verify
from newsroom.celery import app as celery
from newsroom.desk.operations import broker
from stories.engine import rebuild
from stories.engine.registry import projection, projections
from stories.models import ParkedTrack, Rebuild

pytestmark = pytest.mark.usefixtures("empty_log")

PAGE = "/desk/operations/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def operator(upheaval: None, log_in: Callable[[str], Client]) -> Client:
    return log_in("operator")


def text(client: Client, path: str = PAGE, **given: Any) -> str:
    answer = client.get(path, **given)
    assert answer.status_code == 200
    return answer.content.decode()


def part(name: str) -> str:
    return f"{PAGE}projections/{name}/"


def test_the_page_takes_few_queries_however_many_are_parked(operator: Client) -> None:
    text(operator)
    with CaptureQueriesContext(
        connection,
    ) as few:
        text(operator)
    ParkedTrack.objects.bulk_create(
        ParkedTrack(projection="names", generation=1, track=f"t{n}", position=3, error="odd")
        for n in range(500)
    )
    with CaptureQueriesContext(connection) as many:
        told = text(operator)
    assert len(many) == len(few) <= 14
    assert "500 parked" in told
    assert told.count("Retry t") == 20
    assert "and 480 more" in told


def test_what_it_tells_of_projections_and_log(operator: Client) -> None:
    told = text(operator)
    assert told.count("up to date") == len(projections())
    assert "@14" in told
    assert "has not been verified here yet" in told
    assert 'hx-trigger="load delay' not in told


def test_a_rebuild_is_followed_until_it_is_swapped_in(operator: Client) -> None:
    begun = operator.post(f"{part('facts')}rebuild/", headers=HTMX).content.decode()
    assert "The rebuild of facts has begun" in begun
    assert f"{part('facts')}?said=0" in begun  # asks again
    again = operator.post(f"{part('facts')}rebuild/", headers=HTMX)
    assert again.status_code == 409
    assert "being rebuilt already" in again.content.decode()
    for one in Rebuild.objects.get().parts.all():
        rebuild.work(one.pk)
    done = text(operator, part("facts"), headers=HTMX)
    assert 'data-announce="Rebuild of facts: swapped"' in done
    assert "hx-trigger" not in done  # and asks no more
    assert "generation 2" in done


def test_progress_is_announced_in_steps(operator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuild, "CHUNK", 1)
    requested = rebuild.request("facts", parts=1)
    [one] = requested.parts.all()
    for _ in range(one.total // 2):
        rebuild._next_chunk(one.pk)
    told = text(operator, f"{part('facts')}?said=0", headers=HTMX)
    step = 100 * (one.total // 2) // one.total
    assert f'data-announce="Rebuild of facts: {step} percent"' in told
    assert "data-announce" not in text(operator, f"{part('facts')}?said=50", headers=HTMX)


def test_a_rebuild_is_cancelled(operator: Client) -> None:
    rebuild.request("names")
    told = operator.post(f"{part('names')}cancel/", headers=HTMX).content.decode()
    assert "is cancelled" in told
    assert Rebuild.objects.get().status == "cancelled"
    assert (
        "No rebuild of names is under way"
        in operator.post(f"{part('names')}cancel/", headers=HTMX).content.decode()
    )
    acts = AuditEntry.objects.filter(subject="names").order_by("id")
    assert list(acts.values_list("who", "act"))[-1:] == [("the-operator", "rebuild cancelled")]


def test_differences_are_told_and_may_be_accepted(
    operator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    requested = rebuild.request("tenures", parts=1)
    rebuild._end(requested, Rebuild.Status.REFUSED, "2 rows differ, in the tracks acme …")
    told = text(operator)
    assert "Last error: <code>2 rows differ, in the tracks acme …</code>" in told
    operator.post(f"{part('tenures')}rebuild/", {"accept_differences": "yes"})
    assert Rebuild.objects.latest("id").accept_differences
    monkeypatch.setattr(projection("names"), "version", 7, raising=False)
    assert "Version 7 of the code has come since" in text(operator, part("names"), headers=HTMX)


def test_one_parked_track_is_retried_and_then_all(operator: Client) -> None:
    for track in ("ada", "bob", "cem"):
        ParkedTrack.objects.create(
            projection="names", generation=1, track=track, position=2, error="odd"
        )
    told = text(operator)
    assert "3 parked" in told
    assert "Last error: <code>odd</code>" in told
    answer = operator.post(f"{part('names')}retry/", {"track": "bob"}, headers=HTMX)
    assert "1 caught up, 0 failed again" in answer.content.decode()
    left = ParkedTrack.objects.values_list("track", flat=True)
    assert sorted(left) == ["ada", "cem"]
    operator.post(f"{part('names')}retry/")
    assert not ParkedTrack.objects.exists()


def test_a_view_that_is_behind_says_how_far_and_how_long(
    operator: Client, record_one_more: Callable[[], None]
) -> None:
    record_one_more()
    told = text(operator, part("names"), headers=HTMX)
    assert "1 behind" in told
    assert "1 event, " in told


@pytest.fixture
def record_one_more() -> Callable[[], None]:
    from events.recording.service import record

    def one_more() -> None:
        given = {"type": "person.introduced", "data": {"person": "eve", "name": "Eve Ode"}}
        record([given], recorded_by="tests")

    return one_more


def test_a_verification_that_no_worker_can_be_called_to_is_told_and_can_be_asked_for_again(
    operator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No sweep calls one, as for a rebuild."""

    def nowhere(*_: Any, **__: Any) -> None:
        raise OperationalError

    with monkeypatch.context() as away:
        away.setattr(verify, "apply_async", nowhere)
        answer = operator.post(f"{PAGE}verify/", headers=HTMX)
    assert answer.status_code == 409
    assert "the broker does not answer" in answer.content.decode()
    begun = operator.post(f"{PAGE}verify/", headers=HTMX)
    assert (begun.status_code, Verification.objects.count()) == (200, 2)


def test_the_log_is_verified_and_the_result_shown(operator: Client) -> None:
    begun = operator.post(f"{PAGE}verify/", headers=HTMX).content.decode()
    assert "Waiting for a worker" in begun
    assert 'hx-trigger="load delay:1s"' in begun
    assert operator.post(f"{PAGE}verify/", headers=HTMX).status_code == 409
    verification.work(Verification.objects.get().pk)
    told = text(operator, f"{PAGE}chain/", headers=HTMX)
    assert "intact" in told
    assert "asked for by <bdi>the-operator</bdi>" in told
    assert "hx-trigger" not in told
    Verification.objects.update(status="broken", first_bad=9)
    assert "First bad position: <strong>@9</strong>" in text(operator)


def test_without_scripts_whoever_acts_comes_back_to_the_page(operator: Client) -> None:
    answer = operator.post(f"{part('facts')}rebuild/")
    assert answer.headers["Location"] == f"{PAGE}#projection-facts"
    told = text(operator)
    assert "The rebuild of facts has begun" in told
    for path in (part("facts"), f"{PAGE}chain/"):
        assert operator.get(path).headers["Location"].startswith(PAGE)
    assert operator.get(f"{PAGE}workers/").headers["Location"] == f"{PAGE}?workers="


def test_an_unknown_projection_is_not_found(operator: Client) -> None:
    for act in ("rebuild/", "cancel/", "retry/"):
        answer = operator.post(f"{part('nothing')}{act}")
        assert answer.status_code == 404
        assert "nothing" in answer.content.decode()


def test_workers_that_do_not_answer_are_waited_for_but_not_long(operator: Client) -> None:
    told = text(operator, f"{PAGE}?workers=")
    assert "none answered" in told


def test_a_broker_that_does_not_answer_is_told(
    operator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = celery.connection_for_read("redis://127.0.0.1:1/0")
    monkeypatch.setattr(broker, "_connection", lambda: nowhere)
    assert "The broker does not answer" in text(operator, f"{PAGE}?workers=")
