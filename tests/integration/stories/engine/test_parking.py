"""A track that cannot be digested waits alone; the rest goes on; a retry catches up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from events import effective, history
from events.facts import Fact
from events.types import decode
from stories.engine import checkpoints, load, parking, rebuild
from stories.engine.advance import advance, catch_up
from stories.engine.fold import Parked
from stories.engine.parking import Retried, retry
from stories.engine.projection import Parts
from stories.engine.registry import UnknownProjection, projection, projections
from stories.engine.signals import Operation, operated
from stories.models import ParkedTrack, ProjectionState, Rebuild, row_model
from tests.integration.stories.engine.conftest import appointment, departure, fact
from tests.integration.stories.engine.snapshot import snapshot

TRACK = "openai/post/ceo"


def held_back(name: str) -> list[tuple[str, int]]:
    """Tracks of the live generation that wait, and from which position."""
    generation = ProjectionState.objects.get(name=name).generation
    parked = ParkedTrack.objects.filter(projection=name, generation=generation)
    return sorted(parked.values_list("track", "position"))


def rows_of_others() -> dict[Any, int]:
    """The rows of all tracks but the one that waits, and how often each is there."""
    of_track = ("track", repr(TRACK))
    return {row: number for row, number in snapshot("tenures").items() if of_track not in row}


@pytest.fixture
def poison(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Have derive fail for OpenAI's CEO from the first departure on; gives what mends it."""
    derive = projection("tenures").derive

    def fails(track: str, told: Sequence[Fact], parts: Parts) -> Iterable[Any]:
        of_parts = (fact for part in parts.values() for fact in part)
        if track == TRACK and any(f.type == "person.departed" for f in of_parts):
            raise ZeroDivisionError("no such thing")
        return derive(track, told, parts)

    monkeypatch.setattr(projection("tenures"), "derive", fails, raising=False)
    return monkeypatch.undo


def test_a_poison_event_parks_its_track_alone_and_a_retry_catches_up(
    tell: Callable[..., int], poison: Callable[[], None]
) -> None:
    tell(
        {
            "type": "organization.introduced",
            "data": {"organization": "tesla", "name": "Tesla", "kind": "company"},
        }
    )
    tell(appointment("sam-altman", "2019"))
    tell(appointment("sam-altman", "2019-03"))
    bad = tell(departure("sam-altman", "2023-11-17"))
    tell(
        appointment("mira-murati", "2023-11-17"),
        fact("person.appointed", "2020", person="mira-murati", organization="tesla", post="cto"),
    )
    catch_up()
    parked = ParkedTrack.objects.get()
    assert (parked.track, parked.position) == (TRACK, bad)
    assert "ZeroDivisionError: no such thing" in parked.error
    rows = row_model("tenures")._default_manager.filter(known_to=None)
    assert sorted(rows.values_list("organization", "person")) == [
        ("openai", "sam-altman"),
        ("tesla", "mira-murati"),
    ]

    tell(departure("mira-murati", "2023-11-19"))
    catch_up()
    assert held_back("tenures") == [(TRACK, bad)]
    assert retry("tenures").parked == [TRACK]
    poison()
    tell(departure("mira-murati", "2023-11-20"))
    catch_up()
    assert held_back("tenures") == [(TRACK, bad)]
    assert retry("tenures").mended == [TRACK]
    assert not ParkedTrack.objects.exists()
    caught_up = snapshot("tenures")
    row_model("tenures")._default_manager.all().delete()
    from stories.models import Checkpoint

    Checkpoint.objects.update(position=0)
    catch_up()
    assert snapshot("tenures") == caught_up


def test_what_waits_is_told_in_the_log_once_and_not_with_every_event(
    tell: Callable[..., int], poison: Callable[[], None], caplog: pytest.LogCaptureFixture
) -> None:
    bad = tell(departure("sam-altman", "2023-11-17"))
    catch_up()
    tell(appointment("sam-altman", "2023-11-22"))
    catch_up()
    told = [one.getMessage() for one in caplog.records if one.levelname == "ERROR"]
    assert told == [f"parked tenures {TRACK} at {bad}: ZeroDivisionError: no such thing"]


