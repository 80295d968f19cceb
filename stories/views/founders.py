"""Who founded an organisation. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from events.when import Window
from stories.views.happened import happened
from stories.views.rows import StoredFact
from stories.views.seats import best
from stories.views.shapes import Json, Names

FOUNDED = "organization.founded"


def founders(rows: Sequence[StoredFact], span: Window, names: Names) -> Json:
    """Founders in the order in which they are told, and whether there were others."""
    told = [(row, presence) for row in rows if (presence := happened(row, span))]
    found = []
    for founder in founder_ids(row for row, _ in told):
        naming = [(row, presence) for row, presence in told if founder in _named(row)]
        found.append(
            {
                "founder": names.entity(founder),
                "presence": best(presence for _, presence in naming),
                "disputed": any(row.status == "disputed" for row, _ in naming),
                "events": [row.event for row, _ in naming],
            }
        )
    return {"founders": found, "others": any(row.data.get("others") for row, _ in told)}


def founder_ids(rows: Iterable[StoredFact]) -> list[str]:
    return list(dict.fromkeys(founder for row in rows for founder in _named(row)))


def _named(row: StoredFact) -> Sequence[str]:
    return row.data.get("founders") or ()
