"""How well a name fits a searched one, and why. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from stories.views import spelling

FUZZY_LEAST = 0.78
"""Below this likeness a spelling is another name."""
FUZZY_LETTERS = 4
"""Shorter names are never matched by likeness: in "xAI" and "X" every letter counts."""
PART = 0.75
"""The score of some of the words of a name."""
IN_PART = "part of the name"


@dataclass(frozen=True, slots=True)
class Query:
    """A searched name with the keys that it is compared by, made once."""

    text: str
    folded: str
    joined: str
    transliterated: str
    turned: tuple[str, ...]
    """The same with the family name first, or last."""
    skeleton: str
    bare: str
    words: frozenset[str]
    initials: tuple[str, ...]
    """The words of a name that is told with initials; none of another."""
    consonants: str
    in_arabic: bool

    @classmethod
    def of(cls, text: str) -> Query:
        joined, latin = spelling.joined(text), spelling.latin(text)
        return cls(
            text=" ".join(text.split()),
            folded=spelling.folded(text),
            joined=joined,
            transliterated=latin.replace(" ", ""),
            turned=spelling.turned(latin.split()),
            skeleton=spelling.look(joined),
            bare=spelling.without_legal_form(text),
            words=frozenset(latin.split()),
            initials=spelling.with_initials(text),
            consonants=spelling.consonants(latin),
            in_arabic=spelling.in_arabic(text),
        )


def likeness(query: Query, name: str) -> tuple[float, str]:
    """How well a name fits, 0 to 1, and why; 0 when it does not."""
    if not query.joined:
        return 0.0, ""
    if query.text == name:
        return 1.0, "exact"
    if query.folded == spelling.folded(name):
        return 0.98, "exact but for capitals"
    if query.joined == spelling.joined(name):
        return 0.95, "the same but for accents, spaces or punctuation"
    if query.transliterated and query.transliterated == spelling.transliterated(name):
        return 0.92, "the same in Latin letters"
    if query.bare and query.bare == spelling.without_legal_form(name):
        return 0.9, "the same but for the legal form"
    if query.skeleton == spelling.skeleton(name):
        return 0.88, "letters that look alike"
    return _partly(query, name)


def _partly(query: Query, name: str) -> tuple[float, str]:
    of_name = spelling.words(name)
    if len(of_name) > 1 and query.words == of_name:
        return 0.85, "the same words in another order"
    if query.initials and spelling.are_initials(query.initials, name):
        return 0.8, "the initials of the name"
    if _same_consonants(query, name):
        return 0.8, "the same consonants"
    mine, other = query.transliterated, spelling.transliterated(name)
    alike = 0.85 * _ratio(mine, other)
    if query.words and query.words < of_name:
        return round(max(PART, alike), 4), IN_PART  # no worse than a misspelling as near
    if of_name and len(of_name) > 1 and of_name < query.words:
        return round(max(0.7, alike), 4), "the name within what was asked"
    if alike:
        return round(alike, 4), "similar spelling"
    if len(of_name) > 1 and (turned := _nearest(query.turned, other)):
        return round(0.8 * turned, 4), "similar spelling, with the words in another order"
    if len(query.words) == 1 and (near := _near_word(mine, of_name)):
        return round(0.7 * near, 4), "similar to part of the name"
    return 0.0, ""


def _same_consonants(query: Query, name: str) -> bool:
    """Where one is in Arabic letters; of two in Latin ones the vowels tell which is which."""
    if len(query.consonants) < FUZZY_LETTERS or not (query.in_arabic or spelling.in_arabic(name)):
        return False
    return query.consonants == spelling.consonants(spelling.latin(name))


def _ratio(one: str, other: str) -> float:
    """How alike two spellings are, 0 to 1; 0 where they are of different names."""
    if min(len(one), len(other)) < FUZZY_LETTERS:
        return 0.0
    ratio = fuzz.ratio(one, other) / 100
    return ratio if ratio >= FUZZY_LEAST else 0.0


def _nearest(spellings: Iterable[str], other: str) -> float:
    return max((_ratio(one, other) for one in spellings), default=0.0)


def _near_word(word: str, of_name: Iterable[str]) -> float:
    if len(word) <= FUZZY_LETTERS:
        return 0.0
    nearest = max((fuzz.ratio(word, other) / 100 for other in of_name), default=0.0)
    return nearest if nearest >= FUZZY_LEAST else 0.0
