"""Who controls whom, and what is claimed of it."""

from __future__ import annotations

from stories.api.schemas.parts import (
    ECHO,
    ENTITY,
    FLAG,
    FREE,
    IDS,
    PRESENCE,
    STATE,
    TEXT,
    WINDOW,
    Schema,
    array,
    enum,
    maybe,
    obj,
)

KIND = maybe(enum("full", "majority", "minority", "board_seat", "other"))
SHARE = maybe(obj(min=maybe(TEXT), max=maybe(TEXT)))
BETWEEN = {"controller": ENTITY, "controlled": ENTITY, "kind": KIND, "share": SHARE}


def _links(direction: str) -> Schema:
    """Two levels of them; further ones are alike."""
    state = {name: told for name, told in STATE.items() if name != "acting"}
    ends = {name: {"type": "boolean", "const": True} for name in ("cycle", "truncated")}
    link = {**BETWEEN, **state, "how": maybe(TEXT), **ends}
    return array(obj(**link, **{direction: array(obj(**link, **{direction: array(FREE)}))}))


OWNERSHIP = obj(
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
