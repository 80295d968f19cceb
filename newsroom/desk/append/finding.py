"""The event type that somebody means by what they write: "fired", "named CEO". Pure.

Every type is looked for by its own words: its name, its description, the choices of its fields,
and the everyday words on its class. What is recognised fills in fields.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.distance import Prefix

from events.types import ALL_POSTS, OTHERWISE, WELL_KNOWN_POSTS, event_type, event_types
from newsroom.desk.form.shapes import Shape, shape_of

LIKE = 88
"""From this likeness on a word counts as a misspelling of another."""
MOST_WORDS = 12
EVERYDAY, CHOICE, NAME, FIELD, DESCRIBED = 10.0, 6.0, 8.0, 2.0, 1.0
_ENDINGS = frozenset({"", "s", "es", "d", "ed", "ing"})
_WORD = re.compile(r"[^\W_]+")
_NO_MEANING = frozenset(
    {"a", "an", "and", "any", "as", "at", "by", "for", "from", "has", "have", "he", "her", "his"}
    | {"in", "into", "is", "it", "its", "new", "of", "off", "on", "or", "she", "so", "that", "the"}
    | {"their", "them", "they", "this", "to", "up", "was", "were", "what", "when", "where", "which"}
    | {"who", "whom", "whose", "will", "with"}
)


@dataclass(frozen=True, slots=True)
class Found:
    """A type that may be meant, and what the words say of its fields (by their names)."""

    type: str
    score: float
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Sense:
    """What a word or phrase says when it is used of a type."""

    phrase: tuple[str, ...]
    weight: float
    fields: Mapping[str, Any] = field(default_factory=dict)


def find(said: str, types: Iterable[str] | None = None, limit: int = 8) -> list[Found]:
    """Types by how well the words fit, best first; all of them when nothing is said. Of those that
    fit as well as one another facts come first: what is written of is what happened."""
    words = _words(said)[:MOST_WORDS]
    names = list(event_types() if types is None else types)
    if not words:
        return [Found(name, 0.0) for name in names]
    ranked = (_ranked(name, words) for name in names)
    found = sorted((one for one in ranked if one.score > 0), key=_rank)
    kept = found[: limit - 1]
    if OTHERWISE in names and OTHERWISE not in {one.type for one in kept}:
        kept.append(Found(OTHERWISE, 0.0))
    return kept


def _rank(found: Found) -> tuple[float, bool]:
    return -found.score, event_type(found.type).kind != "fact"


def says_something(said: str) -> bool:
    """Whether there is any word in it by which a type can be found."""
    return bool(_words(said))


def said_of(type_name: str, said: str) -> Mapping[str, Any]:
    """What the words say of the fields of a type that was chosen."""
    return _ranked(type_name, _words(said)[:MOST_WORDS]).fields


def _ranked(type_name: str, words: tuple[str, ...]) -> Found:
    score = 0.0
    fields: dict[str, Any] = {}
    if not words:
        return Found(type_name, score)
    best: dict[tuple[str, ...], tuple[float, _Sense]] = {}
    for sense in _senses(type_name):
        likeness = _fits(sense.phrase, words)
        if likeness and likeness * sense.weight > best.get(sense.phrase, (0.0, None))[0]:
            best[sense.phrase] = (likeness * sense.weight, sense)
    for value, sense in sorted(best.values(), key=lambda each: each[0]):
        score += value
        fields.update(sense.fields)
    return Found(type_name, score, fields)


def _fits(phrase: tuple[str, ...], words: tuple[str, ...]) -> float:
    """How well the phrase is found among the words, 0 to 1: it counts whole or not at all."""
    likenesses = [max(_like(one, word) for word in words) for one in phrase]
    return min(likenesses)


def _like(known: str, word: str) -> float:
    if known == word:
        return 1.0
    if _is_form(known, word):
        return 0.9
    if (len(word) >= 3 and known.startswith(word)) or (len(known) >= 5 and word.startswith(known)):
        return 0.8
    if min(len(known), len(word)) >= 5 and (likeness := fuzz.ratio(known, word)) >= LIKE:
        return likeness / 125
    return 0.0


def _is_form(known: str, word: str) -> bool:
    """Whether nothing but grammatical endings differ: hires, hired, hiring."""
    same = Prefix.similarity(known, word)
    return same >= 3 and known[same:] in _ENDINGS and word[same:] in _ENDINGS


@cache
def _senses(type_name: str) -> tuple[_Sense, ...]:
    return tuple(_all_senses(type_name))


def _all_senses(type_name: str) -> Iterator[_Sense]:
    event_class, shape = event_type(type_name), shape_of(type_name)
    for phrase, fields in event_class.words.items():
        words = _words(phrase)
        yield _Sense(words, EVERYDAY * len(words), fields)  # two words say more than either
    yield _Sense(_words(type_name), EVERYDAY)
    for word in _words(type_name):
        yield _Sense((word,), NAME)
    for word in set(_words(inspect.getdoc(event_class) or "")):
        yield _Sense((word,), DESCRIBED)
    yield from _of_fields(shape)


def _of_fields(shape: Shape) -> Iterator[_Sense]:
    for name, inner in shape.fields:
        if inner.kind == "choice":
            for choice in inner.choices:
                if words := _words(choice):
                    yield _Sense(words, CHOICE if inner.required else FIELD, {name: choice})
        elif inner.kind == "post":
            for post, known in WELL_KNOWN_POSTS.items():
                for phrase in {_words(post), _words(known.title)}:
                    yield _Sense(phrase, FIELD, {name: post})
            if inner.all_posts:
                yield _Sense(("all", "posts"), FIELD, {name: ALL_POSTS})


def _words(text: str) -> tuple[str, ...]:
    found = _WORD.findall(text.replace("_", " ").casefold())
    return tuple(word for word in found if word not in _NO_MEANING)
