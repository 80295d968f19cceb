"""JSON Schemas of the answers, for OpenAPI."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]


def obj(**properties: Schema) -> Schema:
    """An object; a property whose name ends in an underscore is a word of the language."""
    return {"type": "object", "properties": {k.rstrip("_"): v for k, v in properties.items()}}


def array(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def maybe(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def enum(*values: str) -> Schema:
    return {"type": "string", "enum": list(values)}


TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
WHOLE: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
FREE: Schema = {"type": "object", "additionalProperties": True}
TIME: Schema = {"type": "string", "format": "date-time"}
IDS = array(TEXT)
ENTITY = obj(id=TEXT, name=maybe(TEXT))
PRESENCE = enum("certain", "possible")
WINDOW = obj(earliest=maybe(TIME), latest=maybe(TIME))
BOUND = obj(text=maybe(TEXT), earliest=maybe(TIME), latest=maybe(TIME))
AS_OF = obj(requested=maybe(TEXT), instant=TIME, timezone=TEXT)
KNOWN_AT = obj(requested=maybe(TEXT), instant=TIME, timezone=TEXT, position=WHOLE)
ECHO: dict[str, Schema] = {
    "as_of": AS_OF,
    "known_at": KNOWN_AT,
    "known": {
        "type": "boolean",
        "const": False,
        "description": "There when the subject was not known yet at `known_at`.",
    },
    "merged_into": TEXT,
    "stale": {"type": "boolean", "description": "There when rows of the answer are out of date."},
}
STATE: dict[str, Schema] = {
    "presence": PRESENCE,
    "acting": FLAG,
    "start": BOUND,
    "end": maybe(BOUND),
    "last_attested": maybe(TIME),
    "confidence": TEXT,
    "disputed": FLAG,
    "inferred": FLAG,
    "events": IDS,
}
CHANGE = obj(
    person=ENTITY,
    change=enum("joined", "left", "changed"),
    post=TEXT,
    title=TEXT,
    acting=FLAG,
    presence=PRESENCE,
    window=WINDOW,
    manner=maybe(TEXT),
    inferred=FLAG,
    disputed=FLAG,
    events=IDS,
)
BOARD = obj(
    organization=ENTITY,
    **ECHO,
    size=obj(certain=WHOLE, possible=WHOLE),
    members=array(
        obj(
            person=ENTITY,
            presence=PRESENCE,
            disputed=FLAG,
            independent=maybe(FLAG),
            posts=array(obj(post=TEXT, title=TEXT, **STATE)),
        )
    ),
    chair=array(obj(person=ENTITY, presence=PRESENCE)),
    during_day=array(CHANGE),
)
POSTS: dict[str, Schema] = {
    "posts": array(
        obj(
            post=TEXT,
            title=TEXT,
            status=enum("disputed", "uncertain", "interim", "held", "vacant", "unknown"),
            holders=array(obj(person=ENTITY, **STATE)),
            predecessor=maybe(obj(person=ENTITY, manner=maybe(TEXT), end=maybe(BOUND))),
        )
    ),
    "during_day": array(CHANGE),
}
LEADERSHIP = obj(organization=ENTITY, **ECHO, **POSTS)
STORY_LEADERSHIP = obj(story=ENTITY, **ECHO, organizations=array(obj(organization=ENTITY, **POSTS)))
DIFFERENCE = array(
    obj(
        person=ENTITY,
        posts=IDS,
        manner=maybe(TEXT),
        before=FREE,
        after=FREE,
        events=IDS,
    )
)
DIFFERENCES = dict.fromkeys(
    ("joined", "left", "confirmed", "doubted", "appeared", "dropped"), DIFFERENCE
)
CHANGES = obj(organization=ENTITY, **ECHO, from_=AS_OF, to=AS_OF, **DIFFERENCES, changed=DIFFERENCE)
HISTORY = obj(
    organization=ENTITY,
    **ECHO,
    steps=array(
        obj(position=WHOLE, recorded_at=TIME, event=TEXT, type=TEXT, summary=TEXT, **DIFFERENCES)
    ),
)
CAREER = obj(
    person=ENTITY,
    **ECHO,
    tenures=array(
        obj(
            organization=ENTITY,
            post=TEXT,
            title=TEXT,
            body=TEXT,
            independent=maybe(FLAG),
            reports_to=maybe(ENTITY),
            manner=maybe(TEXT),
            reason=maybe(TEXT),
            **{**STATE, "presence": maybe(PRESENCE)},
        )
    ),
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
    status=enum("standing", "disputed", "retracted"),
    amendments=array(FREE),
    disputes=array(FREE),
    note=maybe(TEXT),
    recorded_at=TIME,
    recorded_by=TEXT,
    day={**maybe({"type": "string", "format": "date"}), "description": "Its civil day in `tz`."},
)


def listing(item: Schema) -> Schema:
    return obj(results=array(item), next=maybe({"type": "string", "format": "uri"}), **ECHO)


def facts(**more: Schema) -> Schema:
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
    facts(
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
    facts(
        presence=HAPPENED,
        deal=enum("acquisition", "merger", "listing", "valuation", "proceeds"),
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
    facts(
        presence=HAPPENED,
        change=enum("announced", "launched", "open_sourced", "integrated", "withdrawn"),
        work=maybe(ENTITY),
        organization=maybe(ENTITY),
        into=maybe(ENTITY),
        description=maybe(TEXT),
    )
)
MARKET = listing(
    facts(
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
SOURCES = listing(facts(origins=array(obj(origin=TEXT, sources=IDS)), single_source=FLAG))
SOURCES["properties"]["size"] = obj(facts=WHOLE, single_source=WHOLE)
FUNDING = obj(
    organization=ENTITY,
    **ECHO,
    investments=array(facts(investor=ENTITY, amount=maybe(AMOUNT), presence=HAPPENED)),
    donations=array(facts(donor=ENTITY, amount=maybe(AMOUNT), presence=HAPPENED)),
    totals=array(obj(investor=ENTITY, **SUMS, founder=FLAG)),
    donation_totals=array(obj(donor=ENTITY, **SUMS, founder=FLAG)),
)
FOUNDER: dict[str, Schema] = {
    "founder": ENTITY,
    "presence": PRESENCE,
    "disputed": FLAG,
    "events": IDS,
}
FOUNDING: dict[str, Schema] = {"founders": array(obj(**FOUNDER)), "others": FLAG}
ENTITIES = listing(obj(id=TEXT, name=TEXT, kind=TEXT, description=TEXT))
STORIES = listing(obj(id=TEXT, title=TEXT, summary=TEXT, follows=IDS, closed=FLAG))
PROFILE = {
    "names": array(obj(name=TEXT, kind=TEXT, language=maybe(TEXT))),
    "attributes": FREE,
    "merged": IDS,
}
ORGANIZATION = obj(organization=ENTITY, **ECHO, **PROFILE, **FOUNDING)
PERSON = obj(person=ENTITY, **ECHO, **PROFILE)
POST = obj(organization=ENTITY, post=TEXT, title=TEXT, status=TEXT, holders=array(FREE))
SEAT = obj(organization=ENTITY, person=ENTITY, presence=PRESENCE, disputed=FLAG, posts=IDS)
MATTERS: dict[str, Schema] = {
    "founders": array(obj(organization=ENTITY, **FOUNDER)),
    "board": array(SEAT),
    "posts": array(POST),
}
STORY = obj(
    story=ENTITY,
    **{**ECHO, "known": {"anyOf": [obj(**MATTERS), ECHO["known"]]}},
    **PROFILE,
    follows=array(ENTITY),
    facts=obj(
        total=WHOLE,
        standing=WHOLE,
        disputed=WHOLE,
        retracted=WHOLE,
        undated=WHOLE,
        single_source=WHOLE,
        by_confidence=FREE,
    ),
    organizations=array(
        obj(organization=ENTITY, **FOUNDING, board=FREE, posts=POSTS["posts"]),
    ),
    disputed=obj(
        **MATTERS,
        contradictions=obj(open=WHOLE, results=array(FREE)),
        facts=array(FACT),
    ),
    unknown=obj(**MATTERS, undated=array(FACT)),
)
RESOLVED = obj(
    query=TEXT,
    **ECHO,
    candidates=array(obj(id=TEXT, kind=TEXT, name=TEXT, matched=TEXT, why=TEXT, score=NUMBER)),
    ambiguous=FLAG,
)
PROJECTION = obj(
    name=TEXT,
    version=WHOLE,
    generation=WHOLE,
    slices=WHOLE,
    position=WHOLE,
    lag=WHOLE,
    parked=array(obj(track=TEXT, position=WHOLE, error=TEXT, parked_at=TIME)),
    rebuild=maybe(
        obj(
            status=TEXT,
            generation=WHOLE,
            target=WHOLE,
            done=WHOLE,
            total=WHOLE,
            detail=TEXT,
            requested_at=TIME,
            finished_at=maybe(TIME),
        )
    ),
)
PROJECTIONS = obj(results=array(PROJECTION), next={"type": "null"})
RETRIED = obj(projection=TEXT, mended=IDS, parked=IDS)
PROBLEM = obj(
    type=TEXT,
    title=TEXT,
    status=WHOLE,
    detail=TEXT,
    errors=array(obj(pointer=TEXT, code=TEXT, detail=TEXT)),
)
