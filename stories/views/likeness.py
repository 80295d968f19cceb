"""How well a name fits a searched one, and why. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from stories.views import spelling

FUZZY_LEAST = 0.78
"""Below this likeness a spelling is another name."""
FUZZY_LETTERS = 4
"""Shorter names are never matched by likeness: in "xAI" and "X" every letter counts."""
PART = 0.75
"""The score of some of the words of a name."""
IN_PART = "part of the name"
IN_PART_SPACED = f"{IN_PART}, but for spaces"
BEGINNING = "the beginning of the name"
IN_PART_OTHERWISE = f"{IN_PART}, but for the legal form"
PARTS = frozenset({IN_PART, IN_PART_SPACED, IN_PART_OTHERWISE, BEGINNING})

KEPT = 20_000
"""Names of which the keys are kept: a word that many share, as "Inc.", is asked for again."""


@dataclass(frozen=True, slots=True)
class Spelled:
    """A name, searched or borne, with the keys that it is compared by."""

    text: str
    folded: str
    joined: str
    latin: tuple[str, ...]
    """Its words in Latin letters, in order."""
    transliterated: str
    turned: tuple[str, ...]
    """The same with the family name first, or last."""
    skeleton: str
    bare: str
    """Without a legal form."""
    legal: frozenset[str]
    """That form, each word of it."""
    core: frozenset[str]
    """The words without it."""
    words: frozenset[str]
    initials: tuple[str, ...]
    """The words of a name that is told with initials; none of another."""
    acronyms: tuple[str, ...]
    consonants: str
    in_arabic: bool
    beginnings: frozenset[str]

    @classmethod
    def of(cls, text: str) -> Spelled:
        return _spelled(text)


@lru_cache(KEPT)
def _spelled(text: str) -> Spelled:
    joined, latin = spelling.joined(text), spelling.latin(text)
    told = tuple(latin.split())
    core, legal = spelling.apart_from_legal_form(told)
    return Spelled(
        text=" ".join(text.split()),
        folded=spelling.folded(text),
        joined=joined,
        latin=told,
        transliterated=latin.replace(" ", ""),
        turned=spelling.turned(told),
        skeleton=spelling.look(joined),
        bare="".join(core),
        legal=legal,
        core=frozenset(core),
        words=frozenset(told),
        initials=spelling.with_initials(text),
        acronyms=spelling.acronyms(text),
        consonants=spelling.consonants(latin),
        in_arabic=spelling.in_arabic(text),
        beginnings=spelling.beginnings(joined),
    )


def likeness(asked: Spelled, name: Spelled) -> tuple[float, str]:
    """How well a name fits, 0 to 1, and why; 0 when it does not."""
    if not asked.joined:
        return 0.0, ""
    if asked.text == name.text:
        return 1.0, "exact"
    if asked.folded == name.folded:
        return 0.98, "exact but for capitals"
    if asked.joined == name.joined:
        return 0.95, "the same but for accents, spaces or punctuation"
    if asked.transliterated and asked.transliterated == name.transliterated:
        return 0.92, "the same in Latin letters"
    if asked.bare and asked.bare == name.bare:
        if asked.legal and name.legal and asked.legal.isdisjoint(name.legal):
            # "Porsche SE" is no "Porsche AG", where a "Porsche Holding SE" is known.
            return PART - 0.01, "the same but for another legal form"
        return 0.9, "the same but for the legal form"
    if asked.skeleton == name.skeleton:
        return 0.88, "letters that look alike"
    return _partly(asked, name)


def _partly(asked: Spelled, name: Spelled) -> tuple[float, str]:
    if len(name.words) > 1 and asked.words == name.words:
        return 0.85, "the same words in another order"
    if initials := _initials(asked, name):
        return 0.8, initials
    if _same_consonants(asked, name):
        return 0.8, "the same consonants"
    mine, other = asked.transliterated, name.transliterated
    alike = 0.85 * max(_ratio(mine, other), _ratio(asked.bare, name.bare))
    if part := _part(asked, name):
        return round(max(PART, alike), 4), part  # no worse than a misspelling as near
    if _is_within(asked, name):
        return round(max(0.7, alike), 4), "the name within what was asked"
    if asked.legal and asked.core < name.words:
        return round(max(0.7, alike), 4), IN_PART_OTHERWISE
    if alike:
        return round(alike, 4), "similar spelling"
    if len(name.words) > 1 and (turned := _nearest(asked.turned, other)):
        return round(0.8 * turned, 4), "similar spelling, with the words in another order"
    if len(asked.words) == 1 and (near := _near_word(mine, name.words)):
        return round(0.7 * near, 4), "similar to part of the name"
    return 0.0, ""


def _part(asked: Spelled, name: Spelled) -> str:
    """Which part of the name was asked for; empty if none was."""
    if asked.words and asked.words < name.words:
        return IN_PART
    if len(asked.words) > 1 and asked.transliterated in name.words:
        return IN_PART_SPACED
    return BEGINNING if asked.joined in name.beginnings else ""


def _is_within(asked: Spelled, name: Spelled) -> bool:
    """Whether more was asked than the name: "OpenAI's Sam Altman", "李在鎔被告"."""
    if name.words < asked.words and len(name.words) > 1:
        return True
    # One word that is a whole name, and not one of two letters, with which longer ones begin.
    whole = bool(name.beginnings)
    return whole and (name.words < asked.words or name.joined in asked.beginnings)


def _initials(asked: Spelled, name: Spelled) -> str:
    """How initials were asked for; empty if none were."""
    if asked.initials and spelling.are_initials(asked.initials, name.latin):
        return "the initials of the name"
    for acronym in asked.acronyms:
        left = asked.words - {acronym}
        if any(left <= others for others in spelling.without_initialled(name.latin, acronym)):
            return "some of the words by their initials"
    return ""


def _same_consonants(asked: Spelled, name: Spelled) -> bool:
    """Where one is in Arabic letters; of two in Latin ones the vowels tell which is which."""
    if len(asked.consonants) < FUZZY_LETTERS or not (asked.in_arabic or name.in_arabic):
        return False
    return asked.consonants == name.consonants


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
