import sys

import pytest

from newsroom.development import environment


def test_a_python_too_old_is_told_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(environment, "NEEDED", (99, 0))
    assert environment.main("requirements.lock") == 1
    assert f"this is {sys.version.split()[0]}" in capsys.readouterr().out


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_lock_files_pin_by_hash_and_name_no_place(lock: str) -> None:
    text = (environment.CHECKOUT / lock).read_text()
    for line in text.splitlines():
        assert not line.startswith(("-", "/", "file:", "http:", "https:")), line
        assert "://" not in line, line
        assert not line or line[0] in " #" or line.endswith("\\"), f"without a hash: {line}"
    assert text.count("==") <= text.count("--hash=sha256:")


def test_the_locks_agree() -> None:
    def pins(lock: str) -> set[str]:
        lines = (environment.CHECKOUT / lock).read_text().splitlines()
        return {line.rstrip(" \\") for line in lines if "==" in line and line[0] not in " #"}

    assert pins("requirements.lock") <= pins("requirements-dev.lock")
