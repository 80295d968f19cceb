from typing import Any

import pytest

from stories.views.candidates import Name, candidates

ENTITIES = {
    "x-corp": ("organization", "X", [("Twitter Inc.", "former")]),
    "x-com": ("organization", "X.com", []),
    "xai": ("organization", "xAI", []),
    "twitter": ("organization", "Twitter", []),
    "openai": ("organization", "OpenAI", []),
    "elon-musk": ("person", "Elon Musk", [("Musk", "abbreviation")]),
    "kimbal-musk": ("person", "Kimbal Musk", [("Kimball", "spelling")]),
    "sam-altman": ("person", "Sam Altman", [("Ultraman", "transliteration")]),
    "tasha": ("person", "Natasha Jean-Pierre McCauley", []),
    "ibm": ("organization", "International Business Machines", [("IBM", "abbreviation")]),
    "ilya-sutskever": ("person", "Ilya Sutskever", []),
    "francois": ("person", "François Chollet", []),
    "rouhani": ("person", "Hassan Rouhani", []),
    "assad": ("person", "بشار الأسد", []),
    "jpmorgan": ("organization", "JPMorgan Chase", []),
    "liquid": ("organization", "Liquid Group", [("リキッドグループ", "transliteration")]),
    "hony": ("organization", "弘毅投资", []),
    "hallasan": ("organization", "Hallasan Mills", [("한라산전자", "transliteration")]),
    "lee": ("person", "이재용", [("李在鎔", "spelling")]),
}
NAMES = [
    Name(entity, kind, name, said, said_kind)
    for entity, (kind, name, aliases) in ENTITIES.items()
    for said, said_kind in [(name, "canonical"), *aliases]
]


def resolve(query: str) -> dict[str, Any]:
    return candidates(query, NAMES, 10)


@pytest.mark.parametrize(
    ("query", "id", "why"),
    [
        ("OpenAI", "openai", "name: exact"),
        ("openai", "openai", "name: exact but for capitals"),
        ("Open AI", "openai", "accents, spaces"),
        ("ＯｐｅｎＡＩ", "openai", "exact but for capitals"),
        ("ОреnАI", "openai", "look alike"),
        ("0penAI", "openai", "look alike"),
        ("Opan AI", "openai", "similar spelling"),
        ("Ultraman", "sam-altman", "transliteration: exact"),
        ("Kimball", "kimbal-musk", "spelling: exact"),
        ("Илья Суцкевер", "ilya-sutskever", "Latin letters"),
        ("Francois Chollet", "francois", "accents"),
        ("Altman", "sam-altman", "part of the name"),
        ("Sam Altmann", "sam-altman", "similar spelling"),
        ("OpenAI's Sam Altman", "sam-altman", "within"),
        ("Mr Sam Altman", "sam-altman", "exact, but for “Mr”"),
        ("Altman, Sam", "sam-altman", "another order"),
        ("chollet francois", "francois", "another order"),
        ("Sutskewer, Ilja", "ilya-sutskever", "similar spelling, with the words in another order"),
        ("McCaulay Natasha Jean-Pierre", "tasha", "similar spelling, with the words"),
        ("Twitter Inc.", "x-corp", "former name: exact"),
        ("OpenAI, L.L.C.", "openai", "legal form"),
        ("X Corp", "x-corp", "legal form"),
        ("I.B.M.", "ibm", "accents, spaces"),
        ("JP Morgan", "jpmorgan", "name: part of the name, but for spaces"),
        ("J.P. Morgan", "jpmorgan", "name: part of the name, but for spaces"),
        ("リキッド", "liquid", "transliteration: the beginning of the name"),
        ("弘毅", "hony", "name: the beginning of the name"),
        ("한라산", "hallasan", "transliteration: the beginning of the name"),
        ("이재용 피고인", "lee", "name: the name within what was asked"),
        ("李在鎔被告", "lee", "spelling: the name within what was asked"),
        ("이재용 회장", "lee", "name: exact, but for “회장”"),
        ("李在鎔会長", "lee", "spelling: exact, but for “会長”"),
        ("弘毅投资有限公司", "hony", "name: the name within what was asked"),
        ("S. Altman", "sam-altman", "initials"),
        ("Altman, S.", "sam-altman", "initials"),
        ("N.J.P. McCauley", "tasha", "initials"),
        ("N. McCauley", "tasha", "initials"),
        ("حسن روحانی", "rouhani", "the same consonants"),
        ("Bashar al-Assad", "assad", "the same consonants"),
    ],
)
def test_best_candidate_and_why(query: str, id: str, why: str) -> None:
    answer = resolve(query)
    assert answer["candidates"][0]["id"] == id
    assert why in answer["candidates"][0]["why"]
    assert answer["ambiguous"] is False


