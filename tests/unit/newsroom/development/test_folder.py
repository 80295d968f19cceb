import stat
from pathlib import Path
from typing import Any

import pytest

from newsroom.development.folder import DataFolder, FolderInUseError, NoFolderError


def test_a_folder_is_held_by_one_at_a_time(tmp_path: Path) -> None:
    first = DataFolder(tmp_path / "data of mine")
    first.hold()
    first.publish({"pid": 1, "url": "http://127.0.0.1:8000"})
    with pytest.raises(FolderInUseError, match=r"data of mine at http://127\.0\.0\.1:8000"):
        DataFolder(tmp_path / "data of mine").hold()


def test_what_can_be_no_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "a file").touch()
    with pytest.raises(NoFolderError, match=r"/a file cannot be the data folder: .* NEWSROOM_DATA"):
        DataFolder(tmp_path / "a file")


def test_another_folder_is_free(tmp_path: Path) -> None:
    first, second = DataFolder(tmp_path / "1"), DataFolder(tmp_path / "2")
    first.hold()
    second.hold()
    assert first.path != second.path


def test_secrets_are_for_their_owner_only(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    key = folder.secret_key()
    assert len(key) >= 50
    assert stat.S_IMODE((folder.path / "secret_key").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700
    assert DataFolder(tmp_path / "data").secret_key() == key


def test_state_is_published_and_withdrawn(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    assert folder.state() == {}
    folder.publish({"pid": 1})
    folder.publish({"pid": 2})
    assert folder.state() == {"pid": 2}
    folder.withdraw()
    folder.withdraw()
    assert folder.state() == {}


def test_a_state_that_is_withdrawn_while_somebody_looks_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that stops withdraws it, and the next, which waits for that, looks again and again."""
    folder = DataFolder(tmp_path)
    folder.publish({"pid": 1})

    def opened(path: Path, *arguments: Any, **options: Any) -> Any:
        folder.withdraw()
        return open_it(path, *arguments, **options)

    open_it = Path.open
    monkeypatch.setattr(Path, "open", opened)
    assert folder.state() == {}
