"""Whom a name means, where it can be nobody else."""

from __future__ import annotations

from newsroom.desk.form.names import SURE
from stories.views.shapes import Json

LIKELY = 0.75
"""Enough where nobody else comes near: a part of the name."""
OFFERED = 5


def the_one(found: Json) -> str | None:
    """The id of the only candidate that can be meant."""
    likely = [one for one in found["candidates"] if one["score"] >= LIKELY]
    if not likely or found["ambiguous"]:
        return None
    alone = len(likely) == 1
    return str(likely[0]["id"]) if alone or likely[0]["score"] >= SURE else None
