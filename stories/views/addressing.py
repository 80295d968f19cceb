"""How people are addressed before or after their names, which are found without that. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from stories.views.spelling import latin

ARTICLE = "the"
"""As English has it before names of organisations, and before forms of address."""
ADDRESSES = frozenset(
    (
        ARTICLE,
        *("mr", "mrs", "ms", "m", "miss", "mx", "dr", "prof", "professor", "herr", "frau", "sir"),
        *("monsieur", "madame", "mme", "mlle", "senor", "senora", "senorita", "sr", "sra", "srta"),
        *("signor", "signora", "dott", "dottor", "dottoressa", "avv", "ing", "don", "dona", "dame"),
        *("hon", "rt", "shri", "smt", "khun", "lord", "lady", "baron", "baroness"),
        *("count", "countess", "prince", "princess", "duke", "duchess", "sheikh", "emir"),
        *("king", "queen", "emperor", "empress", "admiral", "adm", "colonel", "col"),
        *("major", "maj", "captain", "capt", "lieutenant", "lt", "sergeant", "sgt"),
        *("pope", "cardinal", "archbishop", "bishop", "father", "sister", "reverend", "rev"),
        *("rabbi", "imam", "prime", "vice", "deputy", "acting", "interim", "former"),
    )
)
"""As they stand before names of people, in Latin letters."""
OFFICES = frozenset(
    (
        *("president", "chancellor", "premier", "pm", "minister", "secretary", "commissioner"),
        *("chair", "chairman", "chairwoman", "chairperson", "ceo", "cfo", "coo", "cto", "director"),
        *("founder", "executive", "officer", "speaker", "governor", "gov", "mayor", "ambassador"),
        *("judge", "justice", "senator", "sen", "representative", "rep"),
        *("congressman", "congresswoman"),
        *("general", "gen", "presidente", "presidenta", "prasident", "prezident", "kanzler"),
        *("kanzlerin", "bundeskanzler", "bundeskanzlerin", "ministro", "ministra", "ministre"),
    )
)
"""Those that may have words before them, as whose they are: "Deputy Prime Minister"."""
ADDRESSES_AFTER = (
    *("副会長", "副社長", "副主席", "副总裁", "부회장"),
    *("会長", "社長", "首相", "大統領", "大臣", "知事", "議員", "監督", "教授", "博士"),
    *("先生", "さん", "氏", "部長", "部长", "女士", "主席", "董事長", "董事长"),
    *("總裁", "总裁", "總統", "总统", "總理", "总理"),
    *("회장", "사장", "대표", "대통령", "총리", "장관", "의원", "감독", "교수", "박사", "씨"),
)
"""As they stand after names of people, in Japanese, Chinese and Korean; the longer ones first."""


def addressed(text: str) -> tuple[str, str]:
    """How somebody is addressed in a text, and the name: "Mr." and "Musk"; one may be empty.

    An office is told with what stands before it and what it is of: "OpenAI CEO" of "OpenAI CEO
    Altman", "Chancellor of the Exchequer" of "Chancellor of the Exchequer Hunt".
    """
    words = text.split()
    first = _first_of_name(words)
    before, name = " ".join(words[:first]), " ".join(words[first:])
    after = next((one for one in ADDRESSES_AFTER if name.endswith(one)), "")
    return (before, name) if before or not after else (after, name.removesuffix(after).rstrip())


def is_article(address: str) -> bool:
    return address.casefold() == ARTICLE


def is_initial(address: str) -> bool:
    """Whether it can be one of a name as well: "M." is Monsieur or Marie."""
    return len(latin(address)) == 1


def _first_of_name(words: Sequence[str]) -> int:
    """Where the name begins."""
    offices = [at for at, word in enumerate(words[:-1]) if _is_office(word)]
    first = max(offices, default=-1) + 1
    if offices and latin(words[first]) == "of":
        first += 3 if is_article(" ".join(words[first + 1 : first + 2])) else 2
    while first < len(words) and latin(words[first]) in ADDRESSES:
        first += 1
    return first


def _is_office(word: str) -> bool:
    """Also "ex-president" and "Director-General"."""
    return not OFFICES.isdisjoint(latin(word).split())
