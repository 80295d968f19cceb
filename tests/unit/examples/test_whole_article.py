"""The example story has the whole article, each thing once, and claims apart from facts."""

from collections import Counter, defaultdict
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from events.storyfile import Entry
from events.storyfile.coverage import main
from events.storyfile.passages import gaps, passages
from events.types import event_types
from stories.sourcing import cited, origins
from tests.unit.examples.example_story import facts
from tests.unit.examples.test_openai_leadership import BY_REF, STORY, when

ROOT = Path(__file__).parents[3]
TEXT = (ROOT / "examples" / "openai-leadership.txt").read_text(encoding="utf-8")
PAGE = ["examples/openai-leadership.yaml", "examples/openai-leadership.txt", "docs/coverage.md"]
NOT_IN_THE_ARTICLE = {
    "control.ended",
    "organization.dissolved",
    "person.died",
    "product.withdrawn",
}


def of_type(name: str) -> list[dict[str, Any]]:
    return [each.envelope["data"] for each in STORY.entries if each.envelope["type"] == name]


def window(ref: str) -> tuple[str | None, str | None]:
    """In UTC, to the minute."""
    found = when(BY_REF[ref]).window
    return _minute(found.earliest), _minute(found.latest)


def _minute(moment: datetime | None) -> str | None:
    return moment.strftime("%Y-%m-%dT%H:%M") if moment else None


def test_every_paragraph_is_recorded_or_says_why_not() -> None:
    found = passages(STORY, TEXT)
    assert len(found) == 71
    assert gaps(STORY, found) == []
    assert [passage.number for passage in found if passage.reason] == [15, 24, 38, 49, 71]


def test_the_coverage_page_is_in_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert main([*PAGE, "--check"]) == 0


def test_every_type_of_fact_that_the_article_has_a_use_for() -> None:
    """A type that is added to the catalogue is none that the article had to be told in."""
    used = {entry.envelope["type"] for entry in STORY.entries}
    facts = {name for name, kind in event_types().items() if kind.kind == "fact"}
    assert len(facts & used) == 32
    assert facts - used >= NOT_IN_THE_ARTICLE


@pytest.mark.parametrize(
    "entry",
    [each for each in STORY.entries if each.envelope["type"] == "statement.made"],
    ids=lambda entry: entry.ref,
)
def test_very_words_are_those_of_the_quote(entry: Entry) -> None:
    data = entry.envelope["data"]
    if data["verbatim"]:
        assert any(data["text"] in citation["quote"] for citation in entry.envelope["citations"])
        assert (data["language"], data["translated"]) == ("en", True)


def test_altman_speaks_in_order_of_time() -> None:
    said = [
        (when(entry).window.earliest, entry.ref)
        for entry in STORY.entries
        if entry.envelope["type"] == "statement.made"
        and entry.envelope["data"]["speaker"] == "sam-altman"
    ]
    assert all(moment for moment, _ in said)
    assert [ref for _, ref in sorted(said, key=lambda each: str(each[0]))] == [
        "altman-on-his-wealth",
        "altman-interview-january",
        "altman-to-compete",
        "altman-to-nadella",
        "altman-to-ft-on-microsoft",
        "altman-to-ft-on-funds",
        "altman-to-ft-on-capital",
        "altman-at-apec",
        "altman-message-words",
    ]


def test_founders_and_those_who_only_gave_money() -> None:
    founders = {
        founder
        for founding in of_type("organization.founded")
        if founding["organization"] == "openai"
        for founder in founding.get("founders", ())
    }
    donors = {gift["donor"] for gift in of_type("donation.made") if gift["recipient"] == "openai"}
    assert founders == {"sam-altman", "elon-musk"}
    assert donors - founders == {"reid-hoffman", "peter-thiel"}
    assert founders <= donors


def sums(type_name: str, by: str) -> dict[str, Decimal]:
    totals: dict[str, Decimal] = defaultdict(Decimal)
    for data in of_type(type_name):
        if "amount" in data:
            assert data["amount"]["currency"] == "USD"
            totals[data[by]] += Decimal(data["amount"]["value"])
    return totals


