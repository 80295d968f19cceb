"""Spellings of a name made comparable. Pure.

Each key forgives more than the one before it, so that what matches by an earlier one ranks higher
and names that differ in substance ("X", "xAI", "X.com") stay apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from anyascii import anyascii

_WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*")
_DOTTED = re.compile(r"[^\W_](?:\.[^\W_])+")
_INITIAL = re.compile(r"(?<!\w)([^\W_])\.(?=\w)")
_WRITTEN_OUT = {
    "company": "co",
    "corporation": "corp",
    "incorporated": "inc",
    "limited": "ltd",
    "aktiengesellschaft": "ag",
}
_LEGAL_FORMS = frozenset(
    (
        *_WRITTEN_OUT,
        *_WRITTEN_OUT.values(),
        *("plc", "llc", "llp", "lp", "pbc", "pte", "pty", "gmbh", "kg", "se", "sa", "sas", "sarl"),
        *("srl", "spa", "nv", "bv", "ab", "as", "oy", "oyj", "kk"),
        "and",  # of "& Co."
    )
)
"""As they stand at the end of names of organisations."""
ARTICLE = "the"
"""As English has it before names of organisations, and before forms of address."""
ADDRESSES = frozenset(
    (
        ARTICLE,
        *("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "herr", "frau", "monsieur"),
        *("madame", "mme", "mlle", "senor", "senora", "signor", "signora", "sir", "dame", "lord"),
        *("sr", "sra", "srta", "don", "dona", "hon", "rt", "shri", "smt", "khun"),
        *("lady", "baron", "baroness", "count", "countess", "prince", "princess", "sheikh"),
        *("president", "chancellor", "minister", "secretary", "ambassador", "mayor", "judge"),
        *("justice", "senator", "sen", "governor", "gov", "representative", "rep"),
        *("congressman", "congresswoman", "general", "gen", "admiral", "adm", "colonel", "col"),
        *("major", "maj", "captain", "capt", "lieutenant", "lt", "sergeant", "sgt"),
        *("pope", "cardinal", "archbishop", "bishop", "father", "sister", "reverend", "rev"),
        *("rabbi", "imam", "king", "queen", "emperor", "empress", "duke", "duchess", "emir"),
    )
)
"""As they stand before names of people, in Latin letters."""
OFFICES = frozenset(
    (
        *("president", "chancellor", "premier", "pm", "minister", "secretary", "commissioner"),
        *("chair", "chairman", "chairwoman", "chairperson", "ceo", "cfo", "coo", "cto", "director"),
        *("founder", "speaker", "governor", "gov", "mayor", "ambassador", "judge", "justice"),
        *("senator", "sen", "representative", "rep", "congressman", "congresswoman"),
        *("general", "gen", "presidente", "presidenta", "prasident", "prezident", "kanzler"),
        *("kanzlerin", "bundeskanzler", "bundeskanzlerin", "ministro", "ministra", "ministre"),
    )
)
"""Those that may have words before them, as whose they are: "Deputy Prime Minister"."""
LONGEST_SHORT = 20
"""Letters of a short form."""
# Letters of Cyrillic and Greek that are drawn like Latin ones, in small letters as after folding.
_LIKE_LATIN = str.maketrans("авеѕіјкмнорстухһԁԛԝαβεικνορτυχ", "abesijkmhopctyxhdqwabeikvoptux")
_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
# Thai, Lao, Burmese, Khmer, Japanese, Chinese, and Korean, which has spaces between names only.
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uac00-\ud7a3]"
)
_UNWRITTEN = re.compile(r"[aeiouwy]|h\b")
_DOUBLED = re.compile(r"(.)\1+")
_LIKE_LETTERS = str.maketrans("01i5", "olls")


def folded(text: str) -> str:
    """Without differences of case, width, compatibility forms and white space."""
    normal = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return " ".join(normal.casefold().split())


def plain(text: str) -> str:
    """Folded, and without accents, punctuation between words, or other invisible marks."""
    plainer = folded(text)
    if plainer.isascii():
        return _of_words(plainer)
    decomposed = unicodedata.normalize("NFKD", plainer)
    kept = "".join(c for c in decomposed if unicodedata.category(c) not in ("Mn", "Cf"))
    return _of_words(unicodedata.normalize("NFC", kept))


def _of_words(text: str) -> str:
    """The words; the letters of "I.B.M." are one, those of "X.com" are not "xcom".

    "Canal+" is "Canal Plus", and not "Canal"; "AT & T" is "AT&T".
    """
    words = _WORD.findall(text.replace("+", " plus ").replace("&", " and "))
    return " ".join(w.replace(".", "") if _DOTTED.fullmatch(w) else w for w in words)


def joined(text: str) -> str:
    """Plain, in one word."""
    return plain(text).replace(" ", "")


def look(joined: str) -> str:
    """The same of what is joined already."""
    latin = joined if joined.isascii() else joined.translate(_LIKE_LATIN)
    return latin.translate(_LIKE_LETTERS)


def turned(told: Sequence[str]) -> tuple[str, ...]:
    """Words in one, with the last before the others, and with the first after them."""
    if len(told) < 2:
        return ()
    return tuple({"".join((*told[at:], *told[:at])): None for at in (-1, 1)})


def in_arabic(text: str) -> bool:
    """Whether it is written in letters that leave out vowels, as Arabic, Persian and Urdu do."""
    return _ARABIC.search(text) is not None


def beginnings(joined: str) -> frozenset[str]:
    """What a name can be shortened to that is written without spaces: "ソフトバンクグループ" to
    "ソフトバンク". One letter is none, and what is long is not short for anything."""
    if not _UNSPACED.match(joined):
        return frozenset()
    return frozenset(joined[:length] for length in range(2, min(len(joined), LONGEST_SHORT)))


def consonants(latin: str) -> str:
    """What such letters write of words in Latin ones: "mhmd" of "mohammed"."""
    return _DOUBLED.sub(r"\1", _UNWRITTEN.sub("", latin).replace(" ", ""))


def apart_from_legal_form(words: Sequence[str]) -> tuple[str, frozenset[str]]:
    """Words in Latin letters in one, without "Inc." and the like at the end, and those apart."""
    last = len(words)
    while last > 1 and words[last - 1] in _LEGAL_FORMS:
        last -= 1
    return "".join(words[:last]), frozenset(_WRITTEN_OUT.get(one, one) for one in words[last:])


def addressed(text: str) -> tuple[str, str]:
    """How somebody is addressed in a text, and the name: "Mr." and "Musk"; one may be empty.

    An office is told with what stands before it and what it is of: "OpenAI CEO" of "OpenAI CEO
    Altman", "Chancellor of the Exchequer" of "Chancellor of the Exchequer Hunt".
    """
    words = text.split()
    offices = [at for at, word in enumerate(words[:-1]) if _is_office(word)]
    first = max(offices, default=-1) + 1
    if offices and latin(words[first]) == "of":
        first += 3 if latin(" ".join(words[first + 1 : first + 2])) == ARTICLE else 2
    while first < len(words) and latin(words[first]) in ADDRESSES:
        first += 1
    return " ".join(words[:first]), " ".join(words[first:])


def _is_office(word: str) -> bool:
    """Also "ex-president" and "Director-General"."""
    return not OFFICES.isdisjoint(latin(word).split())


def with_initials(text: str) -> tuple[str, ...]:
    """The words in Latin letters if some are single letters ("J.P." is two) and some are not.

    "S&P" is no initials: what it stands for may be anything.
    """
    told = tuple(latin(_INITIAL.sub(r"\1. ", text)).split())
    return told if len({len(word) == 1 for word in told if word != "and"}) == 2 else ()


def are_initials(asked: Sequence[str], name: Sequence[str]) -> bool:
    """Whether words and initials, in any order, are those of a name's words or of some of them."""
    left = list(name)
    for word in sorted(asked, key=len, reverse=True):
        begins = str.startswith if len(word) == 1 else str.__eq__
        found = next((one for one in left if begins(one, word)), None)
        if found is None:
            return False
        left.remove(found)
    return True


def latin(text: str) -> str:
    """Plain, in Latin letters."""
    if not text.isascii():
        text = anyascii(unicodedata.normalize("NFKC", text))
    return plain(text.replace("'", ""))
