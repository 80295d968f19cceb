"""Board, leadership and career, and how they changed."""

from __future__ import annotations

from stories.api.schemas.parts import (
    AS_OF,
    BOUND,
    ECHO,
    ENTITY,
    FLAG,
    FREE,
    IDS,
    PRESENCE,
    STATE,
    TEXT,
    TIME,
    WHOLE,
    WINDOW,
    Schema,
    array,
    enum,
    maybe,
    obj,
)

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
LEADERSHIP = obj(**ECHO, **POSTS)
STORY_LEADERSHIP = obj(**ECHO, organizations=array(obj(organization=ENTITY, **POSTS)))
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
CHANGES = obj(**ECHO, from_=AS_OF, to=AS_OF, **DIFFERENCES, changed=DIFFERENCE)
HISTORY = obj(
    **ECHO,
    steps=array(
        obj(position=WHOLE, recorded_at=TIME, event=TEXT, type=TEXT, summary=TEXT, **DIFFERENCES)
    ),
)
CAREER = obj(
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
