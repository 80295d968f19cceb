"""Catching up: exactly once, whatever the batches, and only differences are written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.dispatch import Signal
from django.test.utils import CaptureQueriesContext

from events.log import read
from stories.engine import advance as engine
from stories.engine import checkpoints
from stories.engine.advance import Progress, advance, advance_once, catch_up
from stories.engine.registry import UnknownProjection, projections
from stories.models import Checkpoint, ProjectionState, row_model
from tests.integration.stories.engine.conftest import appointment, departure
from tests.integration.stories.engine.snapshot import snapshot


def tenures() -> list[dict[str, Any]]:
    return list(row_model("tenures")._default_manager.order_by("id").values())


def test_rows_carry_the_positions_in_which_they_were_what_we_knew(tell: Callable[..., int]) -> None:
    appointed = tell(appointment("sam-altman", "2019-03"))
    catch_up()
    removed = tell(departure("sam-altman", "2023-11-17"))
    catch_up()
    before, after = tenures()
    assert (before["known_from"], before["known_to"], before["end_latest"]) == (
        appointed,
        removed,
        None,
    )
    assert (after["known_from"], after["known_to"]) == (removed, None)
    assert after["end_latest"] is not None
    assert after["manner"] == "removed"


def test_one_batch_or_many_give_the_same_rows(tell: Callable[..., int]) -> None:
    tell(appointment("sam-altman", "2019-03"))
    tell(appointment("mira-murati", "2023-11-17"), departure("sam-altman", "2023-11-17"))
    advance("tenures", limit=1)
    one_by_one = snapshot("tenures")
    Checkpoint.objects.update(position=0)
    row_model("tenures")._default_manager.all().delete()
    advance("tenures")
    assert snapshot("tenures") == one_by_one


def test_an_event_that_changes_nothing_writes_nothing(tell: Callable[..., int]) -> None:
    tell(appointment("sam-altman", "2019-03"))
    catch_up()
    before = snapshot("tenures")
    tell(
        {
            "type": "entity.aliased",
            "data": {"entity": "sam-altman", "name": "Ultraman", "kind": "transliteration"},
        }
    )
    catch_up()
    assert snapshot("tenures") == before
    assert Checkpoint.objects.get(projection="tenures").position == read.head()


def test_a_row_that_goes_on_is_left_as_it_is(tell: Callable[..., int]) -> None:
    tell(appointment("sam-altman", "2010"), departure("sam-altman", "2012"))
    catch_up()
    before = tenures()
    tell(appointment("mira-murati", "2013"))
    catch_up()
    assert tenures()[: len(before)] == before
    assert len(tenures()) == len(before) + 1


def test_where_nothing_came_nothing_is_entered(tell: Callable[..., int]) -> None:
    catch_up()
    before = list(Checkpoint.objects.order_by("id").values())
    catch_up()
    assert list(Checkpoint.objects.order_by("id").values()) == before
    tell(appointment("sam-altman", "2019-03"))
    catch_up()
    assert Checkpoint.objects.earliest("advanced_at").advanced_at > before[-1]["advanced_at"]


def test_books_are_opened_once_and_for_what_there_is(empty_log: None) -> None:
    with pytest.raises(UnknownProjection):
        checkpoints.live_generation("tenure")
    for _ in range(2):
        checkpoints.enter_projections()
        checkpoints.open_checkpoints("tenures", 1, 0)
    versions = {name: one.version for name, one in projections().items()}
    assert dict(ProjectionState.objects.values_list("name", "version")) == versions
    assert Checkpoint.objects.count() == len(projections())


@pytest.mark.parametrize("take_up", [lambda: advance("tenures"), engine.take_up_little])
def test_rows_without_their_checkpoint_are_undone(
    tell: Callable[..., int], monkeypatch: pytest.MonkeyPatch, take_up: Callable[[], Any]
) -> None:
    catch_up()
    tell(appointment("sam-altman", "2019-03"))
    monkeypatch.setattr(checkpoints, "move", lambda *_: pytest.fail("killed"))
    with pytest.raises(pytest.fail.Exception):
        take_up()
    assert tenures() == []
    monkeypatch.undo()
    take_up()
    assert len(tenures()) == 1


def test_a_correction_moves_a_fact_to_another_track(tell: Callable[..., int]) -> None:
    tell(
        {
            "type": "organization.introduced",
            "data": {"organization": "tesla", "name": "Tesla", "kind": "company"},
        }
    )
    tell(appointment("sam-altman", "2019-03"))
    original = read.read_after(read.head() - 1, 1)[0].id
    catch_up()
    moved = tell(
        {
            "type": "event.corrected",
            "data": {
                "event": str(original),
                "changes": {"data": {"organization": "tesla"}},
                "reason": "wrong house",
                "public_note": "He was at Tesla.",
            },
        }
    )
    catch_up()
    openai, tesla = tenures()
    assert (openai["organization"], openai["known_to"]) == ("openai", moved)
    assert (tesla["organization"], tesla["known_from"], tesla["known_to"]) == ("tesla", moved, None)


def test_a_merge_moves_every_fact_and_its_retraction_moves_them_back(
    tell: Callable[..., int],
) -> None:
    tell({"type": "person.introduced", "data": {"person": "ultraman", "name": "Ultraman"}})
    tell(appointment("ultraman", "2019-03"))
    merged = tell({"type": "entity.merged", "data": {"entity": "ultraman", "into": "sam-altman"}})
    merge = read.read_after(merged - 1, 1)[0].id
    undone = tell(
        {
            "type": "event.retracted",
            "data": {"event": str(merge), "reason": "two people", "public_note": "Two people."},
        }
    )
    catch_up()
    found = {name: snapshot(name) for name in projections()}
    Checkpoint.objects.update(position=0)
    for name in projections():
        row_model(name)._default_manager.all().delete()
        advance(name, limit=1)
    assert {name: snapshot(name) for name in projections()} == found
    told = [(row["person"], row["known_from"], row["known_to"]) for row in tenures()]
    assert told == [
        ("ultraman", merged - 1, merged),
        ("sam-altman", merged, undone),
        ("ultraman", undone, None),
    ]
    tell(departure("ultraman", "2020"))
    catch_up()
    assert tenures()[-1]["person"] == "ultraman"


def test_a_death_reaches_every_organisation_of_the_person(tell: Callable[..., int]) -> None:
    tell(appointment("sam-altman", "2019-03"))
    catch_up()
    tell(
        {
            "type": "person.died",
            "occurred": "2030-01-01",
            "data": {"person": "sam-altman"},
            "citations": [{"source": "x"}],
        }
    )
    catch_up()
    last = tenures()[-1]
    assert last["inferred"]
    assert last["end_latest"] is not None


def test_what_comes_while_a_slice_is_taken_up_is_taken_up_too(
    tell: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever was called for it found the slice locked, and left it."""
    checkpoints.enter_projections()
    once, others = engine.advance_once, iter(["mira-murati"])

    def while_others_append(*arguments: Any, **options: Any) -> Progress | None:
        progress = once(*arguments, **options)
        for other in others:
            tell(appointment(other, "2023-11-17"))
        return progress

    monkeypatch.setattr(engine, "advance_once", while_others_append)
    assert advance("tenures") == read.head() == 4


