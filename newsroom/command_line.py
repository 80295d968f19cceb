"""What `manage.py` runs: a database that does not answer is told in a sentence.

It has an exit code of its own, so that no script takes it for a broken log or a parked track.
"""

import sys

from django.core.management import execute_from_command_line
from django.db import OperationalError

NO_DATABASE = 3


def main(arguments: list[str]) -> int:
    try:
        execute_from_command_line(arguments)
    except OperationalError as fault:
        if "--traceback" in arguments:
            raise
        print(f"PostgreSQL could not be asked: {fault}".strip(), file=sys.stderr)
        where = "NEWSROOM_DATA names the data folder of a running `make run`, DATABASE_URL another"
        print(f"{where} server.", file=sys.stderr)
        return NO_DATABASE
    return 0
