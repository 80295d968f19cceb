"""What is answered about the log, as JSON Schemas."""

from __future__ import annotations

from events.api.json_schema import (
    ADDRESS,
    AS_OF,
    FLAG,
    FREE,
    ID,
    IDS,
    KNOWN_AT,
    NOTHING,
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
from events.types import CONFIDENCES

_PROBLEM: dict[str, Schema] = {
    "type": TEXT,
    "title": TEXT,
    "status": WHOLE,
    "detail": TEXT,
    "errors": array(obj("Fault", pointer=TEXT, code=TEXT, detail=TEXT)),
}
PROBLEM = obj("Problem", **_PROBLEM)
CITATIONS = array(FREE)
CONFIDENCE = maybe(enum(*CONFIDENCES))
OCCURRED = obj(
    "Occurred",
    text=TEXT,
    edtf=maybe(TEXT),
    earliest=maybe(TIME),
    latest=maybe(TIME),
    timezone=TEXT,
    precision=TEXT,
)
_CONTENT: dict[str, Schema] = {
    "timezone": maybe(TEXT),
    "data": FREE,
    "citations": CITATIONS,
    "confidence": CONFIDENCE,
    "stories": IDS,
    "note": maybe(TEXT),
    "correlation": maybe(TEXT),
    "causation": maybe(TEXT),
}
_RECORDED: dict[str, Schema] = {
    "id": ID,
    "position": WHOLE,
    "stream": TEXT,
    "version": WHOLE,
    "type": TEXT,
    "schema": WHOLE,
    "recorded_at": TIME,
    "recorded_by": TEXT,
    "occurred": {"anyOf": [TEXT, FREE, NOTHING], "description": "As it was written."},
    **_CONTENT,
    "amends": maybe(ID),
    "hash": TEXT,
}
RECORDED = obj("RecordedEvent", **_RECORDED)
CONFLICT = obj(
    "Conflict",
    **_PROBLEM,
    stream=TEXT,
    expected=WHOLE,
    actual=WHOLE,
    intervening=array(RECORDED),
)
EVENTS = obj(
    results=array(RECORDED), next=maybe(ADDRESS), as_of=sometimes(AS_OF), known_at=KNOWN_AT
)
EFFECTIVE = obj(
    "EffectiveFact",
    status=enum(*STATUSES),
    occurred=maybe(OCCURRED),
    data=FREE,
    citations=CITATIONS,
    confidence=CONFIDENCE,
    stories=IDS,
    disputes=array(FREE),
    summary=TEXT,
)
_ECHO: dict[str, Schema] = {"as_of": sometimes(AS_OF), "known_at": KNOWN_AT}
EVENT: Schema = {
    "anyOf": [
        obj(
            **_RECORDED,
            known={"type": "boolean", "const": True},
            status=enum(*STATUSES, "unreadable"),
            amendments=array(RECORDED),
            effective=maybe(EFFECTIVE),
            unreadable=sometimes(TEXT, "Why the present code cannot read it."),
            **_ECHO,
        ),
        obj(
            id=ID,
            known={"type": "boolean", "const": False},
            status=NOTHING,
            amendments={"type": "array", "maxItems": 0},
            effective=NOTHING,
            **_ECHO,
        ),
    ]
}
APPENDED = obj(
    position=WHOLE,
    events=array(obj(id=ID, position=WHOLE, stream=TEXT, version=WHOLE, recorded_at=TIME)),
)
DRY_RUN = obj(
    events=array(
        obj(
            id=ID,
            stream=TEXT,
            type=TEXT,
            schema=WHOLE,
            occurred=maybe(OCCURRED),
            **_CONTENT,
            amends=maybe(ID),
            summary=TEXT,
        )
    ),
    opens=array(FREE),
    closes=array(FREE),
    contradictions=array(FREE),
)
EVENT_TYPES = obj(
    results=array(
        obj(
            type=TEXT,
            schema=WHOLE,
            kind=TEXT,
            family=TEXT,
            description=TEXT,
            needs_occurred=FLAG,
            needs_citations=FLAG,
            right=TEXT,
            json_schema=ADDRESS,
        )
    ),
    next=NOTHING,
)
