"""By what the tags of answers tell one code from another."""

from pathlib import Path

from newsroom.fingerprint import fingerprint


def test_the_same_files_are_the_same_code_wherever_they_are(tmp_path: Path) -> None:
    told = [fingerprint(checkout(tmp_path / place), ["events"]) for place in ("here", "there")]
    assert told[0] == told[1]
    assert fingerprint() == fingerprint()


def test_any_change_of_a_module_is_another_code(tmp_path: Path) -> None:
    root = checkout(tmp_path)
    told = [fingerprint(root, ["events"])]
    (root / "events/deep/log.py").write_text("HEAD = 2\n")
    told.append(fingerprint(root, ["events"]))
    (root / "events/deep/log.py").rename(root / "events/log.py")
    told.append(fingerprint(root, ["events"]))
    (root / "events/other.py").touch()
    told.append(fingerprint(root, ["events"]))
    assert len(set(told)) == 4
    (root / "events/notes.txt").write_text("No module.")
    assert fingerprint(root, ["events"]) == told[-1]


def checkout(root: Path) -> Path:
    (root / "events/deep").mkdir(parents=True)
    (root / "events/deep/log.py").write_text("HEAD = 1\n")
    return root
