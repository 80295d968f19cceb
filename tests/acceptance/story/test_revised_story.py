"""The example story before and after it is revised: what was answered stays what was known then."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

Json = dict[str, Any]
STORY = "stories/openai-leadership"
CITATION = {"source": "the-gazette", "published": "2023-11-20"}
TOLD = {"reason": "another look", "public_note": "This was told wrongly."}


class Revision:
    """Finds facts by what they say, revises them, and asks before and after.

    Each test revises facts that no other test does, so that their order makes no difference.
    """

    def __init__(self, client: httpx.Client) -> None:
        self.client = client

    def ask(self, path: str, **parameters: Any) -> Json:
        answer = self.client.get(path, params=parameters)
        assert answer.status_code == 200, answer.text
        found: Json = answer.json()
        return found

    def fact(self, summary: str) -> str:
        position = self.ask("events/", limit=1)["known_at"]["position"]
        asked = {"limit": 1000, "at_least": position}
        facts = self.ask(f"{STORY}/timeline/", **asked)["results"]
        [found] = [one["event"] for one in facts if one["summary"].startswith(summary)]
        return str(found)

    def record(self, type: str, **data: Any) -> int:
        envelope: Json = {"type": type, "data": data}
        if type not in {"entity.aliased", "dispute.settled"}:
            envelope["citations"] = [CITATION]
        answer = self.client.post("events/", json=envelope)
        assert answer.status_code == 201, answer.text
        return int(answer.json()["position"])

    def correct(self, event: str, **changes: Any) -> int:
        return self.record("event.corrected", event=event, changes=changes, **TOLD)

    def around(self, revise: Callable[[], int], path: str, **parameters: Any) -> tuple[Json, Json]:
        """The answers before and after; the earlier one is the same whenever it is asked."""
        head = self.ask("events/", limit=1)["known_at"]["position"]
        pinned = {**parameters, "known_at": f"@{head}"}
        before = self.ask(path, **pinned)
        position = revise()
        after = self.ask(path, **parameters, known_at=f"@{position}")
        assert self.ask(path, **pinned) == before
        assert after != before
        return before, after


@pytest.fixture
def revision(story: httpx.Client, loaded: int) -> Revision:
    assert loaded  # taken before the first correction
    return Revision(story)


DAY = {"as_of": "2023-12-31"}


def test_another_founder(revision: Revision) -> None:
    founding = revision.fact("OpenAI announced by Sam Altman")
    three = ["sam-altman", "elon-musk", "reid-hoffman"]
    before, after = revision.around(
        lambda: revision.correct(founding, data={"founders": three}), "organizations/openai/", **DAY
    )
    assert [one["founder"]["id"] for one in before["founders"]] == three[:2]
    assert [one["founder"]["id"] for one in after["founders"]] == three


def test_the_day_of_an_investment(revision: Revision) -> None:
    """What was possible in the middle of 2023 is certain once the day is known."""
    investment = revision.fact("Microsoft invested USD 10,000,000,000")
    answers = revision.around(
        lambda: revision.correct(investment, occurred="2023-01-23"),
        "organizations/openai/funding/",
        as_of="2023-06-30",
    )
    totals = [[(t["certain"], t["possible"]) for t in answer["totals"]] for answer in answers]
    assert totals == [[("1000000000", "11000000000")], [("11000000000", "11000000000")]]


def test_a_claim_of_control_withdrawn(revision: Revision) -> None:
    claim = revision.fact("Elon Musk claimed: OpenAI is a closed-source")
    head = revision.ask("events/", limit=1)["known_at"]["position"]
    before, after = revision.around(
        lambda: revision.record("event.retracted", event=claim, **TOLD),
        "organizations/openai-global/ownership/",
        **DAY,
    )
    assert claim in {one["event"] for one in before["claims"]}
    assert claim not in {one["event"] for one in after["claims"]}
    assert after["above"] == before["above"]
    kinds = [
        {one["kind"] for one in revision.ask(f"{STORY}/contradictions/", **at)["results"]}
        for at in ({"known_at": f"@{head}"}, {"known_at": f"@{head + 1}"})
    ]
    assert ["control_claim" in found for found in kinds] == [True, False]


def test_the_date_of_an_acquisition(revision: Revision) -> None:
    deal = revision.fact("Google acquired DeepMind")
    before, after = revision.around(
        lambda: revision.correct(deal, occurred="2014-01"),
        f"{STORY}/deals/",
        **{"type": "acquisition.completed", "from": "2014-01-01", "to": "2014-12-31"},
        as_of="2023-12-31",
    )
    [told] = before["results"]
    assert (told["presence"], told["undated"]) == ("possible", True)
    [told] = after["results"]
    assert (told["presence"], told["window"]["text"]) == ("certain", "2014-01")
    assert not told.get("undated")
    assert [total["certain"] for total in after["totals"]] == ["400000000"]


def test_a_statement_withdrawn(revision: Revision) -> None:
    statement = revision.fact("Sam Altman: “I will explain more")
    before, after = revision.around(
        lambda: revision.record("event.retracted", event=statement, **TOLD),
        "people/sam-altman/statements/",
        **DAY,
    )
    standing = [
        [one["event"] for one in answer["results"] if one["status"] != "retracted"]
        for answer in (before, after)
    ]
    assert standing[0][-1] == statement
    assert standing[1] == standing[0][:-1]


def test_a_call_moved_within_the_day(revision: Revision) -> None:
    call = revision.fact("Sutskever calls Brockman")
    answers = revision.around(
        lambda: revision.correct(call, occurred="2023-11-17T12:25", timezone="America/Los_Angeles"),
        "organizations/openai/timeline/",
        **{"from": "2023-11-17", "to": "2023-11-17", "certain": "true"},
        as_of="2023-12-31",
    )
    orders = [[one["event"] for one in answer["results"]] for answer in answers]
    joins = revision.fact("Brockman joins the meeting")
    assert [order.index(call) < order.index(joins) for order in orders] == [True, False]
    assert sorted(orders[0]) == sorted(orders[1])


def test_the_resignation_withdrawn(revision: Revision) -> None:
    resigned = revision.fact("Sam Altman resigned as CEO")
    answers = revision.around(
        lambda: revision.record("event.retracted", event=resigned, **TOLD),
        f"{STORY}/contradictions/",
        entity="sam-altman",
    )
    kinds = [[one["kind"] for one in answer["results"]] for answer in answers]
    assert kinds == [["manner"], []]


def test_the_dispute_about_the_chair_settled(revision: Revision) -> None:
    resigned = revision.fact("Greg Brockman resigned as chair")
    [found] = revision.ask(f"events/{resigned}/")["amendments"]
    assert found["type"] == "event.disputed"
    answers = revision.around(
        lambda: revision.record(
            "dispute.settled",
            event=found["id"],
            prevailing="original",
            reason="He said so himself.",
        ),
        f"{STORY}/contradictions/",
        entity="greg-brockman",
    )
    kinds = [[one["kind"] for one in answer["results"]] for answer in answers]
    assert kinds == [["disputed"], []]


def test_a_second_word_for_musk_s(revision: Revision) -> None:
    donation = revision.fact("Elon Musk donated about")
    answers = revision.around(
        lambda: revision.record("event.corroborated", event=donation),
        f"{STORY}/sources/",
        attributed_to="elon-musk",
        as_of="2023-12-31",
        limit=1000,
    )
    alone = [donation in {one["event"] for one in answer["results"]} for answer in answers]
    assert alone == [True, False]
    told = revision.ask(f"{STORY}/sources/", limit=1000)["results"]
    assert [r["independent_sources"] for r in told if r["event"] == donation] == [2]


def test_another_nickname(revision: Revision) -> None:
    before, after = revision.around(
        lambda: revision.record(
            "entity.aliased", entity="satya-nadella", name="Brother Na", kind="transliteration"
        ),
        "resolve/",
        name="brother na",
    )
    assert "satya-nadella" not in {one["id"] for one in before["candidates"]}
    assert after["candidates"][0]["id"] == "satya-nadella"
    assert not after["ambiguous"]
