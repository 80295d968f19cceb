"""A fact, and the lists of facts."""

from __future__ import annotations

from events.facts import STATUSES
from stories.api.schemas.parts import (
    ECHO,
    ENTITY,
    FLAG,
    FREE,
    IDS,
    PRESENCE,
    TEXT,
    TIME,
    WHOLE,
    Schema,
    array,
    enum,
    listing,
    maybe,
    obj,
)

FACT = obj(
    event=TEXT,
    position=WHOLE,
    type=TEXT,
    kind=TEXT,
    summary=TEXT,
    window=maybe(
        obj(
            text=TEXT,
            edtf=maybe(TEXT),
            earliest=maybe(TIME),
            latest=maybe(TIME),
            timezone=TEXT,
            precision=TEXT,
        )
    ),
    undated={"type": "boolean", "const": True},
    data=FREE,
    entities=IDS,
    stories=IDS,
    citations=array(FREE),
    independent_sources=WHOLE,
    confidence=maybe(TEXT),
    status=enum(*STATUSES),
    amendments=array(FREE),
    disputes=array(FREE),
    note=maybe(TEXT),
    recorded_at=TIME,
    recorded_by=TEXT,
    day={**maybe({"type": "string", "format": "date"}), "description": "Its civil day in `tz`."},
)


def fact_with(**more: Schema) -> Schema:
    """A fact with what a view says of it besides."""
    told: Schema = FACT["properties"]
    return {"type": "object", "properties": {**told, **obj(**more)["properties"]}}


HAPPENED = maybe(PRESENCE)
QUALIFIER = enum("exact", "about", "at_least", "at_most")
AMOUNT = obj(value=TEXT, currency=TEXT, qualifier=QUALIFIER)
SUMS: dict[str, Schema] = {
    "currency": maybe(TEXT),
    "certain": maybe(TEXT),
    "possible": maybe(TEXT),
    "qualifier": maybe(QUALIFIER),
    "certain_qualifier": maybe(QUALIFIER),
    "unknown_amounts": WHOLE,
}
TIMELINE = listing(FACT)
STATEMENTS = listing(
    fact_with(
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
)
DEALS = listing(
    fact_with(
        presence=HAPPENED,
        deal=enum(
            *("acquisition", "merger", "listing", "valuation", "proceeds"),
            *("agreement", "offer", "equity"),
        ),
        stage=TEXT,
        parties=array(obj(role=TEXT, id=TEXT, name=TEXT)),
        amount=maybe(AMOUNT),
    )
)
DEALS["properties"] |= {
    "totals": array(obj(type=TEXT, **SUMS)),
    "totals_by_party": array(obj(type=TEXT, party=ENTITY, **SUMS)),
}
PRODUCTS = listing(
    fact_with(
        presence=HAPPENED,
        change=enum("announced", "launched", "open_sourced", "integrated", "withdrawn"),
        work=maybe(ENTITY),
        organization=maybe(ENTITY),
        into=maybe(ENTITY),
        description=maybe(TEXT),
    )
)
MARKET = listing(
    fact_with(
        presence=HAPPENED,
        measure=enum("share_price", "market_share"),
        of=maybe(ENTITY),
        market=maybe(TEXT),
        percent=maybe(TEXT),
        qualifier=maybe(QUALIFIER),
        direction=maybe(enum("up", "down")),
        session=maybe(enum("regular", "extended")),
        measured_by=maybe(TEXT),
    )
)
SOURCES = listing(fact_with(origins=array(obj(origin=TEXT, sources=IDS)), single_source=FLAG))
SOURCES["properties"]["size"] = obj(facts=WHOLE, single_source=WHOLE)
FUNDING = obj(
    **ECHO,
    investments=array(fact_with(investor=ENTITY, amount=maybe(AMOUNT), presence=HAPPENED)),
    donations=array(fact_with(donor=ENTITY, amount=maybe(AMOUNT), presence=HAPPENED)),
    totals=array(obj(investor=ENTITY, **SUMS, founder=FLAG)),
    donation_totals=array(obj(donor=ENTITY, **SUMS, founder=FLAG)),
)