@pytest.mark.parametrize(
    ("query", "id"), [("X", "x-corp"), ("x", "x-corp"), ("X.com", "x-com"), ("xAI", "xai")]
)
def test_short_names_stay_apart(query: str, id: str) -> None:
    answer = resolve(query)
    assert [candidate["id"] for candidate in answer["candidates"]] == [id]
    assert answer["ambiguous"] is False


def test_of_names_that_fit_alike_the_first_given_is_shown() -> None:
    said = ("Acme Mills", "ACME-mills")
    names = [Name("acme", "organization", "Acme", one, "former") for one in said]
    [found] = candidates("acme mills!", names, 10)["candidates"]
    assert found["matched"] == "Acme Mills"


def test_a_name_ranks_before_part_of_a_former_one() -> None:
    answer = resolve("Twitter")
    assert [candidate["id"] for candidate in answer["candidates"]] == ["twitter", "x-corp"]
    assert answer["ambiguous"] is False


@pytest.mark.parametrize(
    ("query", "name", "title"),
    [("JP Morgan", "JPMorgan Chase", "JPMorgan fined"), ("弘毅", "弘毅投资", "弘毅投资的故事")],
)
def test_a_story_is_not_meant_by_whom_its_title_begins_with(
    query: str, name: str, title: str
) -> None:
    names = [
        Name("bank", "organization", name, name, "canonical"),
        Name("case", "story", title, title, "canonical"),
    ]
    answer = candidates(query, names, 10)
    assert [candidate["id"] for candidate in answer["candidates"]] == ["bank", "case"]
    assert answer["ambiguous"] is False


def test_a_family_name_is_ambiguous() -> None:
    answer = resolve("Musk")
    assert [c["id"] for c in answer["candidates"]] == ["elon-musk", "kimbal-musk"]
    assert answer["ambiguous"] is True


@pytest.mark.parametrize(
    ("query", "ambiguous"),
    [("José Luz", False), ("josé luz", True), ("Jose Luz", True), ("J. Luz", False)],
)
def test_what_only_an_accent_tells_apart(query: str, ambiguous: bool) -> None:
    """The very letters of a name tell it from another; those of an alias do not."""
    two = [
        Name("a", "person", "José Luz", "José Luz", "canonical"),
        Name("b", "person", "Joseph Luz", "Joseph Luz", "canonical"),
        Name("b", "person", "Joseph Luz", "Jose Luz", "spelling"),
        Name("b", "person", "Joseph Luz", "J. Luz", "abbreviation"),
    ]
    assert candidates(query, two, 10)["ambiguous"] is ambiguous