def test_one_track_can_be_retried_alone(
    tell: Callable[..., int], poison: Callable[[], None]
) -> None:
    tell(departure("sam-altman", "2023-11-17"))
    catch_up()
    parking.park("tenures", 1, [Parked("openai/post/cto", 1, "no such thing")])
    parking.park("tenures", 9, [Parked(TRACK, 1, "of another generation")])
    parking.park("names", 1, [Parked("openai", 1, "of another projection")])
    poison()
    assert retry("tenures", TRACK) == Retried([TRACK], [])
    assert held_back("tenures") == [("openai/post/cto", 1)]
    assert retry("tenures") == Retried(["openai/post/cto"], [])
    assert sorted(ParkedTrack.objects.values_list("projection", "generation")) == [
        ("names", 1),
        ("tenures", 9),
    ]


def test_who_keeps_a_list_of_what_is_done_by_hand_hears_of_it(
    tell: Callable[..., int], poison: Callable[[], None]
) -> None:
    heard = []

    def hear(act: Operation, subject: str, detail: str, **_: Any) -> None:
        heard.append((act, subject, detail))

    operated.connect(hear)
    tell(departure("sam-altman", "2023-11-17"))
    catch_up()
    retry("tenures")
    poison()
    retry("tenures")
    retry("tenures")
    assert heard == [
        ("tracks retried", "tenures", "0 caught up, 1 failed again"),
        ("tracks retried", "tenures", "1 caught up, 0 failed again"),
    ]


def test_no_projection_of_that_name_has_tracks_to_retry() -> None:
    with pytest.raises(UnknownProjection):
        retry("nobody")


def test_a_retry_leaves_the_rows_of_other_tracks_as_they_are(
    tell: Callable[..., int], poison: Callable[[], None]
) -> None:
    tell(
        appointment("sam-altman", "2019", "director"),
        appointment("sam-altman", "2019"),
        departure("sam-altman", "2023-11-17"),
        departure("sam-altman", "2023-11-17", "director"),
    )
    catch_up()
    others = rows_of_others()
    assert others
    poison()
    retry("tenures")
    assert rows_of_others() == others


