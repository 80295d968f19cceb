"""The project's settings on throw-away servers, unless DATABASE_URL and REDIS_URL name others.

Only their addresses are settled here; `tests/conftest.py` starts them when a test needs them.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from newsroom.development.servers import EmbeddedServers

# What the worker processes of pytest-xdist inherit from the process that starts the servers.
SHARED = "NEWSROOM_TEST_SERVERS"
# There where PostgreSQL is one of them: it lets us in as its superuser.
EMBEDDED_POSTGRES = "NEWSROOM_TEST_EMBEDDED_POSTGRES"

servers: EmbeddedServers | None = None

os.environ.setdefault("NEWSROOM_DB_ROLE", "")  # tests make their database, so they own it
os.environ.setdefault("NEWSROOM_HTTPS", "0")

if SHARED not in os.environ and not {"DATABASE_URL", "REDIS_URL"} <= os.environ.keys():
    _folder = Path(tempfile.mkdtemp(prefix="newsroom-tests-"))
    if "DATABASE_URL" not in os.environ:
        os.environ[EMBEDDED_POSTGRES] = "yes"
    os.environ["NEWSROOM_DATA"] = str(_folder)
    servers = EmbeddedServers(
        _folder,
        postgres=EMBEDDED_POSTGRES in os.environ,
        valkey="REDIS_URL" not in os.environ,
        # Killed servers lose nothing by this, only a machine without power would.
        settings={"fsync": "off", "full_page_writes": "off"},
    )
    os.environ.setdefault("DATABASE_URL", servers.addresses.database_url)
    os.environ.setdefault("REDIS_URL", servers.addresses.redis_url)
    os.environ[SHARED] = str(_folder)

    def _clear_away(ours: int, started: EmbeddedServers) -> None:
        if os.getpid() == ours:  # not in what a test forked
            started.stop()
            shutil.rmtree(started.folder, ignore_errors=True)

    atexit.register(_clear_away, os.getpid(), servers)
elif _worker := os.environ.get("PYTEST_XDIST_WORKER"):
    _number = int(_worker.removeprefix("gw")) + 1
    os.environ["REDIS_URL"] = f"{os.environ['REDIS_URL'].partition('?')[0]}?db={_number}"

from newsroom.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# All tests ask from one address; those of the limit set one of their own.
NEWSROOM_REQUESTS_PER_MINUTE = 1_000_000
# One test's log ends and the next begins with the same positions, as no log does elsewhere.
NEWSROOM_KEPT_ANSWERS = 0
# Else every client of every test would look through all static files before its first request.
WHITENOISE_AUTOREFRESH = True
