"""Sums of money that stay honest: no rounding, no mixing of currencies, doubts carried along."""

from events.types.amounts import Qualifier
from stories.money.qualifiers import together
from stories.money.totals import Payment, Total, totals

__all__ = ["Payment", "Qualifier", "Total", "together", "totals"]