@pytest.mark.parametrize(
    ("query", "whom"),
    [
        ("Mr. Altman", ["sam-altman"]),
        ("mr Altmann", ["sam-altman"]),
        ("Frau Prof. Dr. McCauley", ["tasha"]),
        ("Señor Chollet", ["francois"]),
        ("President Rouhani", ["rouhani"]),
        ("Gen. Chollet", ["francois"]),
        ("Lieutenant General Chollet", ["francois"]),
        ("Secretary Altman", ["sam-altman"]),
        ("Rev. Dr. McCauley", ["tasha"]),
        ("Cardinal Chollet", ["francois"]),
        ("Gen. Altman", ["sam-altman"]),
        ("Queen Tasha", ["tasha"]),
        ("M. Chollet", ["francois"]),
        ("CEO Altman", ["sam-altman"]),
        ("former CEO Altman", ["sam-altman"]),
        ("Vice Chairman Chollet", ["francois"]),
        ("Executive Chair Chollet", ["francois"]),
        ("Chief Executive Officer Altman", ["sam-altman"]),
        ("Prime Minister Rouhani", ["rouhani"]),
        ("Dottoressa McCauley", ["tasha"]),
        ("Dott. Chollet", ["francois"]),
        ("Sr. Chollet", ["francois"]),
        ("Mr Musk", ["elon-musk", "kimbal-musk"]),
        ("former Vice President Rouhani", ["rouhani"]),
        ("Acme CEO Altman", ["sam-altman"]),
        ("Chairwoman McCauley", ["tasha"]),
        ("Director-General Chollet", ["francois"]),
        ("ex-chancellor Gen. Chollet", ["francois"]),
        ("Sra. McCauley", ["tasha"]),
        ("Secretary of State Rouhani", ["rouhani"]),
        ("Chancellor of the Exchequer Rouhani", ["rouhani"]),
        ("Chancellor of", []),
        ("Presidente Rouhani", ["rouhani"]),
        ("US President", []),
        ("Mr. Speaker", []),
        ("Mr. IBM", []),
        ("Mr.", []),
    ],
)
def test_people_are_found_however_they_are_addressed(query: str, whom: list[str]) -> None:
    """As newspapers do that call nobody by the family name alone."""
    answer = resolve(query)
    assert [one["id"] for one in answer["candidates"]] == whom
    assert answer["ambiguous"] is (len(whom) > 1)


def test_m_is_monsieur_or_an_initial() -> None:
    """Whose initial it is, is rather meant than another who can be addressed so."""
    names = [
        Name(one, "person", one, one, "canonical") for one in ("Marie Bolloré", "Vincent Bolloré")
    ]
    answer = candidates("M. Bolloré", names, 10)
    found = [(one["id"], one["score"]) for one in answer["candidates"]]
    assert found == [("Marie Bolloré", 0.8), ("Vincent Bolloré", 0.65)]
    assert answer["ambiguous"] is False


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("橋本会長", "橋本英二"),
        ("石破首相", "石破茂"),
        ("雷军董事长", "雷军"),
        ("이재용 회장", "이재용"),
        ("이재용씨", "이재용"),
        ("이재용 부회장", "이재용"),
        ("山田さん", "山田太郎"),
    ],
)
def test_an_address_may_stand_after_the_name(query: str, name: str) -> None:
    names = [Name(one, "person", one, one, "canonical") for one in (name, "橋下徹", "문재인")]
    [found] = candidates(query, names, 10)["candidates"]
    assert found["id"] == name
    assert "but for" in found["why"]


def test_how_somebody_was_addressed_is_told() -> None:
    [found] = resolve("Dr. Altman")["candidates"]
    assert found["why"] == "name: part of the name, but for “Dr.”"


def test_how_somebody_is_addressed_does_not_tell_apart_who_has_the_name() -> None:
    """With the address "Sumner Redstone" is spelled much the same, "Shari Redstone" less so."""
    names = [
        Name(one, "person", one, one, "canonical") for one in ("Sumner Redstone", "Shari Redstone")
    ]
    for query in ("Ms Redstone", "Mr Redstone", "Mrs. Redstone"):
        answer = candidates(query, names, 10)
        assert {one["id"]: one["score"] for one in answer["candidates"]} == {
            "Shari Redstone": 0.75,
            "Sumner Redstone": 0.75,
        }
        assert answer["ambiguous"]


