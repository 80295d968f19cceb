"""Amounts and shares, and the sentences of the families that use them."""

from typing import Any

import pytest

from events.types import decode, references, rewrite
from tests.unit.events.types.refusals import refusals, stream_of

INVESTED: dict[str, Any] = {"investor": "microsoft", "recipient": "openai-global"}
CONTROL: dict[str, Any] = {"controller": "openai", "controlled": "openai-global", "kind": "other"}


def invested(**fields: Any) -> str:
    return decode("investment.made", 1, {**INVESTED, **fields}).summary()


def test_sums_in_words() -> None:
    assert invested() == "{microsoft} invested in {openai-global}"
    amount = {"value": "10000000000.50", "currency": "USD"}
    assert invested(amount=amount) == (
        "{microsoft} invested USD 10,000,000,000.50 in {openai-global}"
    )
    assert "invested at least USD" in invested(amount={**amount, "qualifier": "at_least"})


@pytest.mark.parametrize("value", ["1e9", "-1", "1,000", "01", ".5", "1.", "٣", 5, 1.5, ""])
def test_amounts_are_decimal_strings(value: Any) -> None:
    amount = {"value": value, "currency": "USD", "qualifier": "exact"}
    assert set(refusals("investment.made", {**INVESTED, "amount": amount})) == {"/amount/value"}


def test_amounts_have_up_to_25_digits_and_10_decimals() -> None:
    amount = {"value": f"{'9' * 25}.{'0' * 9}1", "currency": "USD"}
    assert "9,999.0000000001 in" in invested(amount=amount)
    for value in ("1" * 26, f"1.{'0' * 10}1"):
        found = refusals("investment.made", {**INVESTED, "amount": {**amount, "value": value}})
        assert set(found) == {"/amount/value"}


@pytest.mark.parametrize("number", [5, 1.5])
def test_a_number_is_told_to_be_put_in_quotes(number: float) -> None:
    amount = {"value": number, "currency": "EUR"}
    problem = refusals("investment.made", {**INVESTED, "amount": amount})["/amount/value"]
    assert problem.code == "text"
    assert "in quotes" in problem.detail
    share = {"min": number}
    problem = refusals("investment.made", {**INVESTED, "share": share})["/share/min"]
    assert "in quotes" in problem.detail


@pytest.mark.parametrize(
    ("qualifier", "said"),
    [("about", "about"), ("at_least", "no less than"), ("at_most", "no more than")],
)
def test_no_sentence_says_at_twice(qualifier: str, said: str) -> None:
    amount = {"value": "12.5", "currency": "EUR", "qualifier": qualifier}
    valued = decode("valuation.reported", 1, {"organization": "club", "amount": amount})
    assert valued.summary() == f"{{club}} valued at {said} EUR 12.5"
    listed = decode("listing.completed", 1, {"organization": "club", "price": amount})
    assert listed.summary() == f"{{club}} listed at {said} EUR 12.5 a share"
    share = {"market": "ticket sales", "percent": "40", "qualifier": "at_most"}
    measured = decode("market_share.measured", 1, {"holder": "club", **share})
    assert measured.summary() == "{club} measured to have at most 40% of ticket sales"


@pytest.mark.parametrize(
    ("into", "said"),
    [
        (None, "{club} and {rival} merged"),
        ("union", "{club} and {rival} merged into {union}"),
        ("rival", "{club} merged into {rival}"),
    ],
)
def test_nobody_merges_into_themselves(into: str | None, said: str) -> None:
    merged = decode("merger.completed", 1, {"parties": ["club", "rival"], "into": into})
    assert merged.summary() == said


def test_a_bare_number_is_told_the_fields_of_what_goes_there() -> None:
    found = refusals("investment.made", {**INVESTED, "amount": "5", "share": 7})
    assert {pointer: problem.code for pointer, problem in found.items()} == {
        "/amount": "object",
        "/share": "object",
    }
    told = "must be an object; the fields are: value, currency, qualifier"
    assert found["/amount"].detail == told
    assert found["/share"].detail == "must be an object; the fields are: min, max"


@pytest.mark.parametrize("code", ["EUR", "XDR", "CLF", "EEK", "SUR", "YUM"])
def test_money_of_any_time_and_of_account(code: str) -> None:
    assert invested(amount={"value": "5", "currency": code}).startswith("{microsoft} invested ")


@pytest.mark.parametrize(
    ("code", "said"),
    [("usd", "pattern"), ("XYZ", "currency"), ("XTS", "currency"), ("$", "pattern")],
)
def test_currencies_are_of_iso_4217(code: str, said: str) -> None:
    amount = {"value": "5", "currency": code, "qualifier": "exact"}
    found = refusals("investment.made", {**INVESTED, "amount": amount})
    assert found["/amount/currency"].code == said
    assert "ISO 4217" in found["/amount/currency"].detail


