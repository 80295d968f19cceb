"""Who held which post, and from when to when: the rules of docs/tenures.md, one to a file. Pure."""

from stories.tenure.conflicts import Conflict
from stories.tenure.derivation import Derivation, moved, of_people, of_person, of_post
from stories.tenure.places import POST_TYPES, WIDE_TYPES
from stories.tenure.tenures import Tenure

TENURE_TYPES = POST_TYPES | WIDE_TYPES
"""The types of facts that tenures are derived from."""

__all__ = [
    "POST_TYPES",
    "TENURE_TYPES",
    "WIDE_TYPES",
    "Conflict",
    "Derivation",
    "Tenure",
    "moved",
    "of_people",
    "of_person",
    "of_post",
]
