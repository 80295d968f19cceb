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
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def plain(text: str) -> str:
    """Folded, and without accents, punctuation between words, or other invisible marks."""
    decomposed = unicodedata.normalize("NFKD", folded(text))
    kept = "".join(c for c in decomposed if unicodedata.category(c) not in ("Mn", "Cf"))
    return " ".join(_WORD.findall(unicodedata.normalize("NFC", kept)))


def joined(text: str) -> str:
    """Plain, in one word."""
    return plain(text).replace(" ", "")


def transliterated(text: str) -> str:
    """Plain, in Latin letters: how the sounds are spelled."""
    latin = anyascii(unicodedata.normalize("NFKC", text)).replace("'", "")
    return joined(latin)


def skeleton(text: str) -> str:
    """What the letters look like: those of other scripts and digits as their Latin doubles."""
    return joined(text).translate(_LIKE_LATIN).translate(_LIKE_LETTERS)


def words(text: str) -> frozenset[str]:
    """The words in Latin letters."""
    latin = anyascii(unicodedata.normalize("NFKC", text)).replace("'", "")
    return frozenset(plain(latin).split())
