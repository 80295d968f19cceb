"""What a fact says in words, and words made comparable, for whoever searches them. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

MOST = 60_000
"""Characters of a fact that are indexed: a tsvector holds a megabyte, and PostgreSQL refuses a row
with a longer one, which would hold up the projection."""
# Text with nothing to fold but quotation marks and dashes, as most of it in English, is left alone.
_TO_FOLD = re.compile(r"[\u00c0-\u1fff\u3000-\uffff]")
# Accents, once they are taken apart from their letter, and the vowel points of Hebrew and Arabic.
_MARKS = re.compile(r"[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670]")
_NOT_TAKEN_APART = str.maketrans(
    {**dict(zip("øłđħŧı", "oldhti", strict=True)), "ß": "ss", "æ": "ae", "œ": "oe"}
)


def folded(text: str) -> str:
    """Without accents, so that "Nestle" and "Nestlé" are one word: for both sides of a search."""
    if text.isascii() or not _TO_FOLD.search(text):
        return text
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return unicodedata.normalize("NFC", bare).lower().translate(_NOT_TAKEN_APART)


def words(*said: object) -> str:
    """Every text in what is given, at any depth, folded: at most the first MOST characters.

    One that comes again, as citations do that a correction repeats, is told once.
    """
    found: dict[str, None] = {}
    length = 0
    for text in _texts(said):
        if text in found:
            continue
        found[text] = None
        length += len(text)
        if length > MOST:
            break
    # Folding can make a text longer, so it is cut off before and after.
    return folded(" ".join(found)[:MOST])[:MOST]


def _texts(said: Iterable[object]) -> Iterator[str]:
    for one in said:
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            yield from _texts(one.values())
        elif isinstance(one, list | tuple):
            yield from _texts(one)
