"""Rebuild: equal rows, past ones too; resumable, cancellable, refused when it differs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from events.models import Event
from stories.engine import advance, checkpoints, clearing, parking, rebuild
from stories.engine.advance import advance_once, catch_up
from stories.engine.fold import Parked
from stories.engine.registry import projection, projections
from stories.engine.uptake import take_up
from stories.management.commands import rebuild_projection
from stories.models import (
    Checkpoint,
    ParkedTrack,
    ProjectionState,
    Rebuild,
    RebuildPart,
    row_model,
)
from tests.integration.stories.engine.conftest import (
    appointment,
    departure,
    fact,
    introduction,
)
from tests.integration.stories.engine.snapshot import snapshot


@pytest.fixture
def crisis(tell: Callable[..., int]) -> Callable[..., int]:
    tell(appointment("sam-altman", "2019-03"))
    tell(departure("sam-altman", "2023-11-17"))
    tell(departure("sam-altman", "2023-11-19"))  # a second date: a contradiction
    control = {"controller": "sam-altman", "controlled": "openai", "kind": "other"}
    tell(fact("control.established", "2020", **control))
    tell({"type": "entity.merged", "data": {"entity": "mira-murati", "into": "sam-altman"}})
    catch_up()
    return tell


def work_all(requested: Rebuild) -> None:
    for part in requested.parts.values_list("id", flat=True):
        rebuild.work(part)


@pytest.mark.parametrize("parts", [1, 3])
@pytest.mark.parametrize("name", list(projections()))
def test_a_rebuild_gives_the_same_rows_with_their_past(
    crisis: Callable[..., int], name: str, parts: int
) -> None:
    before = snapshot(name)
    requested = rebuild.request(name, parts=parts)
    work_all(requested)
    requested.refresh_from_db()
    assert (requested.status, requested.detail) == ("swapped", "equal to the generation before")
    assert checkpoints.live_generation(name) == 2
    told = set(Event.objects.values_list("type", flat=True))
    assert bool(before) == bool(told & (projection(name).types or told))
    assert snapshot(name) == before


def test_chains_of_control_are_followed_to_their_end(
    tell: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """However their links come, and though each home is derived by itself."""
    slugs = ("acme", "group", "holding", "apex", "mill")
    tell(*(introduction("organization", slug, kind="company") for slug in slugs))

    def controls(controller: str, controlled: str, since: str) -> int:
        said = {"controller": controller, "controlled": controlled, "kind": "full"}
        position = tell(fact("control.established", since, **said))
        catch_up()
        return position

    first = controls("acme", "mill", "2019")
    for controller, controlled in reversed(list(pairwise(slugs))):
        last = controls(controller, controlled, "2020")
    found = row_model("contradictions")._default_manager.values_list("known_from", "known_to")
    assert list(found) == [(first + 1, last)]
    before = snapshot("contradictions")
    monkeypatch.setattr(rebuild, "CHUNK", 1)
    requested = rebuild.request("contradictions", parts=1)
    work_all(requested)
    requested.refresh_from_db()
    assert (requested.status, requested.detail) == ("swapped", "equal to the generation before")
    assert snapshot("contradictions") == before


@pytest.mark.parametrize("name", list(projections()))
def test_a_rebuild_that_is_done_says_so_whatever_was_amended(
    crisis: Callable[..., int], name: str
) -> None:
    """Amendments are walked over with the facts, so they count as well."""
    first = Event.objects.filter(type="person.departed").earliest("position")
    told = {"event": str(first.id), "reason": "misread", "public_note": "It was not so."}
    crisis({"type": "event.retracted", "data": told})
    requested = rebuild.request(name, parts=2)
    work_all(requested)
    walked = rebuild.progress_of(requested)
    assert walked.done == walked.total > 0
    requested.refresh_from_db()
    assert (requested.status, requested.detail) == ("swapped", "equal to the generation before")


def test_a_disputed_appointment_is_found_with_its_person_too(crisis: Callable[..., int]) -> None:
    """What is about posts is an organisation's, but a dispute of whom the fact names first."""
    crisis(introduction("person", "greg-brockman"))
    appointed = Event.objects.get(position=crisis(appointment("greg-brockman", "2017", "cto")))
    told = {"event": str(appointed.id), "account": "He never was.", "what": "happened"}
    crisis({"type": "event.disputed", "data": told, "citations": [{"source": "a-paper"}]})
    catch_up()
    before = snapshot("contradictions")
    assert any("greg-brockman/disputed/" in repr(row) for row in before)
    work_all(rebuild.request("contradictions", parts=2))
    assert checkpoints.live_generation("contradictions") == 2
    assert snapshot("contradictions") == before


