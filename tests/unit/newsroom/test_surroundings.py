import json
from pathlib import Path

import pytest

from newsroom import surroundings


@pytest.fixture(autouse=True)
def as_owner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSROOM_DB_ROLE", "")


def test_database_over_tcp(tmp_path: Path) -> None:
    found = surroundings.database("postgres://me:p%40ss@db:6543/news?sslmode=require", tmp_path)
    assert (found["USER"], found["PASSWORD"]) == ("me", "p@ss")
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db", "6543", "news")
    assert found["OPTIONS"] == {"sslmode": "require"}


def test_database_over_a_unix_socket(tmp_path: Path) -> None:
    found = surroundings.database("postgresql://me@/news?host=/run/pg", tmp_path)
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("/run/pg", "", "news")


def test_role_is_added_to_the_options_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSROOM_DB_ROLE", "reader")
    url = "postgresql://db/news?options=-c%20statement_timeout%3D5s"
    found = surroundings.database(url, tmp_path)
    assert found["OPTIONS"]["options"] == "-c statement_timeout=5s -c role=reader"


@pytest.mark.parametrize(
    ("command", "role"),
    [
        (["manage.py", "migrate"], ""),
        (["/somewhere/manage.py", "makemigrations", "--check"], ""),
        (["manage.py", "verify_log"], "newsroom_runtime"),
        (["manage.py", "load_story", "migrate"], "newsroom_runtime"),
        (["/venv/bin/celery", "-A", "newsroom", "worker"], "newsroom_runtime"),
        (["gunicorn"], "newsroom_runtime"),
    ],
)
def test_role_follows_the_command(
    monkeypatch: pytest.MonkeyPatch, command: list[str], role: str
) -> None:
    monkeypatch.delenv("NEWSROOM_DB_ROLE")
    monkeypatch.delenv("NEWSROOM_RUNTIME_ROLE", raising=False)
    monkeypatch.setattr("sys.argv", command)
    assert surroundings.database_role() == role


@pytest.mark.parametrize(
    ("redis", "celery"),
    [
        ("redis://:pw@cache:6379/2", "redis://:pw@cache:6379/2"),
        ("rediss://cache/0", "rediss://cache/0"),
        ("unix:///run/v.sock?db=3", "redis+socket:///run/v.sock?virtual_host=3"),
        ("unix:///run/v.sock", "redis+socket:///run/v.sock?virtual_host=0"),
    ],
)
def test_broker_url(redis: str, celery: str) -> None:
    assert surroundings.broker_url(redis) == celery


def test_secret_key_is_never_a_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    assert surroundings.secret_key(tmp_path) == ""
    (tmp_path / "secret_key").write_text("from the folder\n")
    assert surroundings.secret_key(tmp_path) == "from the folder"
    monkeypatch.setenv("SECRET_KEY", "from the environment")
    assert surroundings.secret_key(tmp_path) == "from the environment"


def test_running_servers_are_found_through_the_data_folder(tmp_path: Path) -> None:
    assert surroundings.running(tmp_path) == {}
    (tmp_path / "running.json").write_text(json.dumps({"redis_url": "unix:///x"}))
    assert surroundings.running(tmp_path) == {"redis_url": "unix:///x"}


def test_data_folder_is_relative_to_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEWSROOM_DATA", raising=False)
    assert surroundings.data_folder() == surroundings.CHECKOUT / ".data"
    monkeypatch.setenv("NEWSROOM_DATA", "other place")
    assert surroundings.data_folder() == surroundings.CHECKOUT / "other place"
    monkeypatch.setenv("NEWSROOM_DATA", "/srv/news")
    assert surroundings.data_folder() == Path("/srv/news")
