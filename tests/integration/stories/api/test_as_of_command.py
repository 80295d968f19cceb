import io
import json
from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command

from tests.integration.stories.api.conftest import Desk

Tell = Callable[[], Desk]


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("as_of", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (("board", "acme", "2023-11-17"), "Bob Ray\tChair"),
        (("leadership", "acme", "2023-11-18"), "interim\tDot Fox\tAda Lee"),
        (("leadership", "upheaval", "2023-11-18"), "interim\tDot Fox\tAda Lee"),
        (("career", "ada"), "removed"),
        (("timeline", "acme", "2021-01-01"), "Cem Can"),
        (("board", "acme", "2023-11-17", "--known-at", "@11"), "Ada Lee"),
    ],
)
def test_plain_text_where_there_is_no_terminal(
    told: Tell, arguments: tuple[str, ...], shown: str
) -> None:
    told()
    text = run(*arguments)
    assert shown in text
    assert "│" not in text


def test_json_is_the_answer_of_the_api(told: Tell) -> None:
    desk = told()
    answer = json.loads(run("board", "acme", "2023-11-17", "--tz", "Asia/Shanghai", "--json"))
    assert answer == desk.ask("organizations/acme/board/", as_of="2023-11-17", tz="Asia/Shanghai")


@pytest.mark.parametrize(
    "arguments",
    [
        ("board", "nobody"),
        ("board", "acme", "Friday"),
        ("board", "acme", "2023-11-17", "--known-at", "@999"),
        ("career", "acme"),
        ("board", "acme", "--tz", "Mars"),
    ],
)
def test_bad_questions_exit_with_2(told: Tell, arguments: tuple[str, ...]) -> None:
    told()
    with pytest.raises(CommandError) as refusal:
        run(*arguments)
    assert refusal.value.returncode == 2
