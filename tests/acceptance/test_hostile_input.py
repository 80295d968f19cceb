"""Whatever is sent, the answer is a problem that is told, never a failure of the server."""

import itertools
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from tests.acceptance.desk import CITATION, Desk, Json

ODD = (
    *("", " ", "\0", "'", '"', "%", "\\", "../..", "a" * 2000, "💥", "\u202eabc", "1;DROP TABLE x"),
    *("-1", "0", "99999999999999999999", "NaN", "null", "[]", "{}", "@", "@@1", "2020-02-30"),
    *("9999-12-31", "0001-01-01", "9999-12-31T23:59:59.999999-23:59", "0001-01-01T00:00:00+23:59"),
    *("2020-01-01T00:00:00Z", "2020-01-01T24:00:00Z", "2020-01-01T00:00:60Z", "２０２０-01-01"),
)
PARAMETERS = (
    *("as_of", "known_at", "tz", "at_least", "limit", "cursor", "order", "type", "entity"),
    *("story", "from", "to", "certain", "confidence", "status", "name", "stream", "format"),
)
VIEWS = (
    *("organizations/{acme}/board/", "organizations/{acme}/board/changes/?from=2020-01-01"),
    *("organizations/{acme}/board/history/", "organizations/{acme}/leadership/"),
    *("organizations/{acme}/timeline/", "people/{ada}/career/", "events/", "resolve/?name=Ada"),
    "organizations/",
)


@pytest.fixture(scope="module")
def slugs(editor: httpx.Client) -> dict[str, str]:
    desk = Desk(editor, "hostile")
    desk.appointed("ada", "2020-01-01")
    desk.board()
    return {"acme": desk.slug("acme"), "ada": desk.slug("ada")}


def test_odd_parameters(editor: httpx.Client, slugs: dict[str, str]) -> None:
    """Every value of every parameter, each at another address than the one before."""
    views = itertools.cycle(VIEWS)
    for name, value in itertools.product(PARAMETERS, ODD):
        if name == "at_least" and value.strip("0123456789") == "":
            continue  # it waits for that position
        view = next(views).format(**slugs)
        joint = "&" if "?" in view else "?"
        answer = editor.get(f"{view}{joint}{name}={quote(value)}")
        assert answer.status_code < 500, (view, name, value, answer.text)
        if answer.status_code >= 400:
            told = answer.headers["content-type"]
            assert told == "application/problem+json", (view, name, value)


@pytest.mark.parametrize("value", ODD, ids=range(len(ODD)))
def test_odd_ids(editor: httpx.Client, value: str) -> None:
    for path in ("organizations/{}/board/", "people/{}/", "events/{}/", "event-types/{}/"):
        answer = editor.get(path.format(quote(value or "-", safe="")))
        assert answer.status_code in {400, 404, 414}, (path, answer.text)


@pytest.mark.parametrize(
    ("path", "status"),
    [("organizations/{}/board/", 404), ("events/?stream={}", 200), ("events/?odd={}", 400)],
)
def test_as_long_as_a_request_line_should_be_understood(
    editor: httpx.Client, path: str, status: int
) -> None:
    """By RFC 9110: 8,000 octets."""
    line = f"GET {editor.base_url.path}{path} HTTP/1.1"
    answer = editor.get(path.format("a" * (8_002 - len(line))))
    assert answer.status_code == status, answer.text
    said = "application/json" if status == 200 else "application/problem+json"
    assert answer.headers["content-type"] == said


@pytest.mark.parametrize(
    "value",
    [
        *(None, True, 0, -1, 1e308, 10**30, "", "\0", "\ud800", "a" * 20_000, [], {}, [[]]),
        *({"a": None}, [None], {"earliest": {"earliest": 1}}, "💥", [1, "a", {}]),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_odd_values_in_every_field(editor: httpx.Client, slugs: dict[str, str], value: Any) -> None:
    data = {"person": slugs["ada"], "organization": slugs["acme"], "post": "ceo"}
    event: Json = {
        "type": "person.appointed",
        "occurred": "2020",
        "data": data,
        "citations": [CITATION],
    }
    told = [
        *({**event, name: value} for name in (*event, "id", "schema", "stories", "timezone")),
        *(
            {**event, name: value}
            for name in ("confidence", "note", "expected_version", "causation")
        ),
        *({**event, "data": {**data, name: value}} for name in (*data, "title", "acting", "odd")),
        *({**event, "citations": [{**CITATION, name: value}]} for name in ("source", "published")),
        *({**event, "occurred": {"earliest": value, "latest": value}} for _ in (1,)),
        {"events": value},
        {"events": [value, event]},
    ]
    for body in told:
        try:
            answer = editor.post("events/", params={"dry_run": "true"}, json=body)
        except (UnicodeEncodeError, ValueError):
            continue  # no JSON of ours says so
        assert answer.status_code < 500, (body, answer.text)
        if answer.status_code >= 400:
            assert answer.json()["errors"], body


def test_deeply_nested(editor: httpx.Client) -> None:
    for content in (b"[" * 100_000, b'{"data":' * 50_000, b'{"events":[' * 30_000):
        answer = editor.post(
            "events/", content=content, headers={"Content-Type": "application/json"}
        )
        assert answer.status_code in {400, 422}
    deep: Any = "x"
    for _ in range(200):
        deep = {"earliest": deep}
    answer = editor.post("events/", json={"type": "person.died", "occurred": deep, "data": deep})
    assert answer.status_code in {400, 422}
