"""Where servers that a test starts itself keep what they have."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def place() -> Iterator[Path]:
    """Not pytest's own folders, which are closed to PostgreSQL's account."""
    path = Path(tempfile.mkdtemp(prefix="newsroom-servers-"))
    yield path
    shutil.rmtree(path)
