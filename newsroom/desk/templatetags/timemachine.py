"""How the time machine writes bars and sums."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django import template

from events.types.amounts import QUALIFIED, Qualifier, Share, share
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
def money(amount: str | None) -> str:
    """11000000000 → 11,000,000,000."""
    return f"{Decimal(amount):,}" if amount else ""


@register.filter
def percent(told: Mapping[str, str]) -> str:
    """A share as projected: `49%`, `at least 51%`."""
    return share(Share(**told))


@register.filter
def qualified(qualifier: Qualifier | None) -> str:
    return QUALIFIED[qualifier or "exact"]