def test_each_sum_counts_once() -> None:
    assert sums("investment.made", "investor") == {"microsoft": Decimal(11_000_000_000)}
    assert sums("donation.made", "donor") == {"elon-musk": Decimal(100_000_000)}
    assert sums("proceeds.received", "recipient") == {"elon-musk": Decimal(272_000_000)}
    assert sums("acquisition.completed", "target") == {
        "zip2": Decimal(307_000_000),
        "deepmind": Decimal(400_000_000),
        "paypal": Decimal(1_500_000_000),
    }
    assert sums("valuation.reported", "organization") == {"openai": Decimal(90_000_000_000)}


def test_about_is_carried_along() -> None:
    qualified = {
        entry.ref: amount["qualifier"]
        for entry in STORY.entries
        if "qualifier" in (amount := entry.envelope["data"].get("amount", {}))
    }
    assert qualified == {"musk-donation": "about", "musk-proceeds-paypal": "about"}


def test_three_tellings_of_one_investment() -> None:
    told = BY_REF["microsoft-invests-2019"].envelope
    again = BY_REF["microsoft-invests-2019-told-again"].envelope
    assert again["data"]["event"] == told["id"]
    places = [citation["locator"] for each in (told, again) for citation in each["citations"]]
    assert places == ["¶48", "¶16", "¶17", "¶25"]


def test_no_telling_is_attached_to_its_own_paragraph_and_words() -> None:
    by_id = {entry.envelope["id"]: entry.envelope for entry in STORY.entries}
    for entry in STORY.entries:
        if entry.envelope["type"] == "event.corroborated":
            told = by_id[entry.envelope["data"]["event"]]["citations"]
            again = entry.envelope["citations"]
            words = Counter((each["locator"], each["quote"]) for each in (*told, *again))
            assert max(words.values()) == 1


@pytest.mark.parametrize(
    ("ref", "earliest", "latest"),
    [
        ("alphago-launched", "2016-01-01T08:00", "2017-01-01T07:59"),
        ("altman-at-apec", "2023-11-16T08:00", "2023-11-17T07:59"),
        ("altman-message-words", "2023-11-17T21:46", "2023-11-17T21:46"),
        ("altman-to-nadella", "2023-11-06T08:00", "2023-11-07T07:59"),
        ("chatgpt-launched", "2022-11-21T08:00", "2022-12-01T07:59"),
        ("compaq-acquires-zip2", "1999-01-01T08:00", "1999-02-01T07:59"),
        ("ebay-acquires-paypal", "2002-07-01T07:00", "2002-08-01T06:59"),
        ("google-acquires-deepmind", None, "2015-09-01T06:59"),
        ("grok-released", "2023-11-05T07:00", "2023-11-06T07:59"),  # the clocks go back
        ("microsoft-invests-2019", "2019-07-01T07:00", "2019-08-01T06:59"),
        ("microsoft-invests-2023", "2023-01-01T08:00", "2023-11-18T07:59"),
        ("microsoft-shares-close", "2023-11-17T21:00", "2023-11-17T21:00"),
        ("microsoft-shares-fall", "2023-11-17T20:00", "2023-11-17T21:00"),
        ("musk-donation", "2015-12-11T08:00", "2023-03-16T06:59"),
        ("musk-writes-in-march", "2023-03-15T07:00", "2023-03-16T06:59"),
        ("paypal-listed", "2002-01-01T08:00", "2002-08-01T06:59"),
    ],
)
def test_when(ref: str, earliest: str | None, latest: str | None) -> None:
    assert window(ref) == (earliest, latest)


RELATIVE = (
    "last week",
    "last year",
    "this year",
    "that year",
    "following year",
    "recently",
    "at that time",
    "three years later",
    "a year later",
    "four years after",
)


@pytest.mark.parametrize("entry", STORY.entries, ids=lambda entry: entry.ref or str(entry.line))
def test_relative_dates_are_explained(entry: Entry) -> None:
    quotes = " ".join(each["quote"] for each in entry.envelope["citations"]).lower()
    if entry.ref and any(phrase in quotes for phrase in RELATIVE):
        assert entry.envelope.get("note")


