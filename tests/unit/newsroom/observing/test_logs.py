"""The form of log lines, and what is imported to observe."""

import json
import logging
import logging.config
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest

from newsroom.env import CHECKOUT
from newsroom.observing import logs, request_id

SHOW_IMPORTED = """
import sys, django
django.setup()
parts = ("opentelemetry.sdk.trace", "opentelemetry.exporter", "opentelemetry.instrumentation")
print(sorted(name for name in sys.modules if name in parts))
"""

BOTH = ("INFO", "WARNING")
TELL = """
import logging.config
from newsroom.observing import logs, request_id
before = logging.getLogger("there.before")
logging.config.dictConfig(logs.configuration("json", "info"))
request_id.current.set("desk-4711")
for name in ("there.before", "there.since", *logs.REPETITIVE):
    for level in ("debug", "info", "warning"):
        getattr(logging.getLogger(name), level)("it rains")
"""


@pytest.fixture
def request_in_hand() -> Iterator[str]:
    token = request_id.current.set("desk-4711")
    yield "desk-4711"
    request_id.current.reset(token)


def written(form: str, message: str, **extra: object) -> str:
    """One line as a handler of the configuration writes it."""
    configured = logging.config.DictConfigurator(logs.configuration(form, "INFO"))
    formatter = configured.configure_formatter(dict(logs.FORMATTERS[form]))
    record = logging.LogRecord("the.logger", logging.WARNING, "", 1, message, None, None)
    record.__dict__ |= extra
    assert logs.AboutRequest().filter(record)
    return str(formatter.format(record))


def test_json_lines_carry_what_is_told_beside_the_message(request_in_hand: str) -> None:
    line = json.loads(written("json", 'two\nlines, "quoted"', positions=[240, 241]))
    assert line.pop("time").endswith("+00:00")
    assert line == {
        "level": "WARNING",
        "logger": "the.logger",
        "message": 'two\nlines, "quoted"',
        "positions": [240, 241],
        "request": request_in_hand,
    }


def test_a_json_line_is_one_line(request_in_hand: str) -> None:
    assert "\n" not in written("json", "one\ntwo\r\u2028three")


def test_a_line_for_people_is_one_line_and_commands_no_terminal() -> None:
    line = written("line", "GET /x\nERROR root: forged\r\x1b[2J\x9b2J\u2028Zoë")
    assert line == r"WARNING the.logger: GET /x\nERROR root: forged\r\x1b[2J\x9b2J\u2028Zoë"


def test_without_a_request_none_is_named() -> None:
    assert "request" not in json.loads(written("json", "at the start"))


def test_a_request_that_django_hands_over_is_told_by_its_id() -> None:
    """Of those refused it tells when they have been answered."""
    asked = HttpRequest()
    assert "request" not in json.loads(written("json", "Not Found: /x", request=asked))
    setattr(asked, request_id.ATTRIBUTE, "desk-0815")
    assert json.loads(written("json", "Not Found: /x", request=asked))["request"] == "desk-0815"


def test_lines_for_people(request_in_hand: str) -> None:
    assert written("line", "it rains", positions=[1, 1]) == "WARNING the.logger: it rains"


def test_another_form_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="LOG_FORMAT is line or json, not 'xml'"):
        logs.configuration("xml", "INFO")


def test_so_is_a_level_that_is_none() -> None:
    with pytest.raises(ImproperlyConfigured, match="DEBUG, INFO, WARNING, ERROR or CRITICAL, not"):
        logs.configuration("line", "LOUD")


def test_a_level_may_be_in_small_letters() -> None:
    assert logs.configuration("line", "info")["root"]["level"] == "INFO"


def test_a_process_tells_all_of_its_level_and_of_what_repeats_itself_only_what_is_odd() -> None:
    command = [sys.executable, "-c", TELL]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True)
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert [(line["logger"], line["level"]) for line in lines] == [
        *((name, level) for name in ("there.before", "there.since") for level in BOTH),
        *((name, "WARNING") for name in logs.REPETITIVE),
    ]
    assert {(line["message"], line["request"]) for line in lines} == {("it rains", "desk-4711")}


def test_empty_settings_mean_their_defaults() -> None:
    shown = "from django.conf import settings as s; print(s.LOGGING['root']['level'])"
    environment = {**os.environ, "LOG_LEVEL": "", "LOG_FORMAT": ""}
    environment |= {"DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    done = subprocess.run(
        [sys.executable, "-c", shown],
        cwd=CHECKOUT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "INFO\n", done.stderr


@pytest.mark.parametrize("tracing", [False, True])
def test_opentelemetry_is_imported_only_where_tracing_is_on(
    tracing: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSROOM_TRACING", str(int(tracing)))
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    command = [sys.executable, "-c", SHOW_IMPORTED]
    found = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True)
    assert (found.stdout.strip() != "[]") is tracing