@pytest.mark.parametrize(
    ("share", "said"),
    [
        ({"min": "49", "max": "49"}, "49%"),
        ({"min": "40", "max": "49.5"}, "40% to 49.5%"),
        ({"min": "51", "max": None}, "at least 51%"),
        ({"max": "100"}, "at most 100%"),
        ({"min": "1", "max": "1.0"}, "1%"),
        ({"min": "100"}, "100%"),
        ({"max": "0"}, "0%"),
    ],
)
def test_shares_in_words(share: dict[str, Any], said: str) -> None:
    assert invested(share=share).endswith(f" for {said}")


@pytest.mark.parametrize(
    ("share", "pointer"),
    [
        ({}, "/share/min"),
        ({"min": "50", "max": "9"}, "/share/max"),
        ({"min": "100.1"}, "/share/min"),
        ({"min": "49%"}, "/share/min"),
    ],
)
def test_shares_that_are_refused(share: dict[str, Any], pointer: str) -> None:
    assert set(refusals("control.established", {**CONTROL, "share": share})) == {pointer}


def test_nothing_controls_itself() -> None:
    found = refusals("control.observed", {**CONTROL, "controlled": "openai"})
    assert found["/controlled"].code == "same"


def test_a_field_that_python_cannot_name_keeps_its_name_in_pointers() -> None:
    proceeds = {
        "recipient": "elon-musk",
        "from": "zip2",
        "amount": {"value": "22000000", "currency": "USD", "qualifier": "about"},
    }
    data = decode("proceeds.received", 1, proceeds)
    assert [ref.pointer for ref in references(data)] == ["/recipient", "/from"]
    assert rewrite(data, {"zip2": "compaq"}).as_json()["from"] == "compaq"
    assert refusals("proceeds.received", {**proceeds, "from": "Zip2"})["/from"].code == "pattern"


@pytest.mark.parametrize(
    ("fields", "summary"),
    [
        ({"kind": "licence", "exclusive": True}, "{a} and {b} made an exclusive licence agreement"),
        ({"kind": "other", "status": "negotiating"}, "{a} and {b} negotiated an agreement"),
        ({"kind": "supply", "status": "ended"}, "{a} and {b} ended a supply agreement"),
    ],
)
def test_agreements_in_words(fields: dict[str, Any], summary: str) -> None:
    agreement = {"parties": ["a", "b"], "subject": "Cloud", **fields}
    assert decode("agreement.made", 1, agreement).summary() == f"{summary}: Cloud"


def test_an_agreement_and_a_merger_have_two_sides() -> None:
    found = refusals("agreement.made", {"parties": ["a"], "subject": "x", "kind": "other"})
    assert found["/parties"].detail == "must have at least 2 entries"
    found = refusals("merger.completed", {"parties": ["a"], "into": "a"})
    assert found["/parties"].detail == "must have at least 2 entries"


def test_nobody_makes_themselves_an_offer() -> None:
    offer = {"offeror": "acme", "offeree": "acme", "what": "All shares.", "status": "made"}
    found = refusals("offer.made", offer)
    assert {pointer: fault.code for pointer, fault in found.items()} == {"/offeree": "same"}


def test_an_opinion_may_be_nobody_s_and_about_nothing() -> None:
    nobody_s = decode("opinion.expressed", 1, {"opinion": "Fine."})
    assert (nobody_s.summary(), nobody_s.stream_reference()) == ("Opinion: Fine.", None)
    data = decode("opinion.expressed", 1, {"opinion": "Fine.", "about": ["openai"]})
    assert data.summary() == "Opinion on {openai}: Fine."
    assert stream_of(data).id == "openai"


def test_what_was_not_said_word_for_word_has_no_quotation_marks() -> None:
    said = {"speaker": "sam-altman", "text": "He is hopeful.", "verbatim": False}
    assert decode("statement.made", 1, said).summary() == "{sam-altman}: He is hopeful."


def test_prices_that_moved() -> None:
    moved = {"organization": "microsoft", "direction": "down", "session": "extended"}
    assert decode("share_price.moved", 1, moved).summary() == (
        "Shares of {microsoft} fell in extended trading"
    )
    moved = {**moved, "percent": "2", "qualifier": "at_least", "session": "regular"}
    assert decode("share_price.moved", 1, moved).summary() == (
        "Shares of {microsoft} fell at least 2%"
    )


def test_nobody_is_related_to_themselves() -> None:
    found = refusals("person.related", {"person": "a", "to": "a", "relation": "brother"})
    assert found["/to"].code == "same"
