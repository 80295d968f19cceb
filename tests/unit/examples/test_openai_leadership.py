"""The example story is the article's: every quote is in the paragraph that it cites."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from events.storyfile import Entry, read
from events.types import Envelope, event_type
from events.when import When, read_occurred

EXAMPLES = Path(__file__).parents[3] / "examples"
STORY = read(EXAMPLES / "openai-leadership.yaml")
BY_REF = {entry.ref: entry for entry in STORY.entries if entry.ref}
SOURCE = "openai-leadership-article"
LATER = datetime(2030, 1, 1, tzinfo=UTC)

each_entry = pytest.mark.parametrize(
    "entry", STORY.entries, ids=lambda entry: entry.ref or f"line-{entry.line}"
)


def paragraphs() -> list[str]:
    text = (EXAMPLES / "openai-leadership.txt").read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line.strip()]


PARAGRAPHS = paragraphs()


def when(entry: Entry) -> When:
    envelope = Envelope.model_validate(entry.envelope)
    assert envelope.occurred is not None
    return read_occurred(
        envelope.occurred,
        timezone=envelope.timezone or "America/Los_Angeles",
        published=envelope.citations[0].published,
        recorded_at=LATER,
    )


@each_entry
def test_every_quote_is_in_the_paragraph_cited(entry: Entry) -> None:
    citations = entry.envelope["citations"]
    assert citations
    for citation in citations:
        assert citation["source"] == SOURCE
        place = re.fullmatch(r"¶([1-9]\d*)", citation["locator"])
        assert place is not None
        assert citation["quote"] in PARAGRAPHS[int(place[1]) - 1]


@each_entry
def test_every_event_is_valid(entry: Entry) -> None:
    envelope = Envelope.model_validate(entry.envelope)
    kind = event_type(envelope.type)
    kind.read(kind.schema_version, envelope.data)
    if kind.kind == "fact":
        assert envelope.stories == ("openai-leadership",)
        assert envelope.confidence is not None
        assert when(entry).text


@each_entry
def test_every_event_has_a_ref_or_introduces(entry: Entry) -> None:
    introduces = entry.envelope["type"].rpartition(".")[2] in ("introduced", "opened")
    assert introduces or entry.ref


def test_the_article_names_are_aliases() -> None:
    aliases = {
        entry.envelope["data"].get("person"): {
            alias["name"]: alias["kind"] for alias in entry.envelope["data"].get("aliases", ())
        }
        for entry in STORY.entries
        if entry.envelope["type"] == "person.introduced"
    }
    assert aliases["sam-altman"]["Ultraman"] == "transliteration"
    assert aliases["mira-murati"]["Mulati"] == "transliteration"
    assert aliases["derek-proudian"]["Prodiang"] == "transliteration"
    assert aliases["kimbal-musk"]["Kimball"] == "spelling"


@pytest.mark.parametrize(
    ("ref", "earliest", "latest"),
    [
        ("altman-message", "2023-11-17T21:46:00", "2023-11-17T21:46:59.999999"),
        ("call-of-1219", "2023-11-17T20:19:00", "2023-11-17T20:19:59.999999"),
        ("altman-removed-from-board", "2023-11-17T20:00:00", "2023-11-17T20:00:59.999999"),
        ("brockman-removed-from-board", "2023-11-17T20:23:00", "2023-11-17T20:23:59.999999"),
        ("board-on-the-eve", "2023-11-16T08:00:00", "2023-11-17T07:59:59.999999"),
        ("musk-leaves-board", "2018-02-20T08:00:00", "2018-02-21T07:59:59.999999"),
        ("openai-announced", "2015-12-11T08:00:00", "2015-12-12T07:59:59.999999"),
    ],
)
def test_the_turning_points(ref: str, earliest: str, latest: str) -> None:
    window = when(BY_REF[ref]).window
    assert window.earliest == datetime.fromisoformat(earliest).replace(tzinfo=UTC)
    assert window.latest == datetime.fromisoformat(latest).replace(tzinfo=UTC)


def test_the_call_of_1219_is_no_removal() -> None:
    assert BY_REF["call-of-1219"].envelope["type"] == "happening.recorded"


def test_both_accounts_of_the_chair_are_kept() -> None:
    left = BY_REF["brockman-leaves-chair"].envelope
    other = BY_REF["brockman-chair-other-account"].envelope
    assert left["data"]["manner"] == "resigned"
    assert other["data"]["event"] == left["id"]
    assert other["data"]["what"] == "manner"
    assert BY_REF["brockman-removed-from-board"].envelope["data"]["manner"] == "removed"
