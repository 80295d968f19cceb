"""Holds answers against the OpenAPI document that the newsroom gives of itself."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import httpx
from jsonschema import Draft202012Validator

Json = dict[str, Any]


class Description:
    """An OpenAPI document, read strictly: an answer has nothing that it does not tell of."""

    def __init__(self, document: Json) -> None:
        self.document = _closed(document)
        # The longest first: `events/` is no event's id.
        self._paths = {
            re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path)) + "$"): path
            for path in sorted(document["paths"], key=lambda path: ("{" in path, -len(path)))
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
        validator = self._validator(path, method, str(answer.status_code), kind)
        faults = [
            f"{one.json_path}: {one.message:.300}" for one in validator.iter_errors(answer.json())
        ]
        assert not faults, f"{method} {answer.request.url} is answered otherwise: {faults}"

    def _made(self, path: str, method: str, status: str, kind: str) -> Draft202012Validator:
        answers = self.document["paths"][path][method]["responses"]
        assert status in answers, f"{method} {path} is not said to answer {status}"
        content = answers[status].get("content", {})
        assert kind in content, f"{method} {path} is not said to answer {status} as {kind}"
        # The document as a whole, so that what its schemas refer to is found.
        return Draft202012Validator({**content[kind]["schema"], **_components(self.document)})


def _components(document: Json) -> Json:
    return {"components": document["components"]}


def _closed(value: Any) -> Any:
    if isinstance(value, list):
        return [_closed(one) for one in value]
    if not isinstance(value, dict):
        return value
    closed = {name: _closed(inner) for name, inner in value.items()}
    if value.get("type") == "object" and "properties" in value:
        closed.setdefault("additionalProperties", False)
    return closed
