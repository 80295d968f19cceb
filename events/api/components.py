"""Schemas that have a name stand once in the OpenAPI document, and are referred to.

A program that makes its classes from the document gets one for each, and calls it so; and the
document is a tenth of what it would be.
"""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def place_of(name: str) -> str:
    """How the schema of a name is referred to."""
    return f"#/components/schemas/{name}"


def named_once(result: Json, **_: Any) -> Json:
    """A hook of drf-spectacular. Raises ValueError if two schemas share a name."""
    found: Json = {}
    result["paths"] = _put(result["paths"], found)
    schemas = result.setdefault("components", {}).setdefault("schemas", {})
    schemas |= dict(sorted(found.items()))
    return result


def _put(value: Any, found: Json) -> Any:
    if isinstance(value, list):
        return [_put(one, found) for one in value]
    if not isinstance(value, dict):
        return value
    told = {
        # A property may be called what a keyword is.
        name: {key: _put(of, found) for key, of in inner.items()}
        if name == "properties"
        else _put(inner, found)
        for name, inner in value.items()
        if not _says_nothing(name, inner)
    }
    name = value.get("title")
    if not isinstance(name, str) or not {"properties", "oneOf"} & value.keys():
        return told
    if found.setdefault(name, told) != told:
        raise ValueError(f"two schemas are called {name}")
    return {"$ref": place_of(name)}


def _says_nothing(name: str, value: Any) -> bool:
    """A title: one that names a schema is in the references to it, others repeat a field's name."""
    return name == "title" and isinstance(value, str)
