from decimal import Decimal
from fractions import Fraction
from itertools import permutations
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.types.amounts import Qualifier
from stories.money import Payment, together, totals

QUALIFIERS: tuple[Qualifier, ...] = get_args(Qualifier)
VALUES = st.decimals(0, 10**24, places=10).map(lambda value: format(value, "f"))
PAYMENTS = st.lists(
    st.builds(
        Payment,
        party=st.sampled_from("ab"),
        presence=st.sampled_from(("certain", "possible")),
        value=st.none() | VALUES,
        currency=st.sampled_from(("USD", "EUR")),
        qualifier=st.sampled_from(QUALIFIERS),
    ),
    max_size=12,
)


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ((), "exact"),
        (("exact",), "exact"),
        (("exact", "about"), "about"),
        (("exact", "at_least"), "at_least"),
        (("exact", "at_most"), "at_most"),
        (("about", "at_least"), "at_least"),
        (("about", "at_most"), "at_most"),
        (("at_least", "at_most"), "about"),
        (("about", "about"), "about"),
        (QUALIFIERS, "about"),
    ],
)
def test_the_qualifier_of_a_sum(parts: tuple[Qualifier, ...], whole: Qualifier) -> None:
    assert {together(order) for order in permutations(parts)} == {whole}


def paid(value: str | None, presence: Any = "certain", **more: Any) -> Payment:
    return Payment("m", presence, value, more.pop("currency", "USD"), **more)


def test_currencies_are_never_mixed() -> None:
    found = totals([paid("1"), paid("2", currency="EUR"), paid("3")])
    assert [(total.currency, total.certain) for total in found] == [("EUR", "2"), ("USD", "4")]


def test_what_is_only_possible_is_none_for_certain() -> None:
    [total] = totals([paid("5", "possible")])
    assert (total.certain, total.possible) == ("0", "5")


def test_possible_includes_certain_and_each_sum_has_its_qualifier() -> None:
    [total] = totals([paid("1000000000"), paid("10.50", "possible", qualifier="at_least")])
    assert (total.certain, total.certain_qualifier) == ("1000000000", "exact")
    assert (total.possible, total.qualifier) == ("1000000010.50", "at_least")


def test_unknown_amounts_are_counted_apart() -> None:
    found = totals([paid("5"), paid(None), paid("1", currency="EUR"), paid(None, "possible")])
    assert [(total.currency, total.unknown_amounts) for total in found] == [("EUR", 2), ("USD", 2)]


def test_nothing_but_unknown_amounts() -> None:
    [total] = totals([Payment("m", "certain")])
    assert (total.currency, total.certain, total.possible, total.qualifier) == (None,) * 4
    assert total.unknown_amounts == 1


def test_an_amount_of_which_nothing_is_said_is_exact() -> None:
    [total] = totals([Payment("m", "certain", "5", "USD")])
    assert (total.qualifier, total.certain_qualifier) == ("exact", "exact")


@given(PAYMENTS)
def test_sums_are_exact_and_complete(payments: list[Payment]) -> None:
    found = totals(payments)
    assert len({(total.party, total.currency) for total in found}) == len(found)
    assert {total.party for total in found} == {payment.party for payment in payments}
    for total in found:
        own = [p for p in payments if p.party == total.party]
        assert total.unknown_amounts == sum(p.value is None for p in own)
        known = [p for p in own if p.value is not None and p.currency == total.currency]
        assert (total.currency is None) == (not known)
        if total.currency is None:
            continue
        assert Fraction(total.possible or "") == sum(Fraction(p.value or "") for p in known)
        assert Decimal(total.certain or "") <= Decimal(total.possible or "")
        assert total.qualifier == together(p.qualifier for p in known)


@given(PAYMENTS, st.randoms())
def test_in_whatever_order(payments: list[Payment], chance: Any) -> None:
    shuffled = list(payments)
    chance.shuffle(shuffled)
    assert totals(shuffled) == totals(payments)


def test_the_smallest_sum_is_told_in_digits() -> None:
    [total] = totals([Payment("a", "certain", "0.0000001", "BTC")] * 2)
    assert total.certain == total.possible == "0.0000002"
