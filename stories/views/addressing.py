"""How people are addressed before or after their names, which are found without that. Pure."""

from __future__ import annotations

from stories.views.spelling import latin

ADDRESSES = frozenset(
    (
        *("mr", "mrs", "ms", "m", "miss", "mx", "dr", "prof", "professor", "herr", "frau"),
        *(
            "monsieur",
            "madame",
            "mme",
            "mlle",
            "senor",
            "senora",
            "senorita",
            "sr",
            "sra",
            "signor",
            "signora",
        ),
        *("dott", "dottor", "dottoressa", "avv", "ing", "don", "sir", "dame", "lord"),
        *("lady", "baron", "baroness", "count", "countess", "prince", "princess", "sheikh"),
        *("president", "chancellor", "minister", "secretary", "ambassador", "mayor", "judge"),
        *("justice", "senator", "sen", "governor", "gov", "representative", "rep"),
        *("congressman", "congresswoman", "general", "gen", "admiral", "adm", "colonel", "col"),
        *("major", "maj", "captain", "capt", "lieutenant", "lt", "sergeant", "sgt"),
        *("pope", "cardinal", "archbishop", "bishop", "father", "sister", "reverend", "rev"),
        *("rabbi", "imam", "king", "queen", "emperor", "empress", "duke", "duchess", "emir"),
        *("chairman", "chairwoman", "chair", "ceo", "cfo", "coo", "cto", "director", "founder"),
        *("premier", "prime", "vice", "deputy", "acting", "interim", "former"),
    )
)
"""As they stand before names of people, in Latin letters."""
ADDRESSES_AFTER = (
    *("副会長", "副社長", "副主席", "副总裁", "부회장"),
    *("会長", "社長", "首相", "大統領", "大臣", "知事", "議員", "監督", "教授", "博士"),
    *("先生", "さん", "氏", "部長", "部长", "女士", "主席", "董事長", "董事长"),
    *("總裁", "总裁", "總統", "总统", "總理", "总理"),
    *("회장", "사장", "대표", "대통령", "총리", "장관", "의원", "감독", "교수", "박사", "씨"),
)
"""As they stand after names of people, in Japanese, Chinese and Korean; the longer ones first."""


def addressed(text: str) -> tuple[str, str]:
    """How somebody is addressed in a text, and the name: "Mr." and "Musk"; one may be empty."""
    words = text.split()
    first = next((at for at, word in enumerate(words) if latin(word) not in ADDRESSES), len(words))
    before, name = " ".join(words[:first]), " ".join(words[first:])
    after = next((one for one in ADDRESSES_AFTER if name.endswith(one)), "")
    return (before, name) if before or not after else (after, name.removesuffix(after).rstrip())