def test_events_appended_meanwhile_are_caught_up_before_the_swap(
    crisis: Callable[..., int],
) -> None:
    requested = rebuild.request("tenures", parts=1)
    crisis(appointment("mira-murati", "2023-11-17", "cto"))
    catch_up()
    before = snapshot("tenures")
    work_all(requested)
    assert checkpoints.live_generation("tenures") == 2
    assert snapshot("tenures") == before


def test_views_that_lag_are_caught_up_before_they_are_compared(
    crisis: Callable[..., int],
) -> None:
    crisis(appointment("mira-murati", "2023-11-17", "cto"))
    requested = rebuild.request("tenures", parts=1)
    work_all(requested)
    requested.refresh_from_db()
    assert (requested.status, requested.detail) == ("swapped", "equal to the generation before")


def test_a_killed_rebuild_goes_on_where_it_stopped(
    crisis: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def kill() -> None:
        raise Killed

    monkeypatch.setattr(rebuild, "CHUNK", 1)
    before = snapshot("facts")
    requested = rebuild.request("facts", parts=1)
    part = requested.parts.get()
    with pytest.raises(Killed):
        rebuild.work(part.pk, on_chunk=kill)
    part.refresh_from_db()
    assert (part.done, part.finished) == (1, False)
    rebuild.work(part.pk)
    assert checkpoints.live_generation("facts") == 2
    assert snapshot("facts") == before


def test_a_rebuild_that_was_killed_while_it_caught_up_stays_cut_as_it_was(
    crisis: Callable[..., int], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else two workers would be at one track, each for a slice of its own."""

    class Killed(BaseException):
        pass

    def kill(*_: Any) -> None:
        raise Killed

    requested = rebuild.request("tenures", parts=1)
    with monkeypatch.context() as patch:
        patch.setattr(rebuild, "advance_once", kill)
        with pytest.raises(Killed):
            work_all(requested)
    settings.NEWSROOM_SLICES = {"tenures": 2}
    rebuild.finish(requested.pk)
    assert checkpoints.live_generation("tenures") == 2
    assert list(
        Checkpoint.objects.filter(projection="tenures", generation=2).values_list("slice", "slices")
    ) == [(0, 1)]


def test_only_one_rebuild_of_a_projection_at_a_time(crisis: Callable[..., int]) -> None:
    rebuild.request("tenures")
    with pytest.raises(rebuild.AlreadyRebuilding):
        rebuild.request("tenures")
    rebuild.request("names")


def test_a_cancelled_rebuild_leaves_no_rows_and_the_live_ones_untouched(
    crisis: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuild, "CHUNK", 1)
    before = snapshot("facts")
    requested = rebuild.request("facts", parts=2)
    first, second = requested.parts.all()
    rebuild._next_chunk(first.pk)
    parking.park("facts", 2, [Parked("a-fact", 1, "no such thing")])
    assert rebuild.cancel("facts")
    assert not ParkedTrack.objects.exists()
    rebuild.work(second.pk)
    assert not row_model("facts")._default_manager.filter(generation=2).exists()
    assert checkpoints.live_generation("facts") == 1
    assert snapshot("facts") == before
    assert not rebuild.cancel("facts")
    assert rebuild.request("facts").generation == 3


def test_a_cancelled_rebuild_is_that_of_its_projection(crisis: Callable[..., int]) -> None:
    other = rebuild.request("names", parts=1)
    assert not rebuild.cancel("facts")
    rebuild.request("facts", parts=1)
    assert rebuild.cancel("facts")
    work_all(other)
    assert checkpoints.live_generation("names") == 2


def test_what_is_not_derived_yet_is_not_caught_up(crisis: Callable[..., int]) -> None:
    """What came since would be derived without what was there before."""
    requested = rebuild.request("tenures", parts=2)
    crisis(appointment("sam-altman", "2023-11-22"))
    rebuild.finish(requested.pk)
    assert not Checkpoint.objects.filter(generation=2).exists()
    assert checkpoints.live_generation("tenures") == 1


def test_a_rebuild_cancelled_while_it_catches_up_is_not_swapped_in(
    crisis: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def cancelled_meanwhile(*arguments: Any) -> Any:
        rebuild.cancel("tenures")
        return advance_once(*arguments)

    monkeypatch.setattr(rebuild, "advance_once", cancelled_meanwhile)
    work_all(rebuild.request("tenures", parts=1, accept_differences=True))
    assert checkpoints.live_generation("tenures") == 1
    assert Rebuild.objects.get().status == "cancelled"


def test_clearing_away_leaves_the_books_of_what_is_read(
    crisis: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    work_all(rebuild.request("tenures", parts=1))
    for name, generation in (("tenures", 1), ("tenures", 2), ("facts", 1)):
        parking.park(name, generation, [Parked("openai/post/ceo", 1, "no such thing")])
    monkeypatch.setattr(clearing, "GRACE", -clearing.GRACE)
    clearing.clear_away()
    parked = set(ParkedTrack.objects.values_list("projection", "generation"))
    assert parked == {("tenures", 2), ("facts", 1)}
    assert dict(Checkpoint.objects.values_list("projection", "generation")) == {
        name: checkpoints.live_generation(name) for name in projections()
    }


def test_what_was_replaced_just_now_stays_for_its_own_readers(
    crisis: Callable[..., int],
) -> None:
    work_all(rebuild.request("tenures", parts=1))
    Rebuild.objects.update(finished_at=timezone.now() - 2 * clearing.GRACE)
    work_all(rebuild.request("tenures", parts=1))
    rows = row_model("tenures")._default_manager
    clearing.clear_away()
    assert rows.filter(generation=2).exists()
    assert not rows.filter(generation=1).exists()  # however often it is rebuilt
    Rebuild.objects.update(finished_at=timezone.now() - 2 * clearing.GRACE)
    work_all(rebuild.request("names", parts=1))
    clearing.clear_away()
    assert not rows.exclude(generation=3).exists()


def test_what_one_that_was_given_up_did_not_replace_stays_for_its_readers_too(
    crisis: Callable[..., int],
) -> None:
    rebuild.request("tenures", parts=1)
    rebuild.cancel("tenures")
    Rebuild.objects.update(finished_at=timezone.now() - 2 * clearing.GRACE)
    work_all(rebuild.request("tenures", parts=1))
    clearing.clear_away()
    assert row_model("tenures")._default_manager.filter(generation=1).exists()


def test_what_is_being_built_is_not_cleared_away(
    crisis: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = snapshot("facts")
    work_all(rebuild.request("facts", parts=1))
    monkeypatch.setattr(clearing, "GRACE", -clearing.GRACE)
    building = rebuild.request("facts", parts=2)
    rebuild._next_chunk(building.parts.earliest("part").pk)
    clearing.clear_away()
    assert not row_model("facts")._default_manager.filter(generation=1).exists()
    work_all(building)
    building.refresh_from_db()
    assert (building.status, building.detail) == ("swapped", "equal to the generation before")
    assert snapshot("facts") == before


def test_what_is_begun_while_others_are_cleared_away_stays_whole(
    crisis: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = snapshot("facts")
    work_all(rebuild.request("facts", parts=1))
    monkeypatch.setattr(clearing, "GRACE", -clearing.GRACE)
    begun: list[Rebuild] = []

    def begin(execute: Callable[..., Any], statement: Any, *rest: Any) -> Any:
        if "DELETE" in str(statement) and not begun:
            begun.append(rebuild.request("facts", parts=2))
            rebuild._next_chunk(begun[0].parts.earliest("part").pk)
        return execute(statement, *rest)

    with connection.execute_wrapper(begin):
        clearing.clear_away()
    [building] = begun
    work_all(building)
    building.refresh_from_db()
    assert (building.status, building.detail) == ("swapped", "equal to the generation before")
    assert snapshot("facts") == before


def test_what_a_worker_is_at_when_it_is_cleared_away_goes_too(
    crisis: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    work_all(rebuild.request("facts", parts=1))
    monkeypatch.setattr(clearing, "GRACE", -clearing.GRACE)
    crisis(appointment("mira-murati", "2023-11-17", "cto"))

    def cleared() -> None:
        try:
            clearing.clear_away()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:

        def cleared_before_it_is_kept(*arguments: Any) -> None:
            take_up(*arguments)
            told = pool.submit(cleared)
            while not told.done() and not waits_for_us():
                pass

        monkeypatch.setattr(advance, "take_up", cleared_before_it_is_kept)
        assert advance_once("facts", 0, 1)
    assert not Checkpoint.objects.filter(projection="facts", generation=1).exists()
    assert not row_model("facts")._default_manager.filter(generation=1).exists()


def test_what_is_left_of_a_projection_that_is_gone_keeps_no_other_from_being_cleared_away(
    crisis: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    work_all(rebuild.request("facts", parts=1))
    work_all(rebuild.request("tenures", parts=1))
    for books_of in (Rebuild, Checkpoint):
        books_of.objects.filter(projection="facts").update(projection="a-former-one")
    ProjectionState.objects.filter(name="facts").update(name="a-former-one")
    monkeypatch.setattr(clearing, "GRACE", -clearing.GRACE)
    clearing.clear_away()
    assert not Checkpoint.objects.filter(projection="tenures", generation=1).exists()


def test_a_rebuild_that_differs_is_refused_unless_accepted(crisis: Callable[..., int]) -> None:
    row_model("tenures")._default_manager.update(digest=b"tampered")
    refused = rebuild.request("tenures", parts=1)
    work_all(refused)
    refused.refresh_from_db()
    assert refused.status == "refused"
    assert "openai" in refused.detail
    assert not Checkpoint.objects.filter(generation=refused.generation).exists()
    assert checkpoints.live_generation("tenures") == 1
    accepted = rebuild.request("tenures", parts=1, accept_differences=True)
    work_all(accepted)
    assert checkpoints.live_generation("tenures") == accepted.generation


def test_a_new_version_of_the_code_may_differ(
    crisis: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    row_model("tenures")._default_manager.update(digest=b"of old code")
    tenures = projection("tenures")
    monkeypatch.setattr(tenures, "version", tenures.version + 1, raising=False)
    requested = rebuild.request("tenures", parts=1)
    work_all(requested)
    requested.refresh_from_db()
    assert requested.status == "swapped"
    assert "differ" in requested.detail
    assert ProjectionState.objects.get(name="tenures").version == tenures.version


@pytest.fixture
def upgrade(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From now on facts are told in other words."""
    facts = projection("facts")
    derive = facts.derive

    def other_words(*arguments: Any) -> Any:
        rows: Any = derive(*arguments)
        return [replace(row, summary=f"In short: {row.summary}") for row in rows]

    def upgraded() -> None:
        monkeypatch.setattr(facts, "derive", other_words, raising=False)
        monkeypatch.setattr(facts, "version", facts.version + 1, raising=False)

    return upgraded


@pytest.mark.parametrize("chunk", [4, rebuild.CHUNK], ids=["half", "whole"])
def test_what_was_derived_by_other_rules_is_not_swapped_in_as_if_by_the_present_ones(
    crisis: Callable[..., int],
    upgrade: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    chunk: int,
) -> None:
    monkeypatch.setattr(rebuild, "CHUNK", chunk)
    begun = rebuild.request("facts", parts=1)
    rebuild._next_chunk(begun.parts.get().pk)
    upgrade()
    work_all(begun)
    assert checkpoints.live_generation("facts") == 1
    call_command("rebuild_projection", "--due")
    assert "taking up" not in capsys.readouterr().out
    begun.refresh_from_db()
    assert (begun.status, begun.detail) == ("cancelled", "begun by other rules")
    assert checkpoints.live_generation("facts") == begun.generation + 1
    told = row_model("facts")._default_manager
    assert not told.filter(generation=begun.generation).exists()
    live = told.filter(generation=checkpoints.live_generation("facts"))
    assert {text.startswith("In short: ") for text in live.values_list("summary", flat=True)} == {
        True
    }


def test_who_has_the_rules_of_a_rebuild_goes_on_with_it(
    crisis: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as the worker that was there first, until it is replaced as well."""
    begun = rebuild.request("facts", parts=1)
    with monkeypatch.context() as elsewhere:
        facts = projection("facts")
        elsewhere.setattr(facts, "version", facts.version + 1, raising=False)
        work_all(begun)
    assert checkpoints.live_generation("facts") == 1
    work_all(begun)
    assert checkpoints.live_generation("facts") == 2


def test_replaced_rows_stay_for_readers_and_are_then_cleared_away(
    crisis: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    work_all(rebuild.request("tenures", parts=1))
    rows = row_model("tenures")._default_manager
    clearing.clear_away()
    assert rows.filter(generation=1).exists()
    monkeypatch.setattr(clearing, "GRACE", -clearing.GRACE)
    clearing.clear_away()
    assert not rows.filter(generation=1).exists()
    assert rows.filter(generation=2).exists()
    assert not Checkpoint.objects.filter(projection="tenures", generation=1).exists()


@pytest.mark.parametrize("worth", [0, rebuild_projection.WORTH_PROCESSES])
def test_the_command_rebuilds_in_processes_of_its_own_or_in_this_one(
    crisis: Callable[..., int],
    own_database: None,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    worth: int,
) -> None:
    started: list[int] = []
    side_by_side = rebuild_projection._work_side_by_side

    def spy(parts: list[int], show: Callable[[], None]) -> None:
        started.extend(parts)
        side_by_side(parts, show)

    monkeypatch.setattr(rebuild_projection, "_work_side_by_side", spy)
    monkeypatch.setattr(rebuild_projection, "WORTH_PROCESSES", worth)
    before = snapshot("tenures")
    call_command("rebuild_projection", "tenures", "--parts", "2")
    assert re.match(r"tenures: (\d+) of \1 entities derived; ", capsys.readouterr().out)
    assert checkpoints.live_generation("tenures") == 2
    assert snapshot("tenures") == before
    assert RebuildPart.objects.filter(finished=True).count() == 2
    assert len(started) == (2 if worth == 0 else 0)


def waits_for_us() -> bool:
    """Other tests of the same server wait for locks too."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted"
            " AND pg_backend_pid() = ANY(pg_blocking_pids(pid)))"
        )
        return bool(cursor.fetchone()[0])


def test_what_is_taken_up_while_the_swap_waits_is_no_difference(
    crisis: Callable[..., int],
) -> None:
    def finished() -> str:
        try:
            rebuild.work(RebuildPart.objects.get(rebuild=building).pk)
            building.refresh_from_db()
            return f"{building.status}: {building.detail}"
        finally:
            connection.close()

    building = rebuild.request("tenures", parts=1)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            live = checkpoints.hold("tenures", 1, 0)
            assert live is not None
            told = pool.submit(finished)
            while not told.done() and not waits_for_us():
                pass
            take_up([live], crisis(departure("mira-murati", "2023-11-20", "cto")))
        assert told.result() == "swapped: equal to the generation before"


@pytest.mark.parametrize(
    "step", [(rebuild, "_derive"), (advance, "take_up")], ids=["chunk", "news"]
)
def test_what_a_worker_was_at_when_a_rebuild_was_cancelled_goes_with_it(
    crisis: Callable[..., int], monkeypatch: pytest.MonkeyPatch, step: tuple[ModuleType, str]
) -> None:
    done = getattr(*step)

    def cancelled() -> bool:
        try:
            return rebuild.cancel("facts")
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:

        def cancelled_before_it_is_kept(*arguments: Any) -> None:
            done(*arguments)
            told = pool.submit(cancelled)
            while not told.done() and not waits_for_us():
                pass

        requested = rebuild.request("facts", parts=1)
        crisis(appointment("mira-murati", "2023-11-17", "cto"))
        monkeypatch.setattr(*step, cancelled_before_it_is_kept)
        work_all(requested)
    requested.refresh_from_db()
    assert requested.status == "cancelled"
    assert not row_model("facts")._default_manager.filter(generation=2).exists()
    assert not Checkpoint.objects.filter(generation=2).exists()


@pytest.fixture
def worker() -> Iterator[BaseDatabaseWrapper]:
    """The session of a worker that is in the midst of something."""
    session = connection.copy()
    session.set_autocommit(False)
    yield session
    session.close()


def test_the_command_waits_for_a_part_that_a_worker_took(
    crisis: Callable[..., int],
    worker: BaseDatabaseWrapper,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rebuild.request("tenures", parts=2)
    taken = RebuildPart.objects.earliest("part")
    with worker.cursor() as cursor:
        cursor.execute("SELECT FROM stories_rebuildpart WHERE id = %s FOR UPDATE", [taken.pk])
    # Of the command alone: a newsroom of an earlier test may be stopping in a thread of ours.
    letting_go = SimpleNamespace(sleep=lambda _: worker.rollback())
    monkeypatch.setattr(rebuild_projection, "time", letting_go)
    call_command("rebuild_projection", "tenures")
    assert "generation 2 is live" in capsys.readouterr().out
    assert checkpoints.live_generation("tenures") == 2


def test_the_command_names_the_projections_there_are(crisis: Callable[..., int]) -> None:
    with pytest.raises(CommandError, match=r"tenures") as refused:
        call_command("rebuild_projection", "tenure")
    assert refused.value.returncode == 2


@pytest.mark.parametrize("parts", ["0", "-1", "two"])
def test_the_command_refuses_a_number_of_parts_that_is_none(
    crisis: Callable[..., int], parts: str
) -> None:
    with pytest.raises(CommandError, match="above 0"):
        call_command("rebuild_projection", "tenures", f"--parts={parts}", "--accept-differences")
    assert not Rebuild.objects.exists()


def test_the_command_cancels_what_is_under_way_and_nothing_else(
    crisis: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    requested = rebuild.request("tenures", parts=2)
    with pytest.raises(CommandError, match="no rebuild of facts") as refused:
        call_command("rebuild_projection", "facts", "--cancel")
    assert refused.value.returncode == 2
    call_command("rebuild_projection", "tenures", "--cancel")
    assert capsys.readouterr().out == "the rebuild of tenures is cancelled\n"
    requested.refresh_from_db()
    assert requested.status == Rebuild.Status.CANCELLED
    with pytest.raises(CommandError):
        call_command("rebuild_projection", "tenures", "--cancel")