def test_the_whole_name_after_an_address_comes_before_a_longer_one() -> None:
    both = "James Rupert Murdoch", "James Murdoch"
    answer = candidates(
        "Mr. James Murdoch", [Name(n, "person", n, n, "canonical") for n in both], 10
    )
    assert [one["id"] for one in answer["candidates"]] == ["James Murdoch", "James Rupert Murdoch"]
    assert not answer["ambiguous"]


def test_an_office_is_told_with_what_it_is_of() -> None:
    [found] = resolve("OpenAI CEO Altman")["candidates"]
    assert found["why"] == "name: part of the name, but for “OpenAI CEO”"


@pytest.mark.parametrize(
    ("query", "whom", "why"),
    [
        ("the IBM", "ibm", "abbreviation: exact, but for “the”"),
        ("The Twitter", "twitter", "name: exact, but for “The”"),
        ("The Hon. Altman", "sam-altman", "name: part of the name, but for “The Hon.”"),
    ],
)
def test_an_article_is_no_part_of_a_name(query: str, whom: str, why: str) -> None:
    """As English has one before "the BBC" and "the Fed"."""
    best = resolve(query)["candidates"][0]
    assert (best["id"], best["why"]) == (whom, why)


def test_but_of_one_that_has_it_it_is() -> None:
    names = [Name(one, "organization", one, one, "canonical") for one in ("The Who", "WHO")]
    for query in ("The Who", "WHO"):
        answer = candidates(query, names, 10)
        assert (answer["candidates"][0]["id"], answer["ambiguous"]) == (query, False)


def test_one_whose_name_is_a_form_of_address_is_found_by_it() -> None:
    names = [
        Name("prince", "person", "Prince", "Prince", "canonical"),
        Name("lady-gaga", "person", "Lady Gaga", "Lady Gaga", "canonical"),
        Name("speaker", "person", "Ada Speaker", "Ada Speaker", "canonical"),
    ]
    for query, name in (
        *(("Prince", "prince"), ("Lady Gaga", "lady-gaga"), ("Gaga", "lady-gaga")),
        ("Ms. Speaker", "speaker"),
    ):
        assert [one["id"] for one in candidates(query, names, 10)["candidates"]] == [name]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("Warner Brothers", "Warner Bros. Discovery"),
        ("Lehman Bros", "Lehman Brothers Holdings Inc."),
        ("Brothers Discovery Warner", "Warner Bros. Discovery"),
        ("Warner Brohters Discovery", "Warner Bros. Discovery"),
        ("Dept. of Commerce", "Department of Commerce"),
        ("Univ of Tokyo", "University of Tokyo"),
    ],
)
def test_words_of_a_name_may_be_shortened(query: str, name: str) -> None:
    answer = candidates(query, [Name(name, "organization", name, name, "canonical")], 10)
    assert [one["id"] for one in answer["candidates"]] == [name]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("Elliot Management", "Elliott Management Corporation"),
        ("Deutsche Telecom", "Deutsche Telekom Aktiengesellschaft"),
        ("Elliot Management Corporation", "Elliott Management"),
    ],
)
def test_a_misspelled_name_may_lack_the_legal_form(query: str, name: str) -> None:
    names = [Name(name, "organization", name, name, "canonical")]
    [found] = candidates(query, names, 10)["candidates"]
    assert found["why"] == "name: similar spelling"


