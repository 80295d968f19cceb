"""The web server's configuration: `gunicorn -c python:newsroom.gunicorn newsroom.wsgi`.

What the workers count for `/metrics` they keep in files of one folder, which belongs to this
server alone and goes with it: see docs/adr/0030-metrics.md.
"""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings

# Before anything imports prometheus_client, which then decides where it keeps its values.
os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", tempfile.mkdtemp(prefix="newsroom-metrics-"))

from prometheus_client import multiprocess

from newsroom import env

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
READ_AWAY = 64 * 1024
MEMORY = Path("/dev/shm")  # noqa: S108 - gunicorn unlinks its file there as soon as it has it

bind = f"0.0.0.0:{os.environ.get('PORT') or 8000}"
workers = env.number("WEB_CONCURRENCY", 2, least=1)
# Once, before the workers are forked: half of the time and of the memory.
preload_app = True
# Threads, for a request that waits for the views must not hold up the others.
threads = 4
# RFC 9110 asks for 8,000 bytes. No more can be bounded; what has more gunicorn refuses, as HTML.
limit_request_line = 8190
# It would lie in the home folder, which the account need not have.
control_socket_disable = True
# The workers' heartbeats: a disk may stall.
worker_tmp_dir = str(MEMORY) if MEMORY.is_dir() else None
# The same lines as everything else; requests are told by `newsroom.observing.middleware`.
logconfig_dict = settings.LOGGING | {
    "loggers": {
        "gunicorn.error": {"propagate": True, "level": settings.LOGGING["root"]["level"]},
        "gunicorn.access": {"level": "WARNING"},
    }
}


def pre_request(worker: Any, request: Any) -> None:
    """After a large body the connection is closed, and the answer says so.

    Where a body goes unread, since the key is wrong or it is too large, gunicorn reads the rest of
    it away, but beyond READ_AWAY drops the connection that it has just said to keep: the client's
    next request would fail.
    """
    headers = dict(request.headers)
    if "TRANSFER-ENCODING" in headers or int(headers.get("CONTENT-LENGTH") or 0) >= READ_AWAY:
        request.force_close()


def child_exit(server: Any, worker: Any) -> None:
    multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def on_exit(server: Any) -> None:
    shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)
