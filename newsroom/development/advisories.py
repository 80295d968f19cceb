"""`make audit`: asks the package index for advisories about what is locked.

Exits with 1 if there is one. An index that keeps no advisories, or is not reached, is said and is
no fault of the packages: exit 0, but never the words that all is well.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from newsroom.env import CHECKOUT

LOCKS = ("requirements.lock", "requirements-dev.lock")
TIMEOUT = 600


def main() -> int:
    return max(judge(lock, ask(CHECKOUT / lock)) for lock in LOCKS)


def ask(lock: Path) -> list[dict[str, Any]] | None:
    """What is told of each package; None where nobody could be asked."""
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "answer.json"
        command = [sys.executable, "-m", "pip_audit", "--requirement", str(lock)]
        command += ["--disable-pip", "--require-hashes", "--progress-spinner", "off"]
        command += ["--format", "json", "--output", str(answer)]
        subprocess.run(command, check=False, capture_output=True, timeout=TIMEOUT)
        if not answer.exists():
            return None
        told: list[dict[str, Any]] = json.loads(answer.read_text())["dependencies"]
        return told


def judge(name: str, told: list[dict[str, Any]] | None) -> int:
    if told is None:
        print(f"{name}: not audited, no index was reached")
        return 0
    found = [one for one in told if one.get("vulns")]
    skipped = sum("skip_reason" in one for one in told)
    for one in found:
        for advisory in one["vulns"]:
            mended = ", ".join(advisory["fix_versions"]) or "none yet"
            print(f"{name}: {one['name']} {one['version']}: {advisory['id']}, mended in {mended}")
    print(f"{name}: {len(told) - skipped} of {len(told)} packages audited, {len(found)} at fault")
    if skipped:
        print(f"{name}: of {skipped} the index keeps no advisories; ask one that does")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
