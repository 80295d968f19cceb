"""Who put how much money into an organisation. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from events.when import Window
from stories.money import Payment, Total, totals
from stories.views.deals import amount_json, total_json
from stories.views.happened import happened
from stories.views.rows import StoredFact
from stories.views.shapes import Json, Names
from stories.views.timeline import fact

GIVERS = {"investment.made": "investor", "donation.made": "donor"}


def giver(row: StoredFact) -> str:
    return str(row.data[GIVERS[row.type]])


def funding(
    rows: Sequence[StoredFact], span: Window, names: Names, founders: Collection[str]
) -> Json:
    """Facts with their presence, and totals of investments and of donations.

    Totals say whether the investor is a founder too: to fund is not to found.
    """
    invested, donated = ([row for row in rows if row.type == kind] for kind in GIVERS)
    return {
        "investments": [_given(row, span, names) for row in invested],
        "donations": [_given(row, span, names) for row in donated],
        "totals": [
            _total("investor", total, names, founders)
            for total in totals(_payments(invested, span))
        ],
        "donation_totals": [
            _total("donor", total, names, founders) for total in totals(_payments(donated, span))
        ],
    }


def _given(row: StoredFact, span: Window, names: Names) -> Json:
    role = GIVERS[row.type]
    return fact(row, names) | {
        role: names.entity(giver(row)),
        "amount": amount_json(row.data.get("amount")),
        "presence": happened(row, span),
    }


def _total(role: str, total: Total, names: Names, founders: Collection[str]) -> Json:
    return {
        role: names.entity(total.party),
        **total_json(total),
        "founder": total.party in founders,
    }


def _payments(rows: Iterable[StoredFact], span: Window) -> Iterable[Payment]:
    for row in rows:
        if presence := happened(row, span):
            yield Payment(giver(row), presence, **(row.data.get("amount") or {}))
