"""The settings of connections: PostgreSQL's and the broker's, made from their URLs."""

import os
import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

from newsroom.env import given

ONLY_WHEN_ASKED = 2**31  # times that a statement runs before it is prepared unasked
# A server that does not answer at all is given up; a URL may say otherwise.
CONNECT_SECONDS = "5"

BROKERS = (
    *("redis", "rediss", "unix", "redis+socket", "sentinel"),
    *("amqp", "amqps", "pyamqp", "memory"),
)

# These change or inspect the schema, which only the owner of the tables may do.
OWNER_COMMANDS = frozenset(
    {"dbshell", "flush", "inspectdb", "makemigrations", "migrate", "partition_log"}
    | {"showmigrations", "sqlflush", "sqlmigrate", "test"}
)


def database(url: str | None, folder: Path, *, idle_seconds: int = 0) -> dict[str, Any]:
    """Django's settings for any libpq URI, Unix sockets and options included."""
    # Without servers: the place where none listens, for an error that says so. What follows a comma
    # would be another host, and libpq knows no way to write one that is none.
    nowhere = str(folder / "postgres").replace(",", "?")
    parts = dict(conninfo_to_dict(url)) if url else {"host": nowhere}
    parts.setdefault("connect_timeout", CONNECT_SECONDS)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", "newsroom"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": str(parts.pop("port", "")),
        "OPTIONS": with_settings(parts, database_role(), idle_seconds),
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


def with_settings(parameters: dict[str, Any], role: str, idle_seconds: int) -> dict[str, Any]:
    """What each connection sets when it opens: its role, and how long a transaction may idle; and
    that a statement which asks to be prepared is, and planned once: planning the small statements
    that answers are made of costs more than running them. Django alone would prepare none.
    """
    wanted = [str(parameters.get("options") or ""), "-c plan_cache_mode=force_generic_plan"]
    if idle_seconds:
        wanted.append(f"-c idle_in_transaction_session_timeout={idle_seconds}s")
    if role:
        wanted.append(f"-c role={role}")
    options = " ".join(filter(None, wanted))
    return {"prepare_threshold": ONLY_WHEN_ASKED, **parameters, "options": options}


def broker(redis_url: str) -> tuple[str, dict[str, Any]]:
    """Celery's broker and its options: BROKER_URL if there is one, else the same Redis."""
    url = given("BROKER_URL") or redis_url
    scheme = url.partition("://")[0] if "://" in url else ""
    if scheme not in BROKERS:
        schemes = ", ".join(f"{each}://" for each in BROKERS)
        raise ImproperlyConfigured(f"BROKER_URL (else REDIS_URL) begins with one of {schemes}.")
    if scheme in {"amqp", "amqps", "pyamqp"}:
        return url, {}
    if scheme in {"redis", "rediss", "unix"}:
        url = as_celery_spells(url)
    options: dict[str, Any] = {"global_keyprefix": "newsroom:celery:", "socket_connect_timeout": 5}
    if url.startswith("sentinel://"):
        if not (master := os.environ.get("BROKER_SENTINEL_MASTER")):
            raise ImproperlyConfigured(
                "Set BROKER_SENTINEL_MASTER to the name under which the sentinels know the master."
            )
        options["master_name"] = master
        if password := given("BROKER_SENTINEL_PASSWORD"):
            options["sentinel_kwargs"] = {"password": password}
    return url, options


def as_celery_spells(redis_url: str) -> str:
    """Which has a socket's path, and the number of the database, in other places."""
    parts = urlsplit(redis_url)
    query = parse_qs(parts.query)
    database = query.pop("db", [""])[0]
    if parts.scheme == "unix":
        return f"redis+socket://{parts.path}?" + urlencode({"virtual_host": database or "0"})
    if not database:
        return redis_url
    return urlunsplit(parts._replace(path=f"/{database}", query=urlencode(query, doseq=True)))
