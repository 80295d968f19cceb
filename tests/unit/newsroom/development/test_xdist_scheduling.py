"""How the tests themselves are spread over processes, and when what they share ends."""

from pathlib import Path

import pytest

from newsroom.env import CHECKOUT
from tests.xdist_scheduling import TOGETHER, together, turn

TESTS = CHECKOUT / "tests"


@pytest.mark.parametrize("start", TOGETHER)
def test_what_goes_together_is_there(start: str) -> None:
    assert (CHECKOUT / start).exists()


def test_the_first_that_fits_counts_and_all_others_follow_each_by_itself() -> None:
    browser, alone = "tests/browser/test_shell.py::test_a[x::y]", "tests/unit/test_b.py::test_c"
    assert (together(browser), turn(browser)) == ("tests/browser/", 0)
    assert (together(alone), turn(alone)) == ("tests/unit/test_b.py", len(TOGETHER))


def test_fixtures_of_a_folder_end_with_it() -> None:
    """Where the folder is no package, pytest keeps a fixture of a package's scope to the end."""
    folders: list[Path] = [
        conftest.parent
        for conftest in TESTS.rglob("conftest.py")
        if 'scope="package"' in conftest.read_text()
    ]
    assert TESTS / "browser" in folders
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []
