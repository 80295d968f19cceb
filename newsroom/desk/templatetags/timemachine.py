"""How the time machine writes bars and sums."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import template

from events.types.amounts import Share, money_total, share
from newsroom.desk.drawing.bars import Bar
from newsroom.desk.drawing.layout import BAR

register = template.Library()
ARROW = 8.0


@register.filter
def outline(bar: Bar, y: float) -> str:
    """The path of a bar, with an arrow beyond the edge where it goes on, or came from nobody
    knows when."""
    middle = y + BAR / 2
    opens, closes = bar.opens * BAR / 2, bar.closes * BAR / 2
    corners = [(bar.x, middle - opens), (bar.end, middle - closes)]
    corners += [(bar.end + ARROW, middle)] if bar.goes_on else []
    corners += [(bar.end, middle + closes), (bar.x, middle + opens)]
    corners += [(bar.x - ARROW, middle)] if bar.unknown_start else []
    return "M" + " L".join(f"{x:g} {y:g}" for x, y in corners) + " Z"


@register.filter
def paid(total: Mapping[str, Any]) -> str:
    """What came in one currency: `USD 5, possibly about USD 9`. Nothing is said of what is certain
    where that is nothing."""
    currency, certain, possible = (total[name] for name in ("currency", "certain", "possible"))
    told = [money_total(certain, currency, total["certain_qualifier"])]
    if possible != certain:
        told.append(f"possibly {money_total(possible, currency, total['qualifier'])}")
    return ", ".join(told if Decimal(certain) else told[-1:])


@register.filter
def percent(told: Mapping[str, str]) -> str:
    """A share as projected: `49%`, `at least 51%`."""
    return share(Share(**told))