@pytest.mark.parametrize("query", ["Canal+", "Canal Plus", "canal +"])
def test_a_plus_is_read_as_one(query: str) -> None:
    names = [Name(one, "organization", one, one, "canonical") for one in ("Canal", "Canal+")]
    answer = candidates(query, names, 10)
    assert (answer["candidates"][0]["id"], answer["ambiguous"]) == ("Canal+", False)
    assert candidates("Canal", names, 10)["candidates"][0]["why"] == "name: exact"


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("Marks and Spencer", "Marks & Spencer Group"),
        ("AT & T", "AT&T Inc."),
        ("at and t", "AT&T Inc."),
        ("Bell & Howell", "Bell and Howell Company"),
        ("Tiffany", "Tiffany & Co."),
        ("Tiffany and Co", "Tiffany & Co."),
    ],
)
def test_an_ampersand_is_read_as_and(query: str, name: str) -> None:
    [found] = candidates(query, [Name("it", "organization", name, name, "canonical")], 10)[
        "candidates"
    ]
    assert found["score"] >= 0.75


def test_letters_around_an_ampersand_are_not_the_initials_of_whatever_has_one() -> None:
    said = ("Hanbit C&T Corporation", "Tolland & Co.", "Cole & Tolland")
    names = [Name(one, "organization", one, one, "canonical") for one in said]
    [found] = candidates("C&T", names, 10)["candidates"]
    assert found["id"] == "Hanbit C&T Corporation"


def test_the_very_letters_of_a_short_name_rival_what_is_only_like_them() -> None:
    names = [
        Name("group", "organization", "Banco Sol Group AG", "Banco Sol", "abbreviation"),
        Name("bank", "organization", "Banco Sol AG", "Banco Sol AG", "canonical"),
    ]
    answer = candidates("Banco Sol", names, 10)
    assert {one["id"] for one in answer["candidates"]} == {"bank", "group"}
    assert answer["ambiguous"] is True


def test_so_do_they_where_another_name_of_the_same_fits_better_on_the_whole() -> None:
    names = [
        Name("app", "work", "Chirp", "Warble", "former"),
        Name("company", "organization", "Warble, Inc.", "Warble, Inc.", "canonical"),
        Name("company", "organization", "Warble, Inc.", "Warble", "abbreviation"),
    ]
    for told in (names, names[::-1]):
        answer = candidates("Warble", told, 10)
        assert [one["score"] for one in answer["candidates"]] == [0.99, 0.9]
        assert answer["ambiguous"] is True


@pytest.mark.parametrize(
    ("query", "best", "ambiguous"),
    [
        ("Solara SE", "holding", True),
        ("Solara", "maker", False),
        ("Solara Aktiengesellschaft", "maker", False),
        ("Orion Corp", "orion", False),
        ("Orion Corporation", "orion", False),
        ("Orion Inc.", "orion", False),
    ],
)
def test_another_legal_form_can_be_another_company(query: str, best: str, ambiguous: bool) -> None:
    """Though many take one for another, and it is found where nobody else is."""
    names = [
        Name("maker", "organization", "Solara AG", "Solara AG", "canonical"),
        Name("holding", "organization", "Solara Holding SE", "Solara Holding SE", "canonical"),
        Name("orion", "organization", "Orion Corp.", "Orion Corp.", "canonical"),
    ]
    answer = candidates(query, names, 10)
    assert (answer["candidates"][0]["id"], answer["ambiguous"]) == (best, ambiguous)


