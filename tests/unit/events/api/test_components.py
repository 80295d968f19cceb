"""The OpenAPI document has each schema with a name once."""

from __future__ import annotations

from typing import Any

import pytest

from events.api.components import named_once
from events.api.json_schema import TEXT, array, maybe, obj, sometimes

NAMED = obj("Named", id=TEXT, title=maybe(TEXT))
REFERENCE = {"$ref": "#/components/schemas/Named"}


def hoisted(schema: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
    """What is left in its place, and what stands under the components."""
    found = named_once({"paths": {"/": {"schema": schema}}})
    return found["paths"]["/"]["schema"], found["components"]["schemas"]


def test_it_is_referred_to_wherever_it_was() -> None:
    told, components = hoisted(obj(one=NAMED, many=array(NAMED), perhaps=maybe(NAMED)))
    assert told["properties"] == {
        "one": REFERENCE,
        "many": {"type": "array", "items": REFERENCE},
        "perhaps": {"anyOf": [REFERENCE, {"type": "null"}]},
    }
    assert components == {
        "Named": {
            "type": "object",
            "required": ["id", "title"],
            "properties": {"id": TEXT, "title": maybe(TEXT)},
        }
    }


def test_one_within_another_stands_beside_it() -> None:
    told, components = hoisted(obj("Outer", inner=NAMED))
    assert told == {"$ref": "#/components/schemas/Outer"}
    assert sorted(components) == ["Named", "Outer"]
    assert components["Outer"]["properties"] == {"inner": REFERENCE}


def test_what_is_said_of_one_place_stays_there() -> None:
    told, components = hoisted(obj(one=sometimes(NAMED, "Only here."), other=NAMED))
    assert told["properties"]["one"] == {"description": "Only here.", "allOf": [REFERENCE]}
    assert "description" not in components["Named"]


def test_what_is_there_sometimes_is_not_required() -> None:
    assert obj(one=TEXT, other=sometimes(TEXT))["required"] == ["one"]


def test_two_that_differ_may_not_share_a_name() -> None:
    with pytest.raises(ValueError, match="two schemas are called Named"):
        hoisted(obj(one=NAMED, other=obj("Named", id=TEXT)))


def test_a_title_that_repeats_a_name_is_left_out() -> None:
    told, components = hoisted({"type": "string", "title": "Note"})
    assert (told, components) == ({"type": "string"}, {})
