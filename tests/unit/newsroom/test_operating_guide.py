"""The operating guide's tables, against what there is: settings, commands, metrics."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from django.core.management import get_commands, load_command_class

CHECKOUT = Path(__file__).parents[3]
READERS = ("settings.py", "env.py", "connections.py", "gunicorn.py")
READ = re.compile(r"""(?:(?:_environ|env)\.\w+|given|listed|environ\.get)\(\s*['"]([A-Z_]+)""")


def section(heading: str) -> str:
    guide = (CHECKOUT / "docs" / "operating.md").read_text()
    return guide.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def test_the_guide_names_every_setting_and_no_other() -> None:
    code = "".join((CHECKOUT / "newsroom" / name).read_text() for name in READERS)
    names = [row.split("|")[1] for row in section("Settings").splitlines() if row.startswith("| `")]
    told = {name for cell in names for name in re.findall(r"`([A-Z_]+)`", cell)}
    assert {name for name in told if not name.endswith("_FILE")} == set(READ.findall(code))


def test_the_defaults_of_the_guide_are_those_that_hold(tmp_path: Path) -> None:
    """Of the settings that are numbers or switches."""
    told: dict[str, float] = {}
    for row in (row for row in section("Settings").splitlines() if row.startswith("| `")):
        _, names, defaults, *_ = row.split("|")
        each = [one.strip() for one in defaults.split(",")]
        for name, default in zip(re.findall(r"`([A-Z_]+)`", names), each, strict=False):
            if re.fullmatch(r"on|off|[\d.]+", default):
                told[name] = float({"on": "1", "off": "0"}.get(default, default))
    shown = (
        "import json, sys; from newsroom import settings;"
        " print(json.dumps({name: float(getattr(settings, name)) for name in sys.argv[1:]}))"
    )
    in_settings = {name: told[name] for name in told if name not in {"PORT", "WEB_CONCURRENCY"}}
    assert len(in_settings) >= 12
    done = subprocess.run(
        [sys.executable, "-c", shown, *in_settings],
        cwd=CHECKOUT,
        env={"SECRET_KEY": "x" * 60, "NEWSROOM_DATA": str(tmp_path), "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert json.loads(done.stdout or "{}") == in_settings, done.stderr


def test_the_dashboard_shows_every_metric_that_is_worth_an_alert() -> None:
    dashboard = (CHECKOUT / "docs/grafana/newsroom.json").read_text()
    alerts = [row for row in section("Watching it").splitlines() if row.startswith("| `newsroom_")]
    told = {name for row in alerts for name in re.findall(r"`(newsroom_\w+)", row)}
    assert len(told) >= 7
    assert {name for name in told if name not in dashboard} == set()


def test_the_guide_names_every_command_with_options_that_it_has() -> None:
    rows = [row for row in section("Commands").splitlines() if row.startswith("| `")]
    told: dict[str, set[str]] = {}
    for row in rows:
        name = re.findall(r"`manage\.py (\w+)", row)[0]
        told.setdefault(name, set()).update(re.findall(r"--[a-z-]+", row))
    ours = {
        file.stem
        for package in ("events", "stories", "newsroom")
        for file in (CHECKOUT / package).rglob("management/commands/[!_]*.py")
    }
    assert set(told) == ours
    for name, options in told.items():
        parser = load_command_class(get_commands()[name], name).create_parser("manage.py", name)
        known = {one for action in parser._actions for one in action.option_strings}
        assert options - {"--help"} <= known, name
