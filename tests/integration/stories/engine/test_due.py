"""Rules that have changed since a projection was derived: told, and all derived anew at once."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command

from stories.engine import checkpoints
from stories.engine.advance import catch_up
from stories.engine.registry import projection
from tests.integration.stories.engine.conftest import appointment

Told = pytest.CaptureFixture[str]
CHANGED = ("names", "tenures")


@pytest.fixture
def upgraded(tell: Callable[..., int], monkeypatch: pytest.MonkeyPatch) -> None:
    """Derived by some rules; those of two projections are others now."""
    tell(appointment("sam-altman", "2019-03"))
    catch_up()
    for name in CHANGED:
        rules = projection(name)
        monkeypatch.setattr(rules, "version", rules.version + 1, raising=False)


def rows(told: str) -> dict[str, str]:
    """What stands in the last column for each projection."""
    lines = [line.split("\t") for line in told.splitlines()]
    return {cells[0]: cells[-1] for cells in lines if len(cells) > 1}


@pytest.mark.usefixtures("upgraded")
def test_what_is_due_is_told(capsys: Told) -> None:
    call_command("projections")
    told = capsys.readouterr().out
    assert {name for name, state in rows(told).items() if state == "never, due"} == set(CHANGED)
    assert "rebuild_projection --due" in told
    call_command("projections", "--json")
    found = {one["name"]: one for one in json.loads(capsys.readouterr().out)}
    for name, one in found.items():
        assert one["code_version"] == one["version"] + (name in CHANGED)


@pytest.mark.usefixtures("upgraded")
def test_all_that_is_due_is_derived_anew_and_nothing_else(capsys: Told) -> None:
    call_command("rebuild_projection", "--due")
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()] == list(CHANGED)
    assert [checkpoints.live_generation(name) for name in (*CHANGED, "facts")] == [2, 2, 1]
    call_command("rebuild_projection", "--due")
    assert capsys.readouterr().out.startswith("none is due")
    call_command("projections")
    told = capsys.readouterr().out
    assert [rows(told)[name] for name in (*CHANGED, "facts")] == ["swapped", "swapped", "never"]
    assert "--due" not in told


@pytest.mark.parametrize("given", [(), ("tenures", "--due")], ids=["neither", "both"])
def test_either_a_projection_or_those_that_are_due(given: tuple[str, ...]) -> None:
    with pytest.raises(CommandError, match="--due"):
        call_command("rebuild_projection", *given)
