"""`manage.py` where no server runs."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError

from newsroom.command_line import NO_DATABASE, main
from newsroom.env import CHECKOUT


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


@pytest.mark.parametrize(
    ("cause", "told"),
    [
        (psycopg.OperationalError, "PostgreSQL could not be asked: too bad"),
        (psycopg.errors.AdminShutdown, "PostgreSQL could not be asked: too bad"),
        (psycopg.errors.ConnectionFailure, "PostgreSQL could not be asked: too bad"),
        (psycopg.errors.DiskFull, "PostgreSQL could not do it: too bad (53100)"),
        (psycopg.errors.LockNotAvailable, "PostgreSQL could not do it: too bad (55P03)"),
        (psycopg.errors.QueryCanceled, "PostgreSQL could not do it: too bad (57014)"),
    ],
)
def test_what_a_database_cannot_do_is_not_told_as_one_that_is_not_there(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    cause: type[Exception],
    told: str,
) -> None:
    def fail(arguments: list[str]) -> None:
        raise OperationalError("too bad\n") from cause("too bad\n")

    monkeypatch.setattr("newsroom.command_line.execute_from_command_line", fail)
    assert main(["manage.py", "project"]) == NO_DATABASE
    said = capsys.readouterr().err
    assert said.splitlines()[0] == told
    assert ("NEWSROOM_DATA" in said) == ("asked" in told)
