"""How share prices moved, and who had which part of a market. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from stories.views.fact_lists import FactList
from stories.views.rows import StoredFact
from stories.views.shapes import Json, Names, entity_json

HOLDERS = {"share_price.moved": "organization", "market_share.measured": "holder"}
_MEASURES = {"share_price.moved": "share_price", "market_share.measured": "market_share"}


def measure(row: StoredFact, names: Names) -> Json:
    """Percentages are decimal strings; `market` and `session` are None for the other measure."""
    data = row.data
    return {
        "measure": _MEASURES[row.type],
        "of": entity_json(names, data.get(HOLDERS[row.type])),
        "market": data.get("market"),
        "percent": data.get("percent"),
        "qualifier": data.get("qualifier") or ("exact" if data.get("percent") else None),
        "direction": data.get("direction"),
        "session": data.get("session"),
        "measured_by": data.get("source"),
    }


def measured(row: StoredFact) -> Iterable[str]:
    return [row.data[HOLDERS[row.type]]]


MARKET = FactList("market", types=tuple(HOLDERS), more=measure, speaks_of=measured)
