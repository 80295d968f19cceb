import os
from typing import Any

import hypothesis
import pytest
from xdist.remote import Producer
from xdist.scheduler import Scheduling

from events import effective
from events.types import decode
from newsroom.development.servers import Addresses, EmbeddedServers
from tests import settings
from tests.newsrooms import wait_until_stopped
from tests.xdist_scheduling import GroupScheduling, turn

# The same examples in every run, so that what fails fails for everybody. HYPOTHESIS_PROFILE=default
# looks further, at other ones each time.
hypothesis.settings.register_profile("repeatable", derandomize=True, database=None, deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


def pytest_configure(config: pytest.Config) -> None:
    """Where xdist spreads the tests, this process keeps the servers for all of its workers."""
    if getattr(config.option, "numprocesses", None) and settings.servers is not None:
        settings.servers.start()


def pytest_sessionfinish() -> None:
    wait_until_stopped()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """In xdist's workers; who runs alone keeps pytest's order."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: turn(item.nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than processors: whoever waits for a browser, or for a newsroom that starts, leaves
    one idle. Four at most, for memory."""
    return min((os.cpu_count() or 1) + 1, 4)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling | None:
    return GroupScheduling(config, log) if config.getvalue("dist") == "loadgroup" else None


@pytest.fixture(scope="session")
def embedded_servers() -> EmbeddedServers | None:
    """The throw-away servers, running; none when others are used."""
    servers = settings.servers
    if servers is not None and not servers.running:
        servers.start()
    return servers


@pytest.fixture(scope="session")
def addresses(embedded_servers: EmbeddedServers | None) -> Addresses:
    """Where PostgreSQL and Redis listen, for processes that a test starts."""
    return Addresses(os.environ["DATABASE_URL"], os.environ["REDIS_URL"])


@pytest.fixture(scope="session")
def redis_url(addresses: Addresses) -> str:
    return addresses.redis_url


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    embedded_servers: EmbeddedServers | None, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """pytest-django asks for this before it makes the test database, one for each of xdist."""


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The types of the events worked out, as often as they are."""
    found: list[str] = []

    def counting(type_: str, *arguments: Any) -> Any:
        found.append(type_)
        return decode(type_, *arguments)

    monkeypatch.setattr(effective, "decode", counting)
    return found
