"""Investments and donations, told apart, with what they come to."""

from datetime import datetime
from typing import Any

from events.when import Window
from stories.views.funding import funding
from stories.views.shapes import Json, Names
from tests.unit.stories.views.seating import at, day, whole
from tests.unit.stories.views.test_timeline import row

NAMES = Names({"fund": "The Fund", "ada": "Ada"})
UPTO = Window(None, day(9))


def paid(type_: str, giver: str, when: Window, value: str | None = None, **columns: Any) -> Any:
    data: Json = {"investor" if type_ == "investment.made" else "donor": giver, "recipient": "acme"}
    if value is not None:
        data["amount"] = {"value": value, "currency": "USD"}
    bounds: dict[str, datetime | None] = {
        "start_earliest": when.earliest,
        "start_latest": when.latest,
    }
    return row(type=type_, data=data, event=f"{giver} {value}", **bounds, **columns)


def told(*rows: Any, founders: tuple[str, ...] = ()) -> Json:
    return funding(rows, UPTO, NAMES, founders)


def test_investments_and_donations_are_told_apart() -> None:
    found = told(
        paid("donation.made", "ada", at(1), "5"), paid("investment.made", "fund", at(2), "7")
    )
    [invested], [donated] = found["investments"], found["donations"]
    assert invested["investor"] == {"id": "fund", "name": "The Fund"}
    assert donated["donor"] == {"id": "ada", "name": "Ada"}
    assert invested["amount"] == {"value": "7", "currency": "USD", "qualifier": "exact"}
    assert (invested["presence"], invested["event"]) == ("certain", "fund 7")
    [total], [donation_total] = found["totals"], found["donation_totals"]
    assert total == {
        "investor": {"id": "fund", "name": "The Fund"},
        "currency": "USD",
        "certain": "7",
        "possible": "7",
        "qualifier": "exact",
        "certain_qualifier": "exact",
        "unknown_amounts": 0,
        "founder": False,
    }
    assert donation_total["donor"] == {"id": "ada", "name": "Ada"}
    assert "investor" not in donation_total


def test_who_founded_it_is_told_of_each_total() -> None:
    found = told(
        paid("investment.made", "ada", at(1), "5"),
        paid("investment.made", "fund", at(1), "5"),
        paid("donation.made", "ada", at(1), "5"),
        founders=("ada",),
    )
    assert [one["founder"] for one in found["totals"]] == [True, False]
    assert [one["founder"] for one in found["donation_totals"]] == [True]


def test_what_has_not_happened_by_then_is_listed_and_in_no_total() -> None:
    found = told(
        paid("investment.made", "fund", at(10), "5"),
        paid("investment.made", "fund", whole(9), "1"),
        paid("investment.made", "fund", at(9)),
    )
    assert [one["presence"] for one in found["investments"]] == [None, "possible", "certain"]
    assert found["investments"][2]["amount"] is None
    [total] = found["totals"]
    assert (total["certain"], total["possible"], total["unknown_amounts"]) == ("0", "1", 1)


def test_a_payment_of_which_it_is_disputed_that_it_happened_is_possible() -> None:
    denied = paid("donation.made", "ada", at(1), "5", disputes=[{"what": "happened"}])
    [total] = told(denied)["donation_totals"]
    assert (total["certain"], total["possible"]) == ("0", "5")
