"""The operating guide's table of settings, against what the code reads from the environment."""

import re
from pathlib import Path

CHECKOUT = Path(__file__).parents[3]
READERS = ("settings.py", "surroundings.py", "gunicorn.py")
READ = re.compile(r"""(?:(?:env|surroundings)\.\w+|given|listed|environ\.get)\(\s*['"]([A-Z_]+)""")


def test_the_guide_names_every_setting_and_no_other() -> None:
    code = "".join((CHECKOUT / "newsroom" / name).read_text() for name in READERS)
    guide = (CHECKOUT / "docs" / "operating.md").read_text()
    table = guide.partition("\n## Settings\n")[2].partition("\n## ")[0]
    names = [row.split("|")[1] for row in table.splitlines() if row.startswith("| `")]
    told = {name for cell in names for name in re.findall(r"`([A-Z_]+)`", cell)}
    assert {name for name in told if not name.endswith("_FILE")} == set(READ.findall(code))