def test_what_musk_claims_is_no_fact() -> None:
    controls = of_type("control.established") + of_type("control.observed")
    assert {(each["controller"], each["controlled"], each["kind"]) for each in controls} == {
        ("openai", "openai-global", "full"),
        ("elon-musk", "x-platform", "other"),
    }
    claims = {entry.ref: entry.envelope["data"] for entry in STORY.entries if entry.ref}
    control = claims["musk-claims-microsoft-control"]
    assert control["claimant"] == "elon-musk"
    assert {"microsoft", "openai-global"} <= set(control["about"])
    assert {each["claimant"] for each in of_type("claim.made")} == {"elon-musk"}


def test_both_accounts_of_the_exit_are_kept() -> None:
    manners = {
        each["manner"]
        for each in of_type("person.departed")
        if (each["person"], each["organization"], each["post"]) == ("sam-altman", "openai", "ceo")
    }
    assert manners == {"removed", "resigned"}


def test_the_writer_is_not_taken_for_a_source_of_fact() -> None:
    for entry in STORY.entries:
        if entry.envelope["type"] == "opinion.expressed" and "holder" not in entry.envelope["data"]:
            attributed = any(each.get("attributed_to") for each in entry.envelope["citations"])
            assert attributed or entry.envelope["confidence"] == "opinion"


def test_what_is_retold_is_one_source_wherever_it_is_told() -> None:
    """An inner source that has a slug of its own has it in every citation."""
    told = [each for entry in STORY.entries for each in entry.envelope["citations"]]
    inner = [each for each in told if "attributed_to" in each]
    with_slug = {each["attributed_to"] for each in inner if "derived_from" in each}
    without = {each["attributed_to"] for each in inner if "derived_from" not in each}
    assert with_slug & without == set()


def test_an_announcement_is_attributed_to_whoever_made_it() -> None:
    for entry in STORY.entries:
        if entry.envelope["type"] == "announcement.made":
            called = names()[entry.envelope["data"]["publisher"]]
            for each in entry.envelope["citations"]:
                said = each["attributed_to"].casefold()
                assert any(name in said for name in called), entry.ref


@pytest.mark.parametrize(
    ("ref", "sources"),
    [
        ("altman-removed-as-ceo", {"Greg Brockman's post", "OpenAI announcement"}),
        ("altman-removed-from-board", {"Greg Brockman's post", "OpenAI announcement"}),
        ("noon-meeting", {"Greg Brockman's post"}),
        ("murati-interim-ceo", {"OpenAI announcement"}),
        ("openai-mission", {"OpenAI announcement of 2015"}),
        ("musk-donation", {"Musk on Twitter"}),
        ("chatgpt-launched", {"openai-leadership-article"}),
    ],
)
def test_what_the_writer_repeats_is_no_further_source(ref: str, sources: set[str]) -> None:
    [fact] = [each for each in facts() if str(each.id) == BY_REF[ref].envelope["id"]]
    assert {origin.name for origin in origins(cited(fact.citations))} == sources


def names() -> dict[str, set[str]]:
    """Lower-cased names and aliases by slug."""
    found = {}
    for entry in STORY.entries:
        kind, _, verb = entry.envelope["type"].partition(".")
        if verb == "introduced":
            data = entry.envelope["data"]
            told = [data["name"], *(alias["name"] for alias in data.get("aliases", ()))]
            found[data[kind]] = {name.casefold() for name in told}
    return found


def test_no_two_share_a_name() -> None:
    shared = Counter(name for each in names().values() for name in each)
    assert [name for name, count in shared.items() if count > 1] == []


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Ultraman", "sam-altman"),
        ("Mulati", "mira-murati"),
        ("Prodiang", "derek-proudian"),
        ("Kimball", "kimbal-musk"),
        ("LIama 2", "llama-2"),
        ("Deep Mind", "deepmind"),
        ("Open AI", "openai"),
        ("Alpha Go", "alphago"),
        ("Paypal", "paypal"),
        ("Office Family Bucket", "microsoft-office"),
        ("X", "x-platform"),
        ("X.com", "x-com"),
        ("xAI", "xai"),
        ("Twitter", "twitter"),
        ("Musk", "elon-musk"),
    ],
)
def test_a_name_is_that_of_one(name: str, slug: str) -> None:
    assert [each for each, told in names().items() if name.casefold() in told] == [slug]
