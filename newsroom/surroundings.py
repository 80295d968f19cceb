"""What the settings learn from outside: the environment, and the servers that `make run` started.

Imports no Django settings, so that the launcher can use it before anything is configured.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from psycopg.conninfo import conninfo_to_dict

CHECKOUT = Path(__file__).resolve().parent.parent

# These change or inspect the schema, which only the owner of the tables may do.
OWNER_COMMANDS = frozenset(
    {"dbshell", "flush", "inspectdb", "makemigrations", "migrate", "showmigrations", "sqlflush"}
    | {"sqlmigrate", "test"}
)


def data_folder() -> Path:
    """`NEWSROOM_DATA`, where development servers keep everything; relative to the checkout."""
    return CHECKOUT / (os.environ.get("NEWSROOM_DATA") or ".data")


def running(folder: Path) -> dict[str, Any]:
    """What `make run` says of the servers it keeps on this folder; empty when there are none."""
    try:
        state: dict[str, Any] = json.loads((folder / "running.json").read_text())
    except (FileNotFoundError, PermissionError, NotADirectoryError):
        return {}
    return state


def secret_key(folder: Path) -> str:
    """The key from the environment, else the one `make run` made in its data folder, else none."""
    if key := os.environ.get("SECRET_KEY"):
        return key
    try:
        return (folder / "secret_key").read_text().strip()
    except (FileNotFoundError, PermissionError, NotADirectoryError):
        return ""


def database(url: str | None, folder: Path) -> dict[str, Any]:
    """Django's settings for any libpq URI, Unix sockets and options included."""
    # Without servers: the place where none listens, for an error that says so.
    parts = dict(conninfo_to_dict(url)) if url else {"host": str(folder / "postgres")}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", "newsroom"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": str(parts.pop("port", "")),
        "OPTIONS": with_role(parts, database_role()),
    }


def database_role() -> str:
    """The role to act in: the restricted one, but for commands that need the tables' owner."""
    if (role := os.environ.get("NEWSROOM_DB_ROLE")) is not None:
        return role
    by_manage = Path(sys.argv[0]).name in {"manage.py", "django-admin"}
    if by_manage and (len(sys.argv) < 2 or sys.argv[1] in OWNER_COMMANDS):
        return ""
    return runtime_role()


def runtime_role() -> str:
    return os.environ.get("NEWSROOM_RUNTIME_ROLE") or "newsroom_runtime"


def with_role(parameters: dict[str, Any], role: str) -> dict[str, Any]:
    if not role:
        return parameters
    given = parameters.get("options")
    return {**parameters, "options": f"{given or ''} -c role={role}".strip()}


def broker_url(redis_url: str) -> str:
    """The same Redis as Celery spells it, which differs for Unix sockets."""
    parts = urlsplit(redis_url)
    if parts.scheme != "unix":
        return redis_url
    query = parse_qs(parts.query)
    database = query.pop("db", ["0"])[0]
    return f"redis+socket://{parts.path}?" + urlencode({"virtual_host": database})
