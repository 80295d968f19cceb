"""Spellings of a name made comparable. Pure.

Each key forgives more than the one before it, so that what matches by an earlier one ranks higher
and names that differ in substance ("X", "xAI", "X.com") stay apart.
"""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

_WORD = re.compile(r"[^\W_]+(?:[.&'’][^\W_]+)*")
# Letters of Cyrillic and Greek that are drawn like Latin ones, in small letters as after folding.
_LIKE_LATIN = str.maketrans("авеѕіјкмнорстухһԁԛԝαβεικνορτυχ", "abesijkmhopctyxhdqwabeikvoptux")
_LIKE_LETTERS = str.maketrans("01i5", "olls")


def folded(text: str) -> str:
    """Without differences of case, width, compatibility forms and white space."""
    normal = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return " ".join(normal.casefold().split())


def plain(text: str) -> str:
    """Folded, and without accents, punctuation between words, or other invisible marks."""
    plainer = folded(text)
    if plainer.isascii():
        return " ".join(_WORD.findall(plainer))
    decomposed = unicodedata.normalize("NFKD", plainer)
    kept = "".join(c for c in decomposed if unicodedata.category(c) not in ("Mn", "Cf"))
    return " ".join(_WORD.findall(unicodedata.normalize("NFC", kept)))


def joined(text: str) -> str:
    """Plain, in one word."""
    return plain(text).replace(" ", "")


def transliterated(text: str) -> str:
    """Plain, in Latin letters: how the sounds are spelled."""
    return latin(text).replace(" ", "")


def skeleton(text: str) -> str:
    """What the letters look like: those of other scripts and digits as their Latin doubles."""
    return look(joined(text))


def look(joined: str) -> str:
    """The same of what is joined already."""
    latin = joined if joined.isascii() else joined.translate(_LIKE_LATIN)
    return latin.translate(_LIKE_LETTERS)


def words(text: str) -> frozenset[str]:
    """The words in Latin letters."""
    return frozenset(latin(text).split())


def latin(text: str) -> str:
    """Plain, in Latin letters."""
    if not text.isascii():
        text = anyascii(unicodedata.normalize("NFKC", text))
    return plain(text.replace("'", ""))
