"""What answers about views have in common."""

from __future__ import annotations

from events.api.json_schema import (
    ADDRESS,
    AS_OF,
    FLAG,
    IDS,
    KNOWN_AT,
    TEXT,
    TIME,
    Schema,
    array,
    enum,
    maybe,
    obj,
    sometimes,
)

ENTITY = obj("Named", id=TEXT, name=maybe(TEXT))
PRESENCE = enum("certain", "possible")
WINDOW = obj("Window", earliest=maybe(TIME), latest=maybe(TIME))
BOUND = obj("Bound", text=maybe(TEXT), earliest=maybe(TIME), latest=maybe(TIME))
ECHO: dict[str, Schema] = {
    "as_of": AS_OF,
    "known_at": KNOWN_AT,
    "known": sometimes(
        {"type": "boolean", "const": False},
        "There when the subject was not known yet at `known_at`.",
    ),
    "merged_into": sometimes(TEXT),
    "stale": sometimes(FLAG, "There when rows of the answer are out of date."),
}
ECHO_IF_ASKED: dict[str, Schema] = {
    **ECHO,
    "as_of": sometimes(AS_OF, "There when it was asked for, or when the answer depends on it."),
}
STATE: dict[str, Schema] = {
    "presence": PRESENCE,
    "acting": FLAG,
    "start": BOUND,
    "end": maybe(BOUND),
    "last_attested": maybe(TIME),
    "confidence": TEXT,
    "disputed": FLAG,
    "inferred": FLAG,
    "events": IDS,
}


def listing(name: str, item: Schema, **more: Schema) -> Schema:
    """A page of results, with what is said of all of them beside."""
    return obj(name, results=array(item), next=maybe(ADDRESS), **{**ECHO_IF_ASKED, **more})
