"""Organisations, people and stories, and whom a name can mean."""

from __future__ import annotations

from stories.api.schemas.facts import FACT
from stories.api.schemas.parts import (
    ECHO,
    ENTITY,
    FLAG,
    FREE,
    IDS,
    NUMBER,
    PRESENCE,
    TEXT,
    WHOLE,
    Schema,
    array,
    listing,
    maybe,
    obj,
)
from stories.api.schemas.states import POSTS

FOUNDER: dict[str, Schema] = {
    "founder": ENTITY,
    "presence": PRESENCE,
    "disputed": FLAG,
    "events": IDS,
}
FOUNDING: dict[str, Schema] = {"founders": array(obj(**FOUNDER)), "others": FLAG}
NAMED = {"id": TEXT, "name": TEXT}
OF_ORGANIZATIONS = dict.fromkeys(
    ("kind", "legal_form", "jurisdiction", "timezone", "description"), TEXT
)
ORGANIZATIONS = listing(obj(**NAMED, **OF_ORGANIZATIONS))
PEOPLE = listing(obj(**NAMED, description=TEXT))
STORIES = listing(obj(**NAMED, title=TEXT, summary=TEXT, follows=IDS, timezone=TEXT, closed=FLAG))
PROFILE = {
    "names": array(obj(name=TEXT, kind=TEXT, language=maybe(TEXT))),
    "attributes": FREE,
    "merged": IDS,
}
ORGANIZATION = obj(**ECHO, **PROFILE, **FOUNDING)
PERSON = obj(**ECHO, **PROFILE)
POST = obj(organization=ENTITY, post=TEXT, title=TEXT, status=TEXT, holders=array(FREE))
SEAT = obj(organization=ENTITY, person=ENTITY, presence=PRESENCE, disputed=FLAG, posts=IDS)
MATTERS: dict[str, Schema] = {
    "founders": array(obj(organization=ENTITY, **FOUNDER)),
    "board": array(SEAT),
    "posts": array(POST),
}
STORY = obj(
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
