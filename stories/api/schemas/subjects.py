"""Organisations, people and stories, and whom a name can mean."""

from __future__ import annotations

from events.api.answer_schemas import OCCURRED
from events.api.json_schema import (
    FLAG,
    FREE,
    IDS,
    NUMBER,
    TEXT,
    WHOLE,
    Schema,
    array,
    maybe,
    obj,
    sometimes,
)
from stories.api.schemas.facts import FACT
from stories.api.schemas.parts import ECHO, ECHO_IF_ASKED, ENTITY, PRESENCE, listing
from stories.api.schemas.states import POSTS

FOUNDER: dict[str, Schema] = {
    "founder": ENTITY,
    "presence": PRESENCE,
    "disputed": FLAG,
    "events": IDS,
}
LIFETIME: dict[str, Schema] = {
    "founders": array(obj(**FOUNDER)),
    "others": FLAG,
    "dissolved": array(
        obj(into=maybe(ENTITY), window=OCCURRED, presence=PRESENCE, disputed=FLAG, events=IDS)
    ),
}
ORGANIZATIONS = listing(
    "Organizations",
    obj(
        "OrganizationKnown",
        id=TEXT,
        name=TEXT,
        kind=TEXT,
        legal_form=sometimes(TEXT),
        jurisdiction=sometimes(TEXT),
        timezone=sometimes(TEXT),
        description=sometimes(TEXT),
    ),
)
PEOPLE = listing("People", obj("PersonKnown", id=TEXT, name=TEXT, description=sometimes(TEXT)))
STORIES = listing(
    "Stories",
    obj(
        "StoryKnown",
        id=TEXT,
        name=TEXT,
        title=TEXT,
        summary=sometimes(TEXT),
        follows=IDS,
        timezone=sometimes(TEXT),
        closed=FLAG,
    ),
)
PROFILE = {
    "names": array(obj(name=TEXT, kind=TEXT, language=maybe(TEXT))),
    "attributes": FREE,
    "merged": IDS,
}
ORGANIZATION = obj("Profile", **ECHO, **PROFILE, **LIFETIME)
PERSON = obj("Profile", **ECHO, **PROFILE)
POST = obj(organization=ENTITY, post=TEXT, title=TEXT, status=TEXT, holders=array(FREE))
SEAT = obj(organization=ENTITY, person=ENTITY, presence=PRESENCE, disputed=FLAG, posts=IDS)
MATTERS: dict[str, Schema] = {
    "founders": array(obj(organization=ENTITY, **FOUNDER)),
    "board": array(SEAT),
    "posts": array(POST),
}
STORY = obj(
    "Overview",
    **{**ECHO, "known": {"anyOf": [obj(**MATTERS), ECHO["known"]]}},
    **PROFILE,
    title=maybe(TEXT),
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
        obj(organization=ENTITY, **LIFETIME, board=FREE, posts=POSTS["posts"]),
    ),
    disputed=obj(
        **MATTERS,
        contradictions=obj(open=WHOLE, results=array(FREE)),
        facts=array(FACT),
    ),
    unknown=obj(**MATTERS, undated=array(FACT)),
)
RESOLVED = obj(
    "Resolved",
    query=TEXT,
    **ECHO_IF_ASKED,
    candidates=array(obj(id=TEXT, kind=TEXT, name=TEXT, matched=TEXT, why=TEXT, score=NUMBER)),
    ambiguous=FLAG,
)
