"""What `make audit` makes of an index's answer."""

import pytest

from newsroom.development.advisories import judge

SOUND = {"name": "django", "version": "5.2", "vulns": []}
UNKNOWN = {"name": "amqp", "skip_reason": "not found"}
FAULTY = {
    "name": "left-pad",
    "version": "1.0",
    "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"]}],
}


def test_an_advisory_fails_and_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert judge("lock", [SOUND, FAULTY]) == 1
    assert "left-pad 1.0: PYSEC-1, mended in 1.1" in capsys.readouterr().out


def test_what_could_not_be_audited_is_never_called_well(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert judge("lock", [SOUND, UNKNOWN]) == 0
    assert "1 of 2 packages audited" in capsys.readouterr().out
    assert judge("lock", None) == 0
    assert "not audited" in capsys.readouterr().out
