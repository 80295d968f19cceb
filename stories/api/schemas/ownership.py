"""Who controls whom, and what is claimed of it."""

from __future__ import annotations

from events.api.json_schema import FLAG, FREE, IDS, TEXT, Schema, array, enum, maybe, obj, sometimes
from stories.api.schemas.parts import ECHO, ENTITY, PRESENCE, STATE, WINDOW

KIND = maybe(enum("full", "majority", "minority", "board_seat", "other"))
SHARE = maybe(obj(min=maybe(TEXT), max=maybe(TEXT)))
BETWEEN = {"controller": ENTITY, "controlled": ENTITY, "kind": KIND, "share": SHARE}


def _links(direction: str) -> Schema:
    """Two levels of them; further ones are alike."""
    state = {name: told for name, told in STATE.items() if name != "acting"}
    ends = {name: sometimes({"type": "boolean", "const": True}) for name in ("cycle", "truncated")}
    link = {**BETWEEN, **state, "how": maybe(TEXT), **ends}
    return array(obj(**link, **{direction: array(obj(**link, **{direction: array(FREE)}))}))


OWNERSHIP = obj(
    "Ownership",
    **ECHO,
    above=_links("above"),
    below=_links("below"),
    claims=array(FREE),
    during_day=array(
        obj(
            **BETWEEN,
            change=enum("began", "changed", "ended"),
            presence=PRESENCE,
            window=WINDOW,
            how=maybe(TEXT),
            inferred=FLAG,
            disputed=FLAG,
            events=IDS,
        )
    ),
)
