"""With production's settings: nothing to object to, and no start without secrets of one's own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsroom.development.servers import Addresses
from newsroom.env import CHECKOUT

KEY = "Zk3vJ8sQ1mT6yR0bN5xW9cF2hL7pD4gA-uE_oiYqXwKjVtSr"
KEY += "MnBc"
OURS = ("NEWSROOM_HTTPS", "SECRET_KEY", "NEWSROOM_DB_ROLE", "DJANGO_SETTINGS_MODULE", "DEBUG")
SERVE = "import newsroom.wsgi; print('serving')"


@pytest.fixture
def production(addresses: Addresses, tmp_path: Path) -> dict[str, str]:
    """The environment of a newsroom behind a proxy that speaks TLS, without its secret key."""
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    return kept | {
        "NEWSROOM_DATA": str(tmp_path),  # where no `make run` has left a key
        "DATABASE_URL": addresses.database_url,
        "REDIS_URL": addresses.redis_url,
        "ALLOWED_HOSTS": "newsroom.example",
        "NEWSROOM_BEHIND_PROXY": "1",
    }


def run(environment: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        cwd=CHECKOUT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )


def test_the_deployment_check_objects_to_nothing(production: dict[str, str]) -> None:
    check = ("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    done = run({**production, "SECRET_KEY": KEY}, *check)
    assert done.returncode == 0, done.stderr
    assert run({**production, "SECRET_KEY": KEY, "DEBUG": "1"}, *check).returncode == 1


@pytest.mark.parametrize(
    ("key", "told"),
    [
        (None, "Set SECRET_KEY"),
        ("", "Set SECRET_KEY"),
        ("short", "50 characters that nobody can guess"),
        ("a" * 60, "50 characters that nobody can guess"),
        ("django-insecure-" + KEY, "50 characters that nobody can guess"),
    ],
)
def test_without_a_key_of_its_own_it_does_not_serve(
    production: dict[str, str], key: str | None, told: str
) -> None:
    done = run(production if key is None else {**production, "SECRET_KEY": key}, "-c", SERVE)
    assert done.returncode != 0
    assert "serving" not in done.stdout
    assert told in done.stderr
    assert "token_urlsafe" in done.stderr  # how to make a good one


def test_the_web_server_ends_at_once(production: dict[str, str]) -> None:
    server = ("-m", "gunicorn", "-c", "python:newsroom.gunicorn", "newsroom.wsgi")
    done = run({**production, "PORT": "0", "WEB_CONCURRENCY": "1"}, *server)
    assert done.returncode != 0
    assert "Set SECRET_KEY" in done.stderr
    done = run({**production, "SECRET_KEY": KEY, "PORT": "0", "WEB_CONCURRENCY": "0"}, *server)
    assert done.returncode != 0
    assert "WEB_CONCURRENCY is a whole number of at least 1" in done.stderr


def test_secrets_come_from_files(production: dict[str, str], tmp_path: Path) -> None:
    for name, value in {**production, "SECRET_KEY": KEY}.items():
        if name in {"SECRET_KEY", "DATABASE_URL", "REDIS_URL"}:
            production.pop(name, None)
            (tmp_path / name).write_text(f"{value}\n")
            production[f"{name}_FILE"] = str(tmp_path / name)
    assert run(production, "-c", SERVE).stdout == "serving\n"
    shown = "from django.conf import settings as s; print(s.REDIS_URL, s.DATABASES['default'])"
    done = run({**production, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}, "-c", shown)
    assert (tmp_path / "REDIS_URL").read_text().strip() in done.stdout


def test_the_largest_body_is_a_setting(production: dict[str, str]) -> None:
    production |= {"NEWSROOM_LARGEST_BODY": "1000", "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    shown = "from django.conf import settings; print(settings.NEWSROOM_LARGEST_BODY)"
    assert run(production, "-c", shown).stdout == "1000\n"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NEWSROOM_TIMEZONE", "Mars"),
        ("NEWSROOM_SLICES", "tenures=0"),
        ("NEWSROOM_REBUILD_PARTS", "-1"),
        ("NEWSROOM_READ_WAIT_SECONDS", "soon"),
        ("NEWSROOM_HTTPS", "ture"),
    ],
)
def test_what_no_setting_can_be_is_told_at_the_start(
    production: dict[str, str], name: str, value: str
) -> None:
    done = run({**production, "SECRET_KEY": KEY, name: value}, "-c", SERVE)
    assert done.returncode != 0
    assert f"ImproperlyConfigured: {name}" in done.stderr


def test_no_default_reaches_another_database(production: dict[str, str]) -> None:
    del production["DATABASE_URL"]
    done = run({**production, "SECRET_KEY": KEY}, "manage.py", "projections")
    assert done.returncode != 0
    assert production["NEWSROOM_DATA"] in done.stderr
