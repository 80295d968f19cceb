"""`make run`: a whole newsroom in the foreground, from nothing. Ctrl-C or SIGTERM stops all of it.

What it starts cannot outlive it: the kernel ends the children of a killed launcher, and the next
start ends whatever is left on the same data folder.
"""

import errno
import os
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType

from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError

from newsroom.connections import runtime_role
from newsroom.development.first_start import (
    Credentials,
    ensure_credentials,
    first_question,
    load_example,
    renew_views,
)
from newsroom.development.folder import DataFolder, FolderInUseError, NoFolderError
from newsroom.development.servers import EmbeddedServers, StartError, process
from newsroom.development.supervision import (
    Child,
    GaveUpError,
    end_left_behind,
    identities,
    say,
    stop_all,
)
from newsroom.env import CHECKOUT, data_folder, given

HOST = "127.0.0.1"
START_SECONDS = 120
# True of every development machine, and nothing to act upon there.
QUIET = "ignore:No directory at,ignore:You're running the worker with superuser privileges"


class PortTakenError(Exception):
    pass


# Each says in a sentence what is wrong; the last two of a setting, and of the example story.
REFUSALS = (
    *(PortTakenError, FolderInUseError, NoFolderError, StartError, GaveUpError),
    *(ImproperlyConfigured, CommandError),
)


class Stop(BaseException):
    """SIGINT, SIGTERM or SIGHUP came."""


def main(arguments: list[str]) -> int:
    if "--tied" in arguments:  # `make` killed: nobody is left who could stop us
        process.die_with(os.getppid(), signal.SIGTERM)
    try:
        with stopping_on_signals(), ExitStack() as stack:
            run(stack)
    except Stop:
        say("newsroom", "stopped")
        return 0
    except REFUSALS as fault:
        print(f"newsroom: {fault}", file=sys.stderr)
        return 1
    return 0


def run(stack: ExitStack) -> None:
    folder = DataFolder(data_folder())
    folder.hold()  # first: an earlier run on it that stops has its port until then
    listener = stack.enter_context(listen(os.environ.get("PORT") or "8000"))
    end_left_behind(folder.state().get("processes", []))
    folder.withdraw()
    servers = prepare_servers(folder)
    os.environ |= environment_of(folder, servers)
    if servers:
        say("newsroom", "starting PostgreSQL and Valkey")
        stack.callback(servers.stop)
        servers.start()
    credentials, question = prepare_database(folder)
    url = f"http://{HOST}:{listener.getsockname()[1]}"
    children = processes(listener)
    stack.callback(stop_all, children)
    stack.callback(folder.withdraw)
    for child in children:
        child.start()
    publish(folder, children)
    wait_until_answering(url, children)
    publish(folder, children, url)
    welcome(url, folder, credentials, question)
    while True:
        time.sleep(0.25)
        if sum(child.look_after() for child in children):
            publish(folder, children, url)
        if servers and (name := servers.ended()):
            raise GaveUpError(f"{name} has ended; its log is in {folder.path / 'log'}")


def publish(folder: DataFolder, children: list[Child], url: str | None = None) -> None:
    """For `manage.py` beside us and for the next start; the URL once it answers."""
    state = {"pid": os.getpid(), "processes": identities(children)}
    state |= {name.lower(): os.environ[name] for name in ("DATABASE_URL", "REDIS_URL")}
    folder.publish(state | ({"url": url} if url else {}))


@contextmanager
def stopping_on_signals() -> Iterator[None]:
    """Turns the first signal into `Stop`; while that is acted upon, no other disturbs it."""
    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def stop(number: int, frame: FrameType | None) -> None:
        for sign in signals:
            signal.signal(sign, signal.SIG_IGN)
        raise Stop

    for sign in signals:
        signal.signal(sign, stop)
    yield


@contextmanager
def listen(port: str) -> Iterator[socket.socket]:
    """The web server's socket, taken before anything starts; port 0 is any free one."""
    if not port.isdigit() or int(port) > 65535:
        raise PortTakenError(f"PORT is a number from 0 to 65535, not {port!r}.")
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, int(port)))
            listener.listen(128)
        except OSError as fault:
            in_use = fault.errno == errno.EADDRINUSE
            reason = "is in use" if in_use else f"cannot be used: {fault.strerror}"
            raise PortTakenError(
                f"Port {port} {reason}. Choose another: make run PORT=8001"
            ) from fault
        yield listener


