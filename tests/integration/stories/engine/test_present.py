"""Where the views are is read anew whenever it may have changed, and only then."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import psycopg
from django.db import transaction

from events.log.connection import fetch
from stories.engine import parking
from stories.engine.advance import catch_up
from stories.engine.fold import Parked
from stories.engine.present import look
from stories.models import Checkpoint
from tests.integration.sessions import another_session
from tests.integration.stories.engine.conftest import appointment

T = TypeVar("T")
VIEWS = ("names", "tenures")
BROKEN = [Parked("openai", 1, "no such thing")]


def write(session: psycopg.Connection) -> None:
    """Something that has to do with no view."""
    session.execute("CREATE TEMP TABLE IF NOT EXISTS something (n int)")
    session.execute("INSERT INTO something VALUES (1)")


def while_nobody_writes(found: Callable[[], T]) -> T:
    """What is found while nothing is written on the whole server, where other tests write too."""
    while True:
        before = snapshot()
        given = found()
        if snapshot() == before:
            return given


def snapshot() -> Any:
    return fetch("SELECT pg_current_snapshot()::text", [])


def test_nothing_is_read_anew_while_nobody_writes(tell: Callable[..., int]) -> None:
    catch_up()
    views = (VIEWS, VIEWS, ("names",), VIEWS)
    first, again, another, at_last = while_nobody_writes(lambda: [look(each) for each in views])
    assert again is first
    assert another is not first
    assert at_last is first


def test_what_anybody_commits_is_seen_by_the_next_look(tell: Callable[..., int]) -> None:
    catch_up()
    before = look(VIEWS)
    last = tell(appointment("sam-altman", "2019-03"))
    assert (look(VIEWS).head, look(VIEWS).reached) == (last, before.reached)
    catch_up()
    assert look(VIEWS).reached == last
    parking.park("names", 1, BROKEN)
    assert look(VIEWS).state.parking == {"names"}


def test_a_commit_is_seen_whatever_else_is_under_way_and_however_long_it_was(
    tell: Callable[..., int],
) -> None:
    catch_up()
    move = "UPDATE stories_checkpoint SET position = %s WHERE projection = %s"
    with another_session() as slow, another_session() as quick:
        for position in (2, 1):
            with slow.transaction():
                slow.execute(move, [position, "names"])
                before = look(VIEWS)
                quick.execute(move, [position, "tenures"])
                assert look(VIEWS).reached == position < before.reached
                quick.execute(move, [position + 1, "tenures"])
                assert look(VIEWS).reached == position + 1
            assert look(VIEWS).reached == position


def test_all_views_gone_is_no_news_from_before(tell: Callable[..., int]) -> None:
    """Their states are entered anew, not taken to be what they were."""
    catch_up()
    before = look(VIEWS)
    with another_session() as other, other.transaction():
        other.execute("DELETE FROM stories_checkpoint")
        other.execute("DELETE FROM stories_projectionstate")
    assert (before.reached, look(VIEWS).reached) == (3, 0)
    assert look(VIEWS).reached == 0


def test_a_transaction_sees_what_it_has_written_itself(tell: Callable[..., int]) -> None:
    catch_up()
    before = look(VIEWS)
    with another_session() as other, other.transaction():
        write(other)  # is under way before ours: our snapshot's oldest, before and after
        with transaction.atomic():
            Checkpoint.objects.filter(projection="names").update(position=1)
            with another_session() as quick, quick.transaction():
                write(quick)
            assert look(VIEWS).reached == 1
            Checkpoint.objects.filter(projection="names").update(position=2)
            assert look(VIEWS).reached == 2
            transaction.set_rollback(True)
        assert look(VIEWS) == before
    assert look(VIEWS) == before
