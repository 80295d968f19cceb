"""How xdist spreads the tests: what shares a newsroom goes to one process, what takes long first.

Not by the mark `xdist_group`, which xdist 3.8 passes over with pytest 9.2 (pytest-xdist 1386).
"""

from __future__ import annotations

from typing import Any

from xdist.scheduler import LoadScopeScheduling

# Starts of paths; what begins with one goes to a process together. In their order, the longest
# first, so that none is left over at the end. All other files follow, each by itself.
TOGETHER = (
    "tests/browser/",
    "tests/acceptance/newsroom/test_restore.py",
    "tests/acceptance/story/",
    "tests/acceptance/newsroom/development/test_run.py",
    "tests/acceptance/newsroom/test_brokers.py",
    "tests/acceptance/newsroom/",
    "tests/acceptance/",
    "tests/integration/newsroom/test_containers.py",
    "tests/integration/stories/engine/test_worker_crash.py",
    "tests/integration/stories/engine/test_property_engine.py",
)


def together(nodeid: str) -> str:
    path = nodeid.partition("::")[0]
    return next((start for start in TOGETHER if path.startswith(start)), path)


def turn(nodeid: str) -> int:
    group = together(nodeid)
    return TOGETHER.index(group) if group in TOGETHER else len(TOGETHER)


class GroupScheduling(LoadScopeScheduling):  # type: ignore[misc]  # xdist tells no types
    def __init__(self, config: Any, log: Any) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False  # it would begin with where there are most tests

    def _split_scope(self, nodeid: str) -> str:
        return together(nodeid)
