"""The event types: what can be recorded, each a class of its family."""

from events.types.amending import Amendment
from events.types.base import EventData, Kind, SchemaUnknown
from events.types.citations import Citation
from events.types.envelope import CONFIDENCES, DEFAULT_CONFIDENCE, Confidence, Envelope
from events.types.ids import as_slug, as_uuid
from events.types.keys import keys, post_keys, posts_named
from events.types.patterns import LONGEST_SLUG, SLUG_PATTERN
from events.types.posts import ALL_POSTS, WELL_KNOWN_POSTS, Body, Post, default_post
from events.types.problems import Problem, nearest, pointer, problems
from events.types.references import (
    ACCEPTED_KINDS,
    ENTITY_KINDS,
    Reference,
    entities,
    references,
    references_sent,
    rewrite,
)
from events.types.registry import (
    OTHERWISE,
    UnknownType,
    decode,
    event_type,
    event_types,
    introducing,
)
from events.types.summary import placeholders, render
from events.types.text import storable

__all__ = [
    "ACCEPTED_KINDS",
    "ALL_POSTS",
    "CONFIDENCES",
    "DEFAULT_CONFIDENCE",
    "ENTITY_KINDS",
    "LONGEST_SLUG",
    "OTHERWISE",
    "SLUG_PATTERN",
    "WELL_KNOWN_POSTS",
    "Amendment",
    "Body",
    "Citation",
    "Confidence",
    "Envelope",
    "EventData",
    "Kind",
    "Post",
    "Problem",
    "Reference",
    "SchemaUnknown",
    "UnknownType",
    "as_slug",
    "as_uuid",
    "decode",
    "default_post",
    "entities",
    "event_type",
    "event_types",
    "introducing",
    "keys",
    "nearest",
    "placeholders",
    "pointer",
    "post_keys",
    "posts_named",
    "problems",
    "references",
    "references_sent",
    "render",
    "rewrite",
    "storable",
]
