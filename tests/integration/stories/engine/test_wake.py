"""Wake-up calls: one for many events, and none that an append depends on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction
from kombu.exceptions import OperationalError
from redis import Redis

from events.log import read
from events.recording.service import record
from stories import tasks
from stories.engine import advance as engine
from stories.engine import checkpoints, load, rebuild, wake
from stories.engine.advance import advance, catch_up
from stories.engine.projection import Projection
from stories.engine.registry import projections
from stories.models import Checkpoint, row_model
from stories.redis_client import redis_client
from tests.integration.stories.engine.conftest import appointment, departure, introduction
from tests.integration.stories.engine.snapshot import snapshot


@contextmanager
def nobody_listens() -> Iterator[None]:
    nowhere = Redis(port=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wake, "redis_client", lambda: nowhere)
        yield


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """The calls that are sent, by task and arguments; none is received."""
    sent: list[tuple[Any, ...]] = []
    for task in (tasks.advance, tasks.advance_all):

        def send(arguments: tuple[Any, ...], task: Any = task, **_: Any) -> None:
            sent.append((task, *arguments))

        monkeypatch.setattr(task, "apply_async", send)
    monkeypatch.setattr(wake, "MARK_SECONDS", 600)  # however long we are stalled
    redis_client().flushdb()
    return sent


def test_one_call_for_many_appends(calls: list[tuple[Any, ...]], tell: Callable[..., int]) -> None:
    tell(appointment("sam-altman", "2019-03"))
    tell(appointment("mira-murati", "2023-11-17"))
    assert calls == [(tasks.advance_all,)]


def test_a_call_that_was_lost_keeps_others_back_for_its_time_only(
    calls: list[tuple[Any, ...]], tell: Callable[..., int]
) -> None:
    tell(appointment("sam-altman", "2019-03"))
    waiting = wake.mark(tasks.advance_all)
    assert 0 < redis_client().pttl(waiting) <= wake.MARK_SECONDS * 1000
    redis_client().pexpire(waiting, 0)
    tell(appointment("mira-murati", "2023-11-17"))
    assert calls == [(tasks.advance_all,)] * 2


def test_one_slice_is_called_beside_another_but_not_twice(calls: list[tuple[Any, ...]]) -> None:
    for slice_ in (("names", 0), ("names", 1), ("tenures", 0), ("names", 0)):
        wake.wake(tasks.advance, *slice_)
    assert [called[1:] for called in calls] == [("names", 0), ("names", 1), ("tenures", 0)]


def test_without_redis_neither_who_calls_nor_who_was_called_fails(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with nobody_listens():
        wake.wake(tasks.advance, "names", 0)
        wake.awake(tasks.advance, "names", 0)
    assert [one.levelname for one in caplog.records] == ["WARNING"] * 2


def test_without_a_broker_who_calls_neither_fails_nor_tries_it_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """An append waits for it."""
    tried = []

    def sending(*_: Any, retry: bool = True, **__: Any) -> None:
        tried.append(retry)
        raise OperationalError

    redis_client().flushdb()
    monkeypatch.setattr(tasks.advance, "apply_async", sending)
    wake.wake(tasks.advance, "names", 0)
    assert tried == [False]
    assert [one.levelname for one in caplog.records] == ["WARNING"]


def test_what_a_rebuild_has_replaced_does_not_lag(tell: Callable[..., int]) -> None:
    catch_up()
    for part in rebuild.request("names", parts=1).parts.all():
        rebuild.work(part.pk)
    tell(appointment("sam-altman", "2019-03"))
    catch_up()
    assert Checkpoint.objects.filter(projection="names").count() == 2
    assert wake.lagging() == []


def test_a_worker_that_has_come_is_called_again_for_what_is_new(
    calls: list[tuple[Any, ...]], tell: Callable[..., int]
) -> None:
    checkpoints.enter_projections()
    tell(appointment("sam-altman", "2019-03"))
    tasks.advance_all()
    assert wake.lagging() == []
    tell(appointment("mira-murati", "2023-11-17"))
    assert calls == [(tasks.advance_all,)] * 2
    assert sorted(wake.lagging()) == [(name, 0) for name in projections()]


def test_a_slice_that_fails_keeps_no_other_waiting(
    tell: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    checkpoints.enter_projections()
    position = tell(appointment("sam-altman", "2019-03"))
    for_events = load.for_events
    first, *others = projections()

    def failing(projection: Projection, *arguments: Any) -> Any:
        if projection.name == first:
            raise OSError("the disk is gone")
        return for_events(projection, *arguments)

    monkeypatch.setattr(load, "for_events", failing)
    with pytest.raises(ExceptionGroup) as raised:
        tasks.advance_all()
    assert [str(one) for one in raised.value.exceptions] == ["the disk is gone"]
    assert wake.lagging() == [(first, 0)]
    there = Checkpoint.objects.filter(position=position).values_list("projection", flat=True)
    assert sorted(there) == others


def test_what_is_little_is_taken_up_for_all_views_in_one_transaction(
    tell: Callable[..., int],
) -> None:
    catch_up()
    tell(appointment("sam-altman", "2019-03"))
    tasks.advance_all()
    assert len(_transactions()) == 1
    tell(*(appointment("mira-murati", f"{year}") for year in range(2000 - engine.LITTLE, 2001)))
    tasks.advance_all()
    assert len(_transactions()) == len(projections())
    assert wake.lagging() == []


def test_a_single_event_costs_a_bounded_number_of_statements(
    tell: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Most of the time until an event is visible are round trips."""
    catch_up()
    tell(appointment("sam-altman", "2019-03"))
    tasks.advance_all()
    tell(departure("sam-altman", "2023-11-17"))
    statements: list[Any] = []
    execute = psycopg.Cursor.execute

    def counted(cursor: Any, statement: Any, *arguments: Any, **options: Any) -> Any:
        statements.append(statement)
        return execute(cursor, statement, *arguments, **options)

    monkeypatch.setattr(psycopg.Cursor, "execute", counted)
    tasks.advance_all()
    assert 5 < len(statements) <= 20, statements


