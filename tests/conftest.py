import os

import hypothesis
import pytest

from newsroom.development.servers import Addresses, EmbeddedServers
from tests import settings

# The same examples in every run, so that what fails fails for everybody. HYPOTHESIS_PROFILE=default
# looks further, at other ones each time.
hypothesis.settings.register_profile("repeatable", derandomize=True, database=None, deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


NEWSROOMS = frozenset({"newsroom", "example_newsroom", "revised"})  # fixtures of a whole session


def pytest_configure(config: pytest.Config) -> None:
    """Where xdist spreads the tests, this process keeps the servers for all of its workers."""
    if getattr(config.option, "numprocesses", None) and settings.servers is not None:
        settings.servers.start()


def pytest_itemcollected(item: pytest.Item) -> None:
    """What goes to one of xdist's workers together: a file, or all that share a whole newsroom.

    A newsroom is started once a worker and works on until the end, so few workers shall have one.
    With pytest 9.2 xdist 3.8 passes over the mark (pytest-xdist 1386): each worker starts its own.
    """
    together = shared_newsroom(item) or item.nodeid.partition("::")[0]
    item.add_marker(pytest.mark.xdist_group(together))


def shared_newsroom(item: pytest.Item) -> str | None:
    of_folder = "browser" if "browser" in item.path.parts else "acceptance"
    used = NEWSROOMS.intersection(getattr(item, "fixturenames", ()))
    return f"{of_folder}-{max(used)}" if used else None


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
