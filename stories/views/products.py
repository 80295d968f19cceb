"""What became of products: launches, integrations, withdrawals. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from stories.views.fact_lists import FactList
from stories.views.rows import StoredFact
from stories.views.shapes import Json, Names, entity_json

CHANGES = {
    "product.launched": "launched",
    "product.integrated": "integrated",
    "product.withdrawn": "withdrawn",
}
_ROLES = ("work", "organization", "into")


def product(row: StoredFact, names: Names) -> Json:
    """`change` is the stage of a launch where one is said: announced, launched, open_sourced."""
    return {
        "change": row.data.get("stage") or CHANGES[row.type],
        **{role: entity_json(names, row.data.get(role)) for role in _ROLES},
        "description": row.data.get("description"),
    }


def involved(row: StoredFact) -> Iterable[str]:
    return [row.data[role] for role in _ROLES if row.data.get(role)]


PRODUCTS = FactList("products", types=tuple(CHANGES), more=product, speaks_of=involved)