@pytest.mark.parametrize("ahead", [[], ["facts"]])
def test_together_each_view_goes_on_from_where_it_was(
    tell: Callable[..., int], ahead: list[str]
) -> None:
    tell(introduction("person", "ultraman"), appointment("sam-altman", "2019-03"))
    advance("facts")
    tell(departure("sam-altman", "2023-11-17"))
    tell({"type": "entity.merged", "data": {"entity": "ultraman", "into": "sam-altman"}})
    advance("tenures")
    tell(appointment("ultraman", "2023-11-22"))
    for name in ahead:  # what alone reads all types of events
        advance(name)
    assert engine.take_up_little()
    found = {name: snapshot(name) for name in projections()}
    Checkpoint.objects.update(position=0)
    for name in projections():
        row_model(name)._default_manager.all().delete()
    catch_up()
    assert {name: snapshot(name) for name in projections()} == found


def test_what_comes_while_little_is_taken_up_is_taken_up_too(
    tell: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The call for it may have gone to a worker that found the slices locked, and left them."""
    catch_up()
    tell(appointment("sam-altman", "2019-03"))
    once, others = engine.take_up_little, iter(["mira-murati"])

    def while_others_append() -> bool:
        taken = once()
        for other in others:
            record([appointment(other, "2023-11-17")], recorded_by="desk")
        return taken

    monkeypatch.setattr(engine, "take_up_little", while_others_append)
    tasks.advance_all()
    assert wake.lagging() == []


def test_who_takes_up_little_comes_to_an_end_though_more_comes(
    tell: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    catch_up()
    once, years = engine.take_up_little, iter(range(2000, 2020))

    def while_others_append() -> bool:
        record([appointment("mira-murati", str(next(years)))], recorded_by="desk")
        return once()

    def in_the_end() -> list[tuple[str, int]]:
        record([appointment("mira-murati", str(next(years)))], recorded_by="desk")
        return lagging()

    lagging = wake.lagging
    monkeypatch.setattr(engine, "take_up_little", while_others_append)
    monkeypatch.setattr(wake, "lagging", in_the_end)
    monkeypatch.setattr(engine, "TURN_SECONDS", 0)
    assert sorted(engine.take_up_news()) == [(name, 0) for name in projections()]
    assert next(years) == 2002


def test_a_slice_that_another_process_has_is_left_to_it(
    tell: Callable[..., int],
) -> None:
    catch_up()
    tell(appointment("sam-altman", "2019-03"))
    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        list(Checkpoint.objects.filter(projection="tenures").select_for_update())
        pool.submit(_elsewhere, tasks.advance_all).result()
        assert wake.lagging() == [("tenures", 0)]


def _elsewhere(work: Callable[[], None]) -> None:
    try:
        work()
    finally:
        connection.close()


def _transactions() -> set[int]:
    """Those that wrote the checkpoints."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT xmin::text::bigint FROM stories_checkpoint")
        return {number for (number,) in cursor.fetchall()}