def prepare_servers(folder: DataFolder) -> EmbeddedServers | None:
    postgres, valkey = not given("DATABASE_URL"), not given("REDIS_URL")
    if not postgres and not valkey:
        return None
    return EmbeddedServers(folder.path, postgres=postgres, valkey=valkey)


def environment_of(folder: DataFolder, servers: EmbeddedServers | None) -> dict[str, str]:
    """What this process and its children find in their environment."""
    found = {
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "NEWSROOM_DATA": str(folder.path),
        "NEWSROOM_HTTPS": os.environ.get("NEWSROOM_HTTPS") or "0",  # plain HTTP, loopback only
        "LOG_LEVEL": os.environ.get("LOG_LEVEL") or "WARNING",  # a person watches
        "NEWSROOM_DB_ROLE": "",  # we migrate; the children act in the restricted role
        "PYTHONUNBUFFERED": "1",
    }
    if not given("SECRET_KEY"):
        found["SECRET_KEY"] = folder.secret_key()
    if servers and not given("DATABASE_URL"):
        found["DATABASE_URL"] = servers.addresses.database_url
    if servers and not given("REDIS_URL"):
        found["REDIS_URL"] = servers.addresses.redis_url
    return found


def prepare_database(folder: DataFolder) -> tuple[Credentials, str]:
    """The login and key, and a question that the database can answer."""
    import django
    from django.core.management import call_command
    from django.db import connections

    os.chdir(CHECKOUT)
    django.setup()
    say("newsroom", "migrating the database")
    call_command("migrate", interactive=False, verbosity=0)
    credentials = ensure_credentials(folder)
    if load_example(folder, os.environ.get("NEWSROOM_EXAMPLE", "")):
        say("newsroom", "loaded the example story")
    if renewed := renew_views():
        say("newsroom", f"views by new rules are being derived: {', '.join(renewed)}")
    question = first_question()
    connections.close_all()
    return credentials, question


def processes(listener: socket.socket) -> list[Child]:
    environment = {"PYTHONWARNINGS": QUIET, **os.environ, "NEWSROOM_DB_ROLE": runtime_role()}
    listening = listener.fileno()
    web = ["-m", "gunicorn", "-c", "python:newsroom.gunicorn", "newsroom.wsgi"]
    web += ["--bind", f"fd://{listening}"]
    celery = ["-m", "celery", "-A", "newsroom", "--quiet"]
    level = ["--loglevel", os.environ["LOG_LEVEL"]]
    worker = [*celery, "worker", "--concurrency", "2", "--without-gossip", "--without-mingle"]
    beat = [*celery, "beat", "--pidfile", ""]
    return [
        Child("web", [sys.executable, *web], environment, (listening,)),
        Child("worker", [sys.executable, *worker, *level], environment),
        Child("beat", [sys.executable, *beat, *level], environment),
    ]


def wait_until_answering(url: str, children: list[Child]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not _answers(f"{url}/readyz"):
        for child in children:
            child.look_after()
        if time.monotonic() > deadline:
            raise GaveUpError("the web server does not answer; see its messages above")
        time.sleep(0.1)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - our own address
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def welcome(url: str, folder: DataFolder, credentials: Credentials, question: str) -> None:
    password = credentials.password or "(as you set it)"
    lines = [
        "",
        f"Newsroom runs at {url}",
        f"  API       {url}/api/v1/    its description: {url}/api/docs/",
        f"  desk      {url}/desk/      login: {credentials.login}   password: {password}",
        f"  admin     {url}/admin/     the same login",
        f"  API key   {credentials.api_key}",
        f"  kept in   {folder.path / 'credentials.txt'}",
        "Ask it, for example:",
        f"  curl -H 'Authorization: Bearer {credentials.api_key}' \\",
        f"    '{url}/api/v1/{question}'",
        "Ctrl-C stops everything.",
        "",
    ]
    for line in lines:
        say("newsroom", line)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
