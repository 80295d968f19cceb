"""Sums of money and shares, as decimal strings: nothing is rounded on the way."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from events.types.patterns import CURRENCY_PATTERN, DECIMAL_PATTERN, PERCENT_PATTERN
from events.types.problems import field_problem
from events.types.strict import Strict

Qualifier = Literal["exact", "about", "at_least", "at_most"]

# ISO 4217, without the codes for testing, for metals and for units of account
_CODES = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN
BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS
GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW
KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN
NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK
SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU
UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG ZWL DEM FRF ITL ESP NLG BEF ATS IEP
PTE FIM GRD LUF
"""
CURRENCIES = frozenset(_CODES.split())


def _currency(value: str) -> str:
    if value not in CURRENCIES:
        raise PydanticCustomError("currency", "must be a currency code of ISO 4217, such as USD")
    return value


def _at_most_a_whole(value: str) -> str:
    if Decimal(value) > 100:
        raise PydanticCustomError("too_large", "must be a percentage of at most 100")
    return value


Currency = Annotated[
    str,
    StringConstraints(strip_whitespace=True, pattern=CURRENCY_PATTERN),
    AfterValidator(_currency),
]
Value = Annotated[str, StringConstraints(strip_whitespace=True, pattern=DECIMAL_PATTERN)]
Percent = Annotated[str, StringConstraints(strip_whitespace=True, pattern=PERCENT_PATTERN)]
SharePercent = Annotated[Percent, AfterValidator(_at_most_a_whole)]

_QUALIFIED: dict[Qualifier, str] = {
    "exact": "",
    "about": "about ",
    "at_least": "at least ",
    "at_most": "at most ",
}
_AFTER_AT = _QUALIFIED | {"at_least": "no less than ", "at_most": "no more than "}


class Amount(Strict):
    """A sum of money, and how exact the source is about it."""

    value: Value = Field(description="The number.")
    currency: Currency = Field(description="The code of ISO 4217.")
    qualifier: Qualifier = Field(default="exact", description="How exact it is; exact if not said.")


class Share(Strict):
    """A share in percent, between two bounds or with one of them."""

    min: SharePercent | None = Field(default=None, description="At least so much.")
    max: SharePercent | None = Field(default=None, description="At most so much.")

    @model_validator(mode="after")
    def _in_order(self) -> "Share":
        if self.min is None and self.max is None:
            raise field_problem("min", "required", "either this or max is required")
        if self.min is not None and self.max is not None and Decimal(self.min) > Decimal(self.max):
            raise field_problem("max", "order", "must not be less than min", self.max)
        return self


def money(amount: Amount) -> str:
    """The sum within a sentence: `at least USD 1,000,000`."""
    return _in_words(amount, _QUALIFIED)


def money_at(amount: Amount) -> str:
    """The same after the word `at`: `at no less than USD 1,000,000`."""
    return _in_words(amount, _AFTER_AT)


def _in_words(amount: Amount, qualified: Mapping[Qualifier, str]) -> str:
    return f"{qualified[amount.qualifier]}{amount.currency} {Decimal(amount.value):,}"


def percentage(percent: str, qualifier: Qualifier | None = None) -> str:
    return f"{_QUALIFIED[qualifier or 'exact']}{percent}%"


def share(share: Share) -> str:
    """The share within a sentence: `49%`, `40% to 49%`, `at least 51%`."""
    if share.min == share.max:
        return f"{share.min}%"
    if share.max is None:
        return f"at least {share.min}%"
    return f"at most {share.max}%" if share.min is None else f"{share.min}% to {share.max}%"