def test_a_turn_says_whether_there_is_more(
    tell: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who says so for no reason is called again and again."""
    checkpoints.enter_projections()
    monkeypatch.setattr(engine, "TURN_SECONDS", 0)
    assert [engine.take_turn("tenures", limit=2) for _ in range(3)] == [True, False, False]
    tell(appointment("sam-altman", "2019-03"))
    monkeypatch.setattr(engine, "advance_once", lambda *_, **__: None)  # another is at it
    assert not engine.take_turn("tenures")


def test_listeners_are_told_of_each_batch_and_can_break_none(
    tell: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[list[int]] = []

    def listen(positions: list[int], **_: Any) -> None:
        told.append(positions)
        raise ValueError("of no concern to what is taken up")

    advanced = Signal()
    monkeypatch.setattr(engine, "advanced", advanced)
    advanced.connect(listen)
    tell(appointment("sam-altman", "2019-03"))
    assert advance("tenures", limit=3) == 4
    assert advance("tenures") == 0
    assert told == [[1, 3], [4, 4]]
    tell(departure("sam-altman", "2023-11-17"))
    catch_up()
    told.clear()
    tell(appointment("sam-altman", "2023-11-22"))
    assert engine.take_up_little()
    assert told == [[6, 6]] * len(projections())
    assert not engine.take_up_little()


def test_another_process_at_it_is_left_to_it(tell: Callable[..., int]) -> None:
    from concurrent.futures import ThreadPoolExecutor

    from django.db import transaction

    tell(appointment("sam-altman", "2019-03"))
    checkpoints.enter_projections()

    def held() -> bool:
        try:
            with transaction.atomic():
                return Checkpoint.objects.select_for_update(skip_locked=True).exists()
        finally:
            connection.close()

    def tried() -> Progress | None:
        try:
            return advance_once("tenures", 0, 1)
        finally:
            connection.close()

    with transaction.atomic():
        list(Checkpoint.objects.select_for_update())
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(held).result() is False
            assert pool.submit(tried).result() is None


def test_the_queries_of_a_batch_do_not_grow_with_it(tell: Callable[..., int]) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            advance_once("tenures", 0, 1)
        return len(captured)

    checkpoints.enter_projections()
    catch_up()
    tell(appointment("sam-altman", "2019-03"))
    few = queries()
    tell(*(departure("sam-altman", f"20{year}-11-17") for year in range(20, 60)))
    assert queries() <= few + 1


@pytest.mark.parametrize("slices", [1, 3])
def test_slices_share_the_tracks(tell: Callable[..., int], slices: int, settings: Any) -> None:
    settings.NEWSROOM_SLICES = dict.fromkeys(projections(), slices)
    tell(appointment("sam-altman", "2019-03"))
    for name in projections():
        for number in range(slices):
            advance(name, number)
            tracks = row_model(name)._default_manager.values_list("track", flat=True)
            reached = {checkpoints.slice_of(track, slices) for track in tracks}
            assert reached <= set(range(number + 1))
    assert Checkpoint.objects.count() == slices * len(projections())
    assert row_model("facts")._default_manager.count() == read.head()
    assert row_model("names")._default_manager.count() == 3


def test_catching_up_takes_the_slices_that_there_are_whatever_is_set_now(
    tell: Callable[..., int], settings: Any
) -> None:
    settings.NEWSROOM_SLICES = {"facts": 3}
    checkpoints.enter_projections()
    settings.NEWSROOM_SLICES = {}
    position = tell(appointment("sam-altman", "2019-03"), departure("sam-altman", "2023-11-17"))
    catch_up()
    assert set(Checkpoint.objects.values_list("position", flat=True)) == {position}
