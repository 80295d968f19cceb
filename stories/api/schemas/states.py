"""Board, leadership and career, and how they changed."""

from __future__ import annotations

from events.api.json_schema import (
    AS_OF,
    FLAG,
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
from stories.api.schemas.parts import BOUND, ECHO, ECHO_IF_ASKED, ENTITY, PRESENCE, STATE, WINDOW

CHANGE = obj(
    "ChangeOfPost",
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
    "Board",
    **ECHO,
    size=obj(certain=WHOLE, possible=WHOLE),
    members=array(
        obj(
            "BoardMember",
            person=ENTITY,
            presence=PRESENCE,
            disputed=FLAG,
            independent=maybe(FLAG),
            posts=array(obj("Seat", post=TEXT, title=TEXT, **STATE)),
        )
    ),
    chair=array(obj(person=ENTITY, presence=PRESENCE)),
    during_day=array(CHANGE),
)
POSTS: dict[str, Schema] = {
    "posts": array(
        obj(
            "PostStatus",
            post=TEXT,
            title=TEXT,
            status=enum("disputed", "uncertain", "interim", "held", "vacant", "unknown"),
            holders=array(obj("Holder", person=ENTITY, **STATE)),
            predecessor=maybe(
                obj(person=ENTITY, manner=maybe(TEXT), end=maybe(BOUND), disputed=FLAG)
            ),
        )
    ),
    "during_day": array(CHANGE),
}
LEADERSHIP = obj("Leadership", **ECHO, **POSTS)
STORY_LEADERSHIP = obj("Leadership", **ECHO, organizations=array(obj(organization=ENTITY, **POSTS)))
_DIFFERENCE = {"person": ENTITY, "posts": IDS, "manner": maybe(TEXT), "events": IDS}
_ATTRIBUTES = obj("Attributes", posts=IDS, titles=IDS, acting=FLAG, independent=maybe(FLAG))
DIFFERENCES: dict[str, Schema] = dict.fromkeys(
    ("joined", "left", "confirmed", "doubted", "appeared", "dropped"),
    array(obj("Difference", **_DIFFERENCE)),
)
CHANGED = obj("ChangeBetween", **_DIFFERENCE, before=_ATTRIBUTES, after=_ATTRIBUTES)
COMPARISON = obj(
    "Comparison",
    **ECHO_IF_ASKED,
    from_=AS_OF,
    to=AS_OF,
    **DIFFERENCES,
    changed=array(CHANGED),
)
HISTORY = obj(
    "History",
    **ECHO,
    steps=array(
        obj(
            "Step",
            position=WHOLE,
            recorded_at=TIME,
            event=TEXT,
            type=TEXT,
            summary=TEXT,
            **DIFFERENCES,
        )
    ),
)
CAREER = obj(
    "Career",
    **ECHO,
    tenures=array(
        obj(
            "Tenure",
            organization=ENTITY,
            post=TEXT,
            title=TEXT,
            body=TEXT,
            independent=maybe(FLAG),
            reports_to=maybe(ENTITY),
            manner=maybe(TEXT),
            reason=maybe(TEXT),
            **{**STATE, "presence": sometimes(maybe(PRESENCE), "There when `as_of` is asked for.")},
        )
    ),
)
