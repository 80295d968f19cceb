"""What `manage.py` runs: a database that does not answer, or cannot do it, is told in a sentence.

It has an exit code of its own, so that no script takes it for a broken log or a parked track.
"""

import sys

from django.core.management import execute_from_command_line
from django.db import OperationalError

NO_DATABASE = 3
CONNECTION = ("08", "57P")
"""How states of SQL begin that say that a connection failed, or that a server ended it."""


def main(arguments: list[str]) -> int:
    try:
        execute_from_command_line(arguments)
    except OperationalError as fault:
        if "--traceback" in arguments:
            raise
        print(_told(fault), file=sys.stderr)
        return NO_DATABASE
    return 0


def _told(fault: OperationalError) -> str:
    """A full disk, a lock or a statement that took too long are said by a server that was asked."""
    state = getattr(fault.__cause__, "sqlstate", None)
    reason = str(fault).strip()
    if state and not state.startswith(CONNECTION):
        return f"PostgreSQL could not do it: {reason} ({state})"
    where = "NEWSROOM_DATA names the data folder of a running `make run`, DATABASE_URL another"
    return f"PostgreSQL could not be asked: {reason}\n{where} server."
