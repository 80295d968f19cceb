"""What the settings read: the environment, and what `make run` keeps in its data folder.

A value that cannot be read is refused in a sentence that names it. Imports no Django settings, so
that the launcher can use it before anything is configured.
"""

import json
import math
import os
import re
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environ import Env

from events.when import WhenError, check_timezone

CHECKOUT = Path(__file__).resolve().parent.parent

# As `manage.py check --deploy` has it.
LEAST_LENGTH, LEAST_DISTINCT = 50, 5

ON = Env.BOOLEAN_TRUE_STRINGS
OFF = ("false", "off", "no", "n", "0")
SHOWN = 40  # of what cannot be read
_SLICES = re.compile(r"(?P<name>[a-z_]+)\s*=\s*(?P<slices>[1-9][0-9]{0,3})")


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
