"""Holds answers against the OpenAPI document that the newsroom gives of itself."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import httpx
from jsonschema import Draft202012Validator, FormatChecker

Json = dict[str, Any]
TIMES = FormatChecker(formats=())


@TIMES.checks("date-time")
def to_the_microsecond(time: object) -> bool:
    instant = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z"
    return not isinstance(time, str) or re.fullmatch(instant, time) is not None


class OpenAPIDocument:
    """An OpenAPI document, read strictly: an answer has nothing that it does not tell of."""

    def __init__(self, document: Json) -> None:
        self.document = _closed(document)
        # What is spelt out comes first: `events/` is no event's id.
        self._paths = {
            re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path)) + "$"): path
            for path in sorted(document["paths"], key=lambda path: "{" in path)
        }
        self._validator = cache(self._made)

    def check(self, answer: httpx.Response) -> None:
        """A hook of httpx. AssertionError says what is answered otherwise than described."""
        kind = answer.headers.get("Content-Type", "").partition(";")[0]
        address, method = answer.request.url.path, answer.request.method.lower()
        path = next((told for look, told in self._paths.items() if look.match(address)), None)
        if path is None or answer.status_code == 304 or not kind.endswith("json"):
            return
        if method not in self.document["paths"][path]:
            assert answer.status_code == 405
            return
        answer.read()
        faults = self.faults(path, answer.json(), method, str(answer.status_code), kind)
        assert not faults, f"{method} {answer.request.url} is answered otherwise: {faults}"

    def faults(
        self,
        path: str,
        body: Any,
        method: str = "get",
        status: str = "200",
        kind: str = "application/json",
    ) -> list[str]:
        """Where a body is not as it is described to be at a path, as that stands in the document;
        times are to the microsecond."""
        found = self._validator(path, method, status, kind).iter_errors(body)
        return [f"{fault.json_path}: {fault.message:.300}" for fault in found]

    def _made(self, path: str, method: str, status: str, kind: str) -> Draft202012Validator:
        answers = self.document["paths"][path][method]["responses"]
        assert status in answers, f"{method} {path} is not said to answer {status}"
        content = answers[status].get("content", {})
        assert kind in content, f"{method} {path} is not said to answer {status} as {kind}"
        # What its schemas refer to is found from their root.
        schema = {**content[kind]["schema"], "components": self.document["components"]}
        return Draft202012Validator(schema, format_checker=TIMES)


def _closed(value: Any) -> Any:
    """Schemas, of which an object has no properties but those named."""
    if isinstance(value, list):
        return [_closed(one) for one in value]
    if not isinstance(value, dict):
        return value
    closed = {name: _closed(inner) for name, inner in value.items()}
    if value.get("type") == "object" and "properties" in value:
        closed.setdefault("additionalProperties", False)
    return closed
