"""A fact, and the lists of facts."""

from __future__ import annotations

from events.api.answer_schemas import OCCURRED
from events.api.json_schema import (
    AS_OF,
    FLAG,
    FREE,
    IDS,
    TEXT,
    TIME,
    WHOLE,
    Schema,
    array,
    enum,
    maybe,
    obj,
    sometimes,
)
from events.facts import STATUSES
from stories.api.schemas.parts import ECHO, ENTITY, PRESENCE, listing

_FACT: dict[str, Schema] = {
    "event": TEXT,
    "position": WHOLE,
    "type": TEXT,
    "kind": TEXT,
    "summary": TEXT,
    "window": maybe(OCCURRED),
    "undated": sometimes({"type": "boolean", "const": True}),
    "data": FREE,
    "entities": IDS,
    "stories": IDS,
    "citations": array(FREE),
    "independent_sources": WHOLE,
    "confidence": maybe(TEXT),
    "status": enum(*STATUSES),
    "amendments": array(FREE),
    "disputes": array(FREE),
    "note": maybe(TEXT),
    "recorded_at": TIME,
    "recorded_by": TEXT,
    "day": sometimes(maybe({"type": "string", "format": "date"}), "Its civil day in `tz`."),
}
FACT = obj("Fact", **_FACT)


def fact_with(name: str, **more: Schema) -> Schema:
    """A fact with what a view says of it besides."""
    return obj(name, **_FACT, **more)


HAPPENED = maybe(PRESENCE)
QUALIFIER = enum("exact", "about", "at_least", "at_most")
AMOUNT = obj("Sum", value=TEXT, currency=TEXT, qualifier=QUALIFIER)
SUMS: dict[str, Schema] = {
    "currency": maybe(TEXT),
    "certain": maybe(TEXT),
    "possible": maybe(TEXT),
    "qualifier": maybe(QUALIFIER),
    "certain_qualifier": maybe(QUALIFIER),
    "unknown_amounts": WHOLE,
}
TIMELINE = listing("Timeline", FACT)
STATEMENT = fact_with(
    "Statement",
    presence=HAPPENED,
    form=enum("statement", "announcement", "message", "claim", "opinion"),
    speaker=maybe(ENTITY),
    text=TEXT,
    verbatim=maybe(FLAG),
    translated=maybe(FLAG),
    language=maybe(TEXT),
    venue=maybe(TEXT),
    about=array(ENTITY),
)
STATEMENTS = listing("Statements", STATEMENT, as_of=AS_OF)
DEALS = listing(
    "Deals",
    fact_with(
        "Deal",
        presence=HAPPENED,
        deal=enum(
            *("investment", "donation", "acquisition", "merger", "listing"),
            *("valuation", "proceeds", "agreement", "offer", "equity"),
        ),
        stage=TEXT,
        parties=array(obj(role=TEXT, id=TEXT, name=TEXT)),
        amount=maybe(AMOUNT),
    ),
    as_of=AS_OF,
    totals=array(obj(type=TEXT, **SUMS)),
    totals_by_party=array(obj(type=TEXT, party=ENTITY, **SUMS)),
)
PRODUCTS = listing(
    "Products",
    fact_with(
        "ProductChange",
        presence=HAPPENED,
        change=enum("announced", "launched", "open_sourced", "integrated", "withdrawn"),
        work=maybe(ENTITY),
        organization=maybe(ENTITY),
        into=maybe(ENTITY),
        description=maybe(TEXT),
    ),
    as_of=AS_OF,
)
MARKET = listing(
    "Market",
    fact_with(
        "Measure",
        presence=HAPPENED,
        measure=enum("share_price", "market_share"),
        of=maybe(ENTITY),
        market=maybe(TEXT),
        percent=maybe(TEXT),
        qualifier=maybe(QUALIFIER),
        direction=maybe(enum("up", "down")),
        session=maybe(enum("regular", "extended")),
        measured_by=maybe(TEXT),
    ),
    as_of=AS_OF,
)
SOURCES = listing(
    "Sources",
    fact_with("SourcedFact", origins=array(obj(origin=TEXT, sources=IDS)), single_source=FLAG),
    size=obj(facts=WHOLE, single_source=WHOLE),
)
FUNDING = obj(
    "Funding",
    **ECHO,
    investments=array(
        fact_with("Investment", investor=ENTITY, amount=maybe(AMOUNT), presence=HAPPENED)
    ),
    donations=array(fact_with("Donation", donor=ENTITY, amount=maybe(AMOUNT), presence=HAPPENED)),
    totals=array(obj(investor=ENTITY, **SUMS, founder=FLAG)),
    donation_totals=array(obj(donor=ENTITY, **SUMS, founder=FLAG)),
)
