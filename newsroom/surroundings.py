"""What the settings learn from outside: the environment, and the servers that `make run` started.

Imports no Django settings, so that the launcher can use it before anything is configured.
"""

import json
import math
import os
import re
import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

from django.core.exceptions import ImproperlyConfigured
from environ import Env
from psycopg.conninfo import conninfo_to_dict

from events.when import WhenError, check_timezone

CHECKOUT = Path(__file__).resolve().parent.parent

ONLY_WHEN_ASKED = 2**31  # times that a statement runs before it is prepared unasked
# A server that does not answer at all is given up; a URL may say otherwise.
CONNECT_SECONDS = "5"

# As `manage.py check --deploy` has it.
LEAST_LENGTH, LEAST_DISTINCT = 50, 5

BROKERS = (
    *("redis", "rediss", "unix", "redis+socket", "sentinel"),
    *("amqp", "amqps", "pyamqp", "memory"),
)

ON = Env.BOOLEAN_TRUE_STRINGS
OFF = ("false", "off", "no", "n", "0")
SHOWN = 40  # of what cannot be read
_SLICES = re.compile(r"(?P<name>[a-z_]+)\s*=\s*(?P<slices>[1-9][0-9]{0,3})")

# These change or inspect the schema, which only the owner of the tables may do.
OWNER_COMMANDS = frozenset(
    {"dbshell", "flush", "inspectdb", "makemigrations", "migrate", "partition_log"}
    | {"showmigrations", "sqlflush", "sqlmigrate", "test"}
)


def data_folder() -> Path:
    """`NEWSROOM_DATA`, where development servers keep everything; relative to the checkout."""
    return CHECKOUT / (os.environ.get("NEWSROOM_DATA") or ".data")


def given(name: str) -> str:
    """A setting from the environment, or from the file that `<name>_FILE` names, as secrets are
    mounted into containers; empty where there is none."""
    value, file = os.environ.get(name), os.environ.get(f"{name}_FILE")
    if not file:
        return value or ""
    if value:
        raise ImproperlyConfigured(f"Set {name} or {name}_FILE, not both.")
    try:
        return Path(file).read_text().strip()
    except (OSError, UnicodeDecodeError) as fault:
        raise ImproperlyConfigured(f"{name}_FILE={file} cannot be read: {fault}") from fault


def flag(name: str, default: bool) -> bool:
    """Whether a setting is on; the default where it says nothing."""
    told = os.environ.get(name, "").strip()
    if not told:
        return default
    if told.lower() not in {*ON, *OFF}:
        raise ImproperlyConfigured(f"{name} is true or false, not {told[:SHOWN]}.")
    return told.lower() in ON


def number(name: str, default: int, *, least: int = 0) -> int:
    """A whole number that a setting says; the default where it says nothing."""
    told = os.environ.get(name, "").strip()
    try:
        found = int(told or default)
    except ValueError:
        found = least - 1
    if found < least:
        raise ImproperlyConfigured(
            f"{name} is a whole number of at least {least}, not {told[:SHOWN]}."
        )
    return found


def seconds(name: str, default: float) -> float:
    """How long a setting says; the default where it says nothing."""
    told = os.environ.get(name, "").strip()
    try:
        found = float(told or default)
    except ValueError:
        found = math.nan
    if not 0 <= found < math.inf:
        raise ImproperlyConfigured(f"{name} is a number of seconds, not {told[:SHOWN]}.")
    return found


def listed(name: str) -> list[str]:
    """What a setting lists between commas; a blank beside one is no part of a name."""
    told = os.environ.get(name, "").split(",")
    return [each.strip() for each in told if each.strip()]


def timezone() -> str:
    """`NEWSROOM_TIMEZONE`; one that is none would fail every question, and only then."""
    try:
        return check_timezone(os.environ.get("NEWSROOM_TIMEZONE") or "UTC")
    except WhenError as fault:
        raise ImproperlyConfigured(f"NEWSROOM_TIMEZONE: {fault.detail}") from fault


def slices() -> dict[str, int]:
    """`NEWSROOM_SLICES`: into how many each of the projections is cut that it names."""
    found = [_SLICES.fullmatch(each) for each in listed("NEWSROOM_SLICES")]
    if not all(found):
        raise ImproperlyConfigured(
            "NEWSROOM_SLICES takes projections with numbers above 0, such as tenures=4,facts=2."
        )
    return {each["name"]: int(each["slices"]) for each in found if each}


def running(folder: Path) -> dict[str, Any]:
    """What `make run` says of the servers it keeps on this folder; empty when there are none."""
    try:
        state: dict[str, Any] = json.loads((folder / "running.json").read_text())
    except (FileNotFoundError, PermissionError, NotADirectoryError):
        return {}
    return state


def secret_key(folder: Path) -> str:
    """The key from the environment, else the one `make run` made in its data folder, else none."""
    if key := given("SECRET_KEY"):
        return key
    try:
        return (folder / "secret_key").read_text().strip()
    except (FileNotFoundError, PermissionError, NotADirectoryError):
        return ""


def weakness(key: str) -> str | None:
    """Why a secret key is not fit to sign with, in one sentence; None for a good one."""
    make = "python -c 'import secrets; print(secrets.token_urlsafe(50))' prints a good one."
    if not key:
        return f"Set SECRET_KEY, the same for every process that serves requests. {make}"
    if len(key) < LEAST_LENGTH or len(set(key)) < LEAST_DISTINCT or key.startswith("django-insec"):
        return f"SECRET_KEY needs {LEAST_LENGTH} characters that nobody can guess. {make}"
    return None


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
