"""One newsroom for all faults; after each it must be whole, so the next finds it so."""

import os
import random
import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chaos.newsroom import UnderTest, newsroom_under_test

SEED = os.environ.get("CHAOS_SEED") or secrets.token_hex(4)


def pytest_report_header() -> str:
    return f"random moments: CHAOS_SEED={SEED}"


@pytest.fixture(scope="session")
def _shared() -> Iterator[UnderTest]:
    # Not below pytest's folder: each start of a pytest shuts that to PostgreSQL's account.
    with (
        tempfile.TemporaryDirectory(prefix="newsroom-chaos-", ignore_cleanup_errors=True) as folder,
        newsroom_under_test(Path(folder), random.Random()) as found,
    ):
        yield found


@pytest.fixture
def newsroom(_shared: UnderTest, request: pytest.FixtureRequest) -> UnderTest:
    """Each test has its own chances, so that one alone meets what it met among the others."""
    _shared.chance.seed(f"{SEED} {request.node.name}")
    return _shared


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """A failure shows what the newsroom's processes said last."""
    report = yield
    shared = getattr(item, "funcargs", {}).get("newsroom")
    if report.failed and isinstance(shared, UnderTest):  # type: ignore[attr-defined]
        report.sections.append(("what the newsroom said", shared.running.said()))  # type: ignore[attr-defined]
    return report