@pytest.fixture
def received(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What sweeps call for, with no sweep remembered; nobody comes."""
    calls: list[tuple[Any, ...]] = []
    monkeypatch.setattr(tasks.advance, "delay", lambda *arguments: calls.append(arguments))
    redis_client().flushdb()
    return calls


def test_an_append_succeeds_without_redis_and_the_sweep_finds_its_events(
    tell: Callable[..., int], received: list[tuple[Any, ...]]
) -> None:
    with nobody_listens():
        position = tell(appointment("sam-altman", "2019-03"))
    assert read.head() == position

    tasks.sweep()
    assert sorted(received) == [(name, 0) for name in projections()]
    for arguments in received:
        tasks.advance(*arguments)
    assert wake.lagging() == []
    assert not Checkpoint.objects.exclude(position=position).exists()


def test_after_a_sweep_that_found_something_appends_call_again(
    calls: list[tuple[Any, ...]], tell: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mark of a call may outlive whoever set it and was killed before the call was sent."""
    checkpoints.enter_projections()
    tell(appointment("sam-altman", "2019-03"))
    calls.clear()
    tell(appointment("mira-murati", "2023-11-17"))
    assert calls == []
    monkeypatch.setattr(tasks.advance, "delay", lambda *_: None)
    tasks.sweep()
    tell(appointment("sam-altman", "2023-11-22"))
    assert calls == [(tasks.advance_all,)]


def test_the_sweep_calls_for_nothing_when_all_is_caught_up(
    tell: Callable[..., int], received: list[tuple[Any, ...]]
) -> None:
    checkpoints.enter_projections()
    for name in projections():
        tasks.advance(name)
    tasks.sweep()
    assert received == []


def test_a_sweep_goes_on_with_a_rebuild_until_it_is_done(tell: Callable[..., int]) -> None:
    catch_up()
    requested = rebuild.request("names", parts=2)
    parts = sorted(part.pk for part in requested.parts.all())
    assert wake.unfinished_parts() == parts
    for part in parts:
        rebuild.work(part)
    assert wake.unfinished_parts() == []


def test_what_came_since_the_last_sweep_is_left_to_the_call_for_it(
    tell: Callable[..., int], received: list[tuple[Any, ...]]
) -> None:
    catch_up()
    tasks.sweep()
    tell(appointment("sam-altman", "2019-03"))
    tasks.sweep()
    assert received == []
    tell(appointment("mira-murati", "2023-11-17"))
    tasks.sweep()
    assert sorted(received) == [(name, 0) for name in projections()]


def test_without_redis_a_sweep_finds_all_that_lags(
    tell: Callable[..., int], received: list[tuple[Any, ...]]
) -> None:
    """A broker of another kind may still bring it."""
    catch_up()
    tasks.sweep()
    with nobody_listens():
        tell(appointment("sam-altman", "2019-03"))
        tasks.sweep()
    assert sorted(received) == [(name, 0) for name in projections()]


def test_under_load_a_worker_takes_turns(
    calls: list[tuple[Any, ...]], tell: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Events that come while one projection is at it are taken up after the others' turns."""
    tell(appointment("sam-altman", "2019-03"))
    calls.clear()
    redis_client().flushdb()
    years = iter(range(2000, 2020))
    once = engine.advance_once

    def while_others_append(*arguments: Any, **options: Any) -> Any:
        progress = once(*arguments, **options)
        tell_more()
        return progress

    def tell_more() -> None:
        record([appointment("mira-murati", str(next(years)))], recorded_by="desk")

    monkeypatch.setattr(engine, "advance_once", while_others_append)
    tasks.advance("tenures")
    assert next(years) == 2001, "one batch, not as many as there are events"
    assert (tasks.advance, "tenures", 0) in calls