@pytest.mark.parametrize("query", ["Nordmeer AG", "Nordmeer GmbH & Co. KG", "Nordmeer"])
def test_part_of_a_name_with_another_legal_form_is_found_with_doubt(query: str) -> None:
    names = [Name("it", "organization", "Nordmeer Holding SE", "Nordmeer Holding SE", "canonical")]
    [found] = candidates(query, names, 10)["candidates"]
    assert (found["score"], found["why"]) == (
        (0.75, "name: part of the name")
        if query == "Nordmeer"
        else (0.7, "name: part of the name, but for the legal form")
    )
    assert candidates("Nordsee AG", names, 10)["candidates"] == []
    assert (
        candidates("Holding AG", [Name("it", "story", *("A Holding falls",) * 2, "canonical")], 1)[
            "candidates"
        ][0]["score"]
        == 0.6
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("HP Enterprise", True),
        ("HP Enterprise Inc.", True),
        ("Enterprise HP", True),
        ("Hewlett PE", True),
        ("HPE Inc.", False),
        ("HE Packard", False),
        ("PE Services", False),
        ("hp enterprise", False),
        ("HP ENTERPRISE", False),
        ("AG Packard", False),
    ],
)
def test_words_of_a_name_told_by_their_initials(query: str, found: bool) -> None:
    """In capitals, of words that stand together, and beside others of the name."""
    name = "Hewlett Packard Enterprise Inc."
    names = [
        Name("hpe", "organization", name, name, "canonical"),
        Name("ag", "organization", "Alpha Group Packard", "Alpha Group Packard", "canonical"),
    ]
    shown = candidates(query, names, 10)["candidates"]
    told = [(one["id"], one["score"]) for one in shown if "by their initials" in one["why"]]
    assert told == ([("hpe", 0.8)] if found else [])


def test_a_given_name_of_two_letters_is_no_initials() -> None:
    names = [Name("it", "person", "Anna Lee Smith", "Anna Lee Smith", "canonical")]
    assert candidates("Al Smith", names, 10)["candidates"] == []
    assert candidates("AL Smith", names, 10)["candidates"][0]["score"] == 0.8


def test_a_story_of_the_slug_of_an_entity_is_another() -> None:
    names = [
        Name("mill", "story", "Mill", "Mill", "canonical"),
        Name("mill", "organization", "Mill Group", "Mill Group", "canonical"),
    ]
    found = candidates("Mill", names, 10)["candidates"]
    assert [one["kind"] for one in found] == ["story", "organization"]


def test_a_story_s_title_names_others() -> None:
    title = "OpenAI dismisses Sam Altman"
    story = Name("openai-leadership", "story", title, title, "canonical")
    answer = candidates("Altman", [story, *NAMES], 10)
    assert [one["id"] for one in answer["candidates"]] == ["sam-altman", "openai-leadership"]
    assert answer["ambiguous"] is False
    assert candidates("dismisses", [story, *NAMES], 10)["candidates"][0]["id"] == story.entity


@pytest.mark.parametrize(
    ("query", "right"), [("Ratan N. Tata", "Ratan Tata"), ("Ratan Tata", "Ratan N. Tata")]
)
def test_an_initial_more_is_nearer_than_another_spelling(query: str, right: str) -> None:
    names = [
        Name("other", "person", "Ratna Tata", "Ratna Tata", "canonical"),
        Name("right", "person", right, right, "canonical"),
        Name("right", "person", right, "Рутан Тата", "transliteration"),
    ]
    best = candidates(query, names, 10)["candidates"][0]
    assert (best["id"], best["matched"]) == ("right", right)


@pytest.mark.parametrize("query", ["", "   ", "!?", "Zaphod Beeblebrox", "Z", "Hissen Ruhena"])
def test_nobody(query: str) -> None:
    assert resolve(query) == {"query": query, "candidates": [], "ambiguous": False}


def test_each_entity_once() -> None:
    twice = [
        Name("a", "person", "Ann Lee", name, kind)
        for name, kind in (("Ann Lee", "canonical"), ("Anne Lee", "spelling"))
    ]
    assert [c["matched"] for c in candidates("Ann Lee", twice, 10)["candidates"]] == ["Ann Lee"]


@pytest.mark.parametrize("query", ["E. Altman", "Z. McCauley", "S. Altmann-Smith", "M. E."])
def test_other_initials_are_another_s(query: str) -> None:
    assert all("initials" not in one["why"] for one in resolve(query)["candidates"])


def test_initials_of_two_are_ambiguous() -> None:
    names = [Name(name, "person", name, name, "canonical") for name in ("Ann Smith", "Al Smith")]
    assert candidates("A. Smith", names, 10)["ambiguous"]
