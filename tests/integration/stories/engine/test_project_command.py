"""`manage.py project`: the views are caught up, and a bar says so."""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.integration.stories.engine.conftest import appointment

CURSOR_IS_BACK = "\x1b[?25h"


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_what_is_caught_up_is_shown_whole(
    tell: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    """Also the second time, when there is nothing to do."""
    position = tell(appointment("sam-altman", "2019-03"))
    for _ in range(2):
        told = Terminal()
        call_command("project", "tenures", stdout=told)
        assert told.getvalue().endswith(f"at position {position}\n")
        bars = [line for line in capsys.readouterr().out.splitlines() if "tenures/0" in line]
        assert bars
        assert "100%" in bars[-1]


def test_what_is_told_stands_below_the_bars(
    tell: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Among them it breaks them, and the next bar is drawn over it."""
    tell(appointment("sam-altman", "2019-03"))
    monkeypatch.setattr(sys, "stdout", terminal := Terminal())
    call_command("project", "tenures", "facts")
    bars, _, below = terminal.getvalue().partition(CURSOR_IS_BACK)
    assert "events, at position" not in bars
    assert [line.split(":")[0] for line in below.splitlines()] == ["tenures/0", "facts/0"]


def test_no_other_projection_is_there_to_be_named(tell: Callable[..., int]) -> None:
    with pytest.raises(CommandError, match=r"tenures") as refused:
        call_command("project", "tenure")
    assert refused.value.returncode == 2