def test_who_retries_what_another_has_mended_meanwhile_finds_it_mended(
    tell: Callable[..., int], poison: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(departure("sam-altman", "2023-11-17"))
    catch_up()
    poison()
    checkpoint, others = parking._checkpoint, iter([retry])

    def after_others(*arguments: Any) -> Any:
        for other in others:
            assert other("tenures") == Retried([TRACK], [])
        return checkpoint(*arguments)

    monkeypatch.setattr(parking, "_checkpoint", after_others)
    assert retry("tenures") == Retried([TRACK], [])
    assert held_back("tenures") == []


def test_what_comes_while_a_track_is_retried_is_taken_up_after_it(
    tell: Callable[..., int], poison: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or the track would be left out of it, as one that still waits, and never come to it."""
    tell(departure("sam-altman", "2023-11-17"))
    catch_up()
    poison()
    tell(appointment("mira-murati", "2023-11-17"))
    for_track, taken_up = load.for_track, []

    def while_others_work(*arguments: Any) -> Any:
        with ThreadPoolExecutor(1) as pool:
            taken_up.append(pool.submit(elsewhere, advance, "tenures").result())
        return for_track(*arguments)

    monkeypatch.setattr(load, "for_track", while_others_work)
    assert retry("tenures") == Retried([TRACK], [])
    assert taken_up == [0]
    assert advance("tenures") == 1
    rows = row_model("tenures")._default_manager.filter(known_to=None)
    assert sorted(rows.values_list("person", flat=True)) == ["mira-murati", "sam-altman"]


def elsewhere(work: Callable[[str], int], name: str) -> int:
    try:
        return work(name)
    finally:
        connection.close()


def test_a_retry_goes_as_far_as_the_slice_of_its_track(
    tell: Callable[..., int], poison: Callable[[], None], settings: Any
) -> None:
    settings.NEWSROOM_SLICES = {"tenures": 2}
    tell(appointment("sam-altman", "2019-03"), departure("sam-altman", "2023-11-17"))
    number = checkpoints.slice_of(TRACK, 2)
    assert number != 0
    advance("tenures", number)
    poison()
    assert retry("tenures") == Retried([TRACK], [])
    rows = row_model("tenures")._default_manager.filter(known_to=None)
    assert list(rows.values_list("manner", flat=True)) == ["removed"]


def test_a_retry_that_gets_further_notes_where_and_why_it_stopped(
    tell: Callable[..., int], poison: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(departure("sam-altman", "2023-11-17"))
    catch_up()
    further = tell(appointment("sam-altman", "2023-11-22"))
    catch_up()
    poison()
    derive = projection("tenures").derive

    def fails(track: str, told: Sequence[Fact], parts: Parts) -> Iterable[Any]:
        if track == TRACK and any(f.position == further for part in parts.values() for f in part):
            raise LookupError("nor that")
        return derive(track, told, parts)

    monkeypatch.setattr(projection("tenures"), "derive", fails, raising=False)
    assert retry("tenures").parked == [TRACK]
    parked = ParkedTrack.objects.get()
    assert (parked.position, parked.error) == (further, "LookupError: nor that")


@pytest.mark.parametrize("slices", [1, 2])
def test_an_event_that_cannot_be_read_holds_back_all_that_it_may_be_about(
    tell: Callable[..., int], monkeypatch: pytest.MonkeyPatch, slices: int, settings: Any
) -> None:
    """That of a person's posts are all tracks of the organisation, whoever takes them up."""
    settings.NEWSROOM_SLICES = dict.fromkeys(projections(), slices)

    def unreadable(type_: str, *arguments: Any) -> Any:
        if type_ == "person.departed":
            raise LookupError("of a version of the code that is yet to come")
        return decode(type_, *arguments)

    for module in (history, effective):
        monkeypatch.setattr(module, "decode", unreadable)
    tell(appointment("sam-altman", "2019-03"), appointment("mira-murati", "2019-03", "director"))
    bad = tell(departure("sam-altman", "2023-11-17"))
    tell(appointment("mira-murati", "2023-11-17"))
    catch_up()
    assert held_back("tenures") == held_back("contradictions") == [("openai", bad)]
    rows = row_model("tenures")._default_manager.filter(known_to=None)
    assert sorted(rows.values_list("person", "post", "end_earliest")) == [
        ("mira-murati", "director", None),
        ("sam-altman", "ceo", None),
    ]
    for name in ("tenures", "contradictions"):
        held = held_back(name)
        rebuild.work(rebuild.request(name, parts=1).parts.get().pk)
        assert Rebuild.objects.filter(projection=name).latest("pk").status == "swapped", name
        assert held_back(name) == held

    monkeypatch.undo()
    for name in projections():
        retry(name)
    assert not any(map(held_back, projections()))
    for name in projections():
        caught_up = snapshot(name)
        requested = rebuild.request(name, parts=1)
        rebuild.work(requested.parts.get().pk)
        requested.refresh_from_db()
        assert requested.status == "swapped", (name, requested.detail)
        assert snapshot(name) == caught_up, name


def test_commands_say_that_a_track_waits(
    tell: Callable[..., int], poison: Callable[[], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """By their exit code too, of the generation that is read."""
    bad = tell(departure("sam-altman", "2023-11-17"))
    with pytest.raises(CommandError, match="1 track is parked") as refused:
        call_command("project")
    assert refused.value.returncode == 1
    with pytest.raises(SystemExit) as ended:
        call_command("projections")
    assert ended.value.code == 1
    assert f"tenures {TRACK} at {bad}: ZeroDivisionError: no such thing" in capsys.readouterr().out
    poison()
    call_command("rebuild_projection", "tenures", "--accept-differences")
    call_command("projections")
    call_command("project")


def test_an_error_is_told_on_one_line(
    tell: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    """It may quote what was recorded."""
    parking.park("tenures", 1, [Parked(TRACK, 1, "ValueError: a\nb\x1b[2J")])
    with pytest.raises(SystemExit):
        call_command("projections")
    assert rf"tenures {TRACK} at 1: ValueError: a\nb\x1b[2J" in capsys.readouterr().out
