"""`manage.py` where no server runs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsroom.command_line import NO_DATABASE
from newsroom.surroundings import CHECKOUT


@pytest.mark.parametrize(
    "command",
    ["verify_log", "projections", "as_of board acme 2020-01-01", "project"],
)
def test_a_database_that_does_not_answer_is_told_in_words(tmp_path: Path, command: str) -> None:
    wanted = {"NEWSROOM_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    given = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    done = subprocess.run(
        [sys.executable, str(CHECKOUT / "manage.py"), *command.split()],
        env=given | wanted,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == NO_DATABASE
    assert done.stdout == ""
    assert done.stderr.startswith("PostgreSQL could not be asked: ")
    assert "Traceback" not in done.stderr
