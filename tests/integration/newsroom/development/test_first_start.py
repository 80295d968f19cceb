"""The example story is there, in the log and in the views, before anybody can ask."""

from __future__ import annotations

import pytest

from newsroom.development.first_start import ABOUT_THE_EXAMPLE, first_question, load_example
from tests.integration.stories.api.conftest import Desk


@pytest.fixture
def desk(empty_log: None) -> Desk:
    return Desk()


def test_the_question_that_is_offered_is_answered_at_once(desk: Desk) -> None:
    assert load_example("")
    assert first_question() == ABOUT_THE_EXAMPLE
    path, _, as_of = ABOUT_THE_EXAMPLE.partition("?as_of=")
    answer = desk.ask(path, as_of=as_of)
    assert answer["size"] == {"certain": 4, "possible": 0}
    assert not load_example("")


def test_without_it_there_is_something_to_ask_too(desk: Desk) -> None:
    assert not load_example("none")
    assert desk.ask(first_question())["results"] == []
