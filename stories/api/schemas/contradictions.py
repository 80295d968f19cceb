"""Facts that cannot all be true."""

from __future__ import annotations

from events.api.json_schema import FLAG, FREE, IDS, TEXT, TIME, WHOLE, array, enum, maybe, obj
from stories.api.schemas.parts import ENTITY, WINDOW, listing
from stories.contradictions.registry import kind_names
from stories.views.contradictions import STATUSES

KNOWN = obj("KnownSince", position=WHOLE, recorded_at=maybe(TIME))
FACT = obj(
    "FactOfASide",
    event=TEXT,
    type=TEXT,
    summary=TEXT,
    window=maybe(FREE),
    confidence=maybe(TEXT),
    status=maybe(TEXT),
    citations=array(FREE),
)
SIDE = obj(
    "Side",
    account=TEXT,
    what=maybe(TEXT),
    by=maybe(ENTITY),
    events=IDS,
    facts=array(FACT),
)
CONTRADICTION = obj(
    "Contradiction",
    matter=TEXT,
    kind=enum(*kind_names()),
    status=enum(*STATUSES),
    summary=TEXT,
    organization=maybe(ENTITY),
    post=maybe(TEXT),
    window=WINDOW,
    lasts=FLAG,
    entities=IDS,
    stories=IDS,
    sides=array(SIDE),
    events=IDS,
    known=obj(from_=KNOWN, to=maybe(KNOWN)),
)
LIST = listing("Contradictions", CONTRADICTION)
