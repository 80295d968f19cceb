"""Sums of money and shares, as decimal strings: nothing is rounded on the way."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError

from events.types.patterns import CURRENCY_PATTERN, DECIMAL_PATTERN, PERCENT_PATTERN
from events.types.strict import Strict

Qualifier = Literal["exact", "about", "at_least", "at_most"]

# ISO 4217, also units of account such as XDR and what a fact of the past was paid in, such as EEK;
# not XTS, which is for tests, nor XXX, which is no currency
_TODAY = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN
BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD
FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS
KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK
MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR
SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH
UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAD XAF XAG XAU XBA XBB XBC XBD XCD XCG XDR XOF
XPD XPF XPT XSU XUA YER ZAR ZMW ZWG
"""
_PAST = """
ADP AFA ALK ANG AOK AON AOR ARA ARP ARY ATS AYM AZM BAD BEC BEF BEL BGJ BGK BGL BOP BRB BRC BRE
BRN BRR BUK BYB BYR CHC CSD CSJ CSK CUC CYP DDM DEM ECS ECV EEK ESA ESB ESP FIM FRF GEK GHC GHP
GNE GNS GQE GRD GWE GWP HRD HRK IEP ILP ILR ISJ ITL LAJ LSM LTL LTT LUC LUF LUL LVL LVR MAF MGF
MLF MRO MTL MTP MVQ MXP MZE MZM NIC NLG PEH PEI PES PLZ PTE RHD ROK ROL RUR SDD SDP SIT SKK SLL
SRG STD SUR TJR TMM TPE TRL UAK UGS UGW USS UYN UYP VEB VEF VNC XEU XFO XFU XRE YDD YUD YUM YUN
ZAL ZMK ZRN ZRZ ZWC ZWD ZWL ZWN ZWR
"""
CURRENCIES = frozenset((_TODAY + _PAST).split())


_WHOLE = 100
"""What no share is more than, as none is less than nothing."""


def _currency(value: str) -> str:
    if value not in CURRENCIES:
        raise PydanticCustomError("currency", "must be a currency code of ISO 4217, such as USD")
    return value


def _in_quotes(value: object) -> object:
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise PydanticCustomError("text", 'must be a decimal string, in quotes, such as "12.50"')
    return value


def _at_most_a_whole(value: str) -> str:
    if Decimal(value) > _WHOLE:
        raise PydanticCustomError("too_large", "must be a percentage of at most 100")
    return value


Currency = Annotated[
    str,
    StringConstraints(strip_whitespace=True, pattern=CURRENCY_PATTERN),
    AfterValidator(_currency),
]
Value = Annotated[
    str,
    StringConstraints(strip_whitespace=True, pattern=DECIMAL_PATTERN),
    BeforeValidator(_in_quotes),
]
Percent = Annotated[
    str,
    StringConstraints(strip_whitespace=True, pattern=PERCENT_PATTERN),
    BeforeValidator(_in_quotes),
]
SharePercent = Annotated[Percent, AfterValidator(_at_most_a_whole)]

QUALIFIED: dict[Qualifier, str] = {
    "exact": "",
    "about": "about ",
    "at_least": "at least ",
    "at_most": "at most ",
}
"""What stands before an amount in a sentence."""
_AFTER_AT = QUALIFIED | {"at_least": "no less than ", "at_most": "no more than "}


class Amount(Strict):
    """A sum of money, and how exact the source is about it."""

    value: Value = Field(description="The number.")
    currency: Currency = Field(description="The code of ISO 4217.")
    qualifier: Qualifier = Field(default="exact", description="How exact it is; exact if not said.")


class Share(Strict):
    """A share in percent, between two bounds or with one of them."""

    one_of = ("min", "max")

    min: SharePercent | None = Field(default=None, description="At least so much.")
    max: SharePercent | None = Field(default=None, description="At most so much.")

    @field_validator("max")
    @classmethod
    def _in_order(cls, most: str | None, info: ValidationInfo) -> str | None:
        least = info.data.get("min")
        if least is not None and most is not None and Decimal(least) > Decimal(most):
            raise PydanticCustomError("order", "must not be less than min")
        return most


def money(amount: Amount) -> str:
    """The sum within a sentence: `at least USD 1,000,000`."""
    return _in_words(amount, QUALIFIED)


def money_total(value: str, currency: str, qualifier: Qualifier) -> str:
    """A sum of amounts in the same words: it may have more digits than any amount."""
    return money(Amount.model_construct(value=value, currency=currency, qualifier=qualifier))


def money_at(amount: Amount) -> str:
    """The same after the word `at`: `at no less than USD 1,000,000`."""
    return _in_words(amount, _AFTER_AT)


def _in_words(amount: Amount, qualified: Mapping[Qualifier, str]) -> str:
    return f"{qualified[amount.qualifier]}{amount.currency} {Decimal(amount.value):,}"


def percentage(percent: str, qualifier: Qualifier | None = None) -> str:
    return f"{QUALIFIED[qualifier or 'exact']}{percent}%"


def share(share: Share) -> str:
    """The share within a sentence: `49%`, `40% to 49%`, `at least 51%`."""
    least, most = (Decimal(bound) if bound else None for bound in (share.min, share.max))
    if least in (most, _WHOLE):
        return f"{share.min}%"
    if most is None:
        return f"at least {share.min}%"
    if least is None:
        return f"at most {share.max}%" if most else f"{share.max}%"
    return f"{share.min}% to {share.max}%"
