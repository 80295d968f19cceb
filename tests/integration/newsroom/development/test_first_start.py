"""The example story is there, in the log and in the views, before anybody can ask."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError

from events.log.read import head
from events.recording.service import record
from events.storyfile import loading
from newsroom.development.first_start import ABOUT_THE_EXAMPLE, first_question, load_example
from newsroom.development.folder import DataFolder
from tests.integration.stories.api.conftest import Desk


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


@pytest.fixture
def desk(empty_log: None) -> Desk:
    return Desk()


def test_the_question_that_is_offered_is_answered_at_once(desk: Desk, folder: DataFolder) -> None:
    assert load_example(folder, "")
    assert first_question() == ABOUT_THE_EXAMPLE
    path, _, as_of = ABOUT_THE_EXAMPLE.partition("?as_of=")
    answer = desk.ask(path, as_of=as_of)
    assert answer["size"] == {"certain": 4, "possible": 0}
    assert not load_example(folder, "")


def test_without_it_there_is_something_to_ask_too(desk: Desk, folder: DataFolder) -> None:
    assert not load_example(folder, "none")
    assert desk.ask(first_question())["results"] == []


def test_what_a_start_left_half_done_the_next_goes_on_with(
    desk: Desk, folder: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "firms.yaml"
    firms = "".join(
        f"  - {{organization: firm-{n}, name: Firm {n}, kind: company}}\n" for n in range(3)
    )
    file.write_text(f"entities:\n{firms}")
    with monkeypatch.context() as ended:
        ended.setattr(loading, "BATCH", 2)
        ended.setattr(loading, "record", record_and_end)
        with pytest.raises(KeyboardInterrupt):
            load_example(folder, str(file))
    assert head() == 2
    assert load_example(folder, "")
    assert head() == 3
    assert len(desk.ask("organizations/")["results"]) == 3
    assert not load_example(folder, "")


def record_and_end(*given: Any, **more: Any) -> None:
    record(*given, **more)
    raise KeyboardInterrupt


def test_a_file_of_which_nothing_was_recorded_is_not_gone_on_with(
    desk: Desk, folder: DataFolder, tmp_path: Path
) -> None:
    with pytest.raises(CommandError):
        load_example(folder, str(tmp_path / "missing.yaml"))
    assert load_example(folder, "")
    assert first_question() == ABOUT_THE_EXAMPLE
