"""What an event amounts to after corrections, retractions, disputes and merges."""

from __future__ import annotations

from typing import Any

import pytest

from events.facts import Fact, Undecodable
from events.history import History
from events.when import Window
from tests.unit.events.record import Record


def altman_removed(record: Record) -> Any:
    return record.add(
        "person.departed",
        {"person": "sam-altman", "organization": "openai", "post": "ceo", "manner": "removed"},
        occurred="2023-11-17",
    )


def fact(record: Record, original: Any, position: int | None = None) -> Fact:
    found = History(record.events).at(original.id, position or record.head)
    assert found is not None
    return found


def test_a_fact_is_not_known_before_it_is_recorded() -> None:
    record = Record()
    record.add("person.introduced", {"person": "sam-altman", "name": "Sam Altman"})
    removed = altman_removed(record)
    history = History(record.events)
    assert history.at(removed.id, 1) is None
    assert history.at(removed.id, 2) is not None


def test_the_latest_correction_of_a_field_wins_and_other_fields_stay() -> None:
    record = Record()
    removed = altman_removed(record)
    record.correct(removed, {"data": {"post": "chair"}})
    record.correct(removed, {"data": {"manner": "resigned"}, "confidence": "official"})
    record.correct(removed, {"data": {"post": "president"}})
    now = fact(record, removed)
    assert now.data.as_json() == {
        "person": "sam-altman",
        "organization": "openai",
        "post": "president",
        "manner": "resigned",
    }
    assert now.confidence == "official"
    assert fact(record, removed, 2).data.as_json()["post"] == "chair"


def test_a_fact_is_reported_unless_something_says_how_sure_it_is() -> None:
    record = Record()
    ann = record.add("person.introduced", {"person": "ann", "name": "Ann"})
    removed = altman_removed(record)
    assert (fact(record, ann).confidence, fact(record, removed).confidence) == (None, "reported")
    record.amend("event.corroborated", removed, confidence="official")
    record.amend("event.corroborated", removed)
    assert fact(record, removed).confidence == "official"


def test_an_unknown_time_for_which_nothing_is_cited_ends_when_it_was_recorded() -> None:
    record = Record()
    ann = {"person": "ann", "name": "Ann"}
    introduced = record.add("person.introduced", ann, occurred="unknown", citations=[])
    assert fact(record, introduced).window == Window(None, introduced.recorded_at)


def test_an_unknown_time_ends_with_the_day_on_which_the_first_citation_was_published() -> None:
    record = Record()
    told = [{"source": "paper", "published": day} for day in ("2023-11-19", "2023-11-18")]
    met = {"organization": "openai", "title": "Meeting", "attended": ["sam-altman"]}
    event = record.add("meeting.held", met, occurred="unknown", timezone="UTC", citations=told)
    assert fact(record, event).window.as_json()["latest"] == "2023-11-19T23:59:59.999999Z"
    record.correct(event, {"citations": told[1:]})
    assert fact(record, event).window.as_json()["latest"] == "2023-11-18T23:59:59.999999Z"


def test_a_corrected_time_is_read_in_the_corrected_zone() -> None:
    record = Record()
    removed = altman_removed(record)
    record.correct(removed, {"occurred": "2023-11-18", "timezone": "Asia/Shanghai"})
    window = fact(record, removed).window
    assert window.earliest is not None
    assert window.earliest.isoformat() == "2023-11-17T16:00:00+00:00"


def test_a_retracted_fact_is_retracted_until_it_is_reinstated() -> None:
    record = Record()
    removed = altman_removed(record)
    record.amend("event.retracted", removed, reason="wrong", public_note="We were wrong.")
    assert fact(record, removed).status == "retracted"
    record.amend("event.reinstated", removed, reason="right after all")
    assert fact(record, removed).status == "standing"


def test_a_retracted_correction_has_no_effect_until_it_is_reinstated() -> None:
    record = Record()
    removed = altman_removed(record)
    correction = record.correct(removed, {"data": {"post": "chair"}})
    record.amend("event.retracted", correction, reason="wrong", public_note="Not so.")
    assert fact(record, removed).data.as_json()["post"] == "ceo"
    record.amend("event.reinstated", correction, reason="right after all")
    assert fact(record, removed).data.as_json()["post"] == "chair"


def test_a_retracted_retraction_leaves_the_fact_standing() -> None:
    record = Record()
    removed = altman_removed(record)
    retraction = record.amend("event.retracted", removed, reason="a", public_note="b")
    record.amend("event.retracted", retraction, reason="a", public_note="b")
    assert fact(record, removed).status == "standing"


def test_corroborations_add_citations_and_a_correction_replaces_only_the_own_ones() -> None:
    record = Record()
    removed = altman_removed(record)
    record.amend("event.corroborated", removed, citations=[{"source": "ft"}], confidence="official")
    record.correct(removed, {"citations": [{"source": "blog"}]})
    now = fact(record, removed)
    assert [citation["source"] for citation in now.citations] == ["blog", "ft"]
    assert now.confidence == "official"


@pytest.mark.parametrize(
    ("what", "prevailing", "status"),
    [
        ("happened", "original", "standing"),
        ("happened", "account", "retracted"),
        ("manner", "original", "standing"),
        ("manner", "account", "standing"),
    ],
)
def test_a_settled_dispute(what: str, prevailing: str, status: str) -> None:
    record = Record()
    removed = altman_removed(record)
    record.amend("event.disputed", removed, account="He left by himself.", what=what)
    assert fact(record, removed).status == "disputed"
    assert fact(record, removed).disputed_on(what)
    record.amend("dispute.settled", removed, prevailing=prevailing, reason="minutes found")
    assert fact(record, removed).status == status


def test_a_dispute_says_of_what_it_gives_another_account_who_does_and_where() -> None:
    record = Record()
    removed = altman_removed(record)
    account = {"what": "manner", "account": "He resigned.", "by": "helen-toner"}
    told = record.amend("event.disputed", removed, citations=[{"source": "ft"}], **account)
    alone = record.amend("event.disputed", removed, what="when", account="It was on Thursday.")
    first, second = (dispute.as_json() for dispute in fact(record, removed).disputes)
    assert first == {"event": str(told.id), "citations": [{"source": "ft"}], **account}
    assert (second["event"], second["by"]) == (str(alone.id), None)


def test_a_dispute_settled_again_has_the_later_verdict() -> None:
    record = Record()
    removed = altman_removed(record)
    dispute = record.amend("event.disputed", removed, account="It never was.", what="happened")
    record.amend("dispute.settled", dispute, prevailing="account", reason="minutes found")
    assert fact(record, removed).status == "retracted"
    record.amend("dispute.settled", dispute, prevailing="original", reason="minutes forged")
    assert fact(record, removed).status == "standing"


def test_a_manner_that_another_account_refuted_is_unknown_until_corrected() -> None:
    record = Record()
    removed = altman_removed(record)

    def manner() -> object:
        return fact(record, removed).data.as_json()["manner"]

    record.amend("event.disputed", removed, account="He resigned.", what="manner")
    settled = record.amend("dispute.settled", removed, prevailing="account", reason="minutes")
    assert manner() == "unknown"
    assert fact(record, removed).data.summary().startswith("{sam-altman} left as")
    corrected = record.correct(removed, {"data": {"manner": "resigned"}})
    why: Any = {"reason": "minutes", "public_note": "He resigned."}
    assert manner() == "resigned"
    record.amend("event.retracted", corrected, **why)
    assert manner() == "unknown"
    record.amend("event.retracted", settled, **why)
    assert manner() == "removed"


def test_how_control_ended_that_another_account_refuted_is_not_told() -> None:
    record = Record()
    said = {"controller": "microsoft", "controlled": "openai", "how": "Sold."}
    ended = record.add("control.ended", said, occurred="2024")
    record.amend("event.disputed", ended, account="It was given away.", what="manner")
    record.amend("dispute.settled", ended, prevailing="account", reason="minutes")
    assert fact(record, ended).data.as_json()["how"] is None


def test_a_settlement_that_names_one_dispute_leaves_the_others_open() -> None:
    record = Record()
    removed = altman_removed(record)
    manner = record.amend("event.disputed", removed, account="He resigned.", what="manner")
    record.amend("event.disputed", removed, account="It never was.", what="happened")
    record.amend("dispute.settled", manner, prevailing="original", reason="minutes found")
    record.amend("dispute.settled", manner, prevailing="account", reason="minutes forged")
    assert fact(record, removed).status == "disputed"
    record.amend("event.retracted", manner, reason="twice", public_note="Told twice.")
    assert fact(record, removed).disputed_on("happened")


def test_settling_all_that_is_open_leaves_what_was_settled_before() -> None:
    record = Record()
    removed = altman_removed(record)
    manner = record.amend("event.disputed", removed, account="He resigned.", what="manner")
    record.amend("dispute.settled", manner, prevailing="account", reason="minutes found")
    record.amend("event.disputed", removed, account="It was on Thursday.", what="when")
    record.amend("dispute.settled", removed, prevailing="original", reason="the calendar")
    now = fact(record, removed)
    assert now.verdicts == {"manner": "account", "when": "original"}
    assert now.data.as_json()["manner"] == "unknown"
    record.amend("dispute.settled", removed, prevailing="original", reason="minutes forged")
    assert fact(record, removed).verdicts == {"manner": "original", "when": "original"}


def test_a_time_that_another_account_refuted_is_unknown_until_corrected() -> None:
    record = Record()
    removed = altman_removed(record)

    def told() -> tuple[str, Window]:
        when = fact(record, removed).when
        assert when is not None
        return when.text, when.window

    as_told = told()
    record.amend("event.disputed", removed, account="It was the day before.", what="when")
    assert told() == as_told
    settled = record.amend("dispute.settled", removed, prevailing="account", reason="minutes")
    text, window = told()
    assert (text, window.earliest) == ("unknown", None)
    assert window.latest is not None
    record.correct(removed, {"occurred": "2023-11-16"})
    assert told()[0] == "2023-11-16"
    record.amend("event.retracted", settled, reason="twice", public_note="Told twice.")
    assert told()[0] == "2023-11-16"


@pytest.mark.parametrize("occurred", ["2023-11", "[..2023-11-17]", "2023-11-18"])
def test_one_that_began_before_the_source_came_out_had_passed_by_then(occurred: str) -> None:
    record = Record()
    removed = altman_removed(record)
    record.correct(removed, {"occurred": occurred, "timezone": "UTC"})
    record.amend("event.disputed", removed, account="It was not then.", what="when")
    record.amend("dispute.settled", removed, prevailing="account", reason="minutes")
    window = fact(record, removed).window.as_json()
    assert window == {"earliest": None, "latest": "2023-11-18T23:59:59.999999Z"}


def test_what_was_refuted_counts_again_where_just_that_is_corrected() -> None:
    record = Record()
    removed = altman_removed(record)
    for what in ("when", "manner"):
        record.amend("event.disputed", removed, account="It was otherwise.", what=what)
    record.amend("dispute.settled", removed, prevailing="account", reason="minutes")
    told: Any = {"when": "account", "manner": "account"}
    assert fact(record, removed).verdicts == told
    record.correct(removed, {"data": {"post": "chair"}, "confidence": "official"})
    assert fact(record, removed).verdicts == told
    record.correct(removed, {"timezone": "UTC"})
    assert fact(record, removed).verdicts == {"manner": "account"}
    record.correct(removed, {"data": {"manner": "resigned"}})
    assert fact(record, removed).verdicts == {}


def test_what_was_upheld_is_told_as_before() -> None:
    record = Record()
    removed = altman_removed(record)
    record.amend("event.disputed", removed, account="He resigned.", what="manner")
    record.amend("dispute.settled", removed, prevailing="original", reason="minutes")
    assert fact(record, removed).data.as_json()["manner"] == "removed"


def test_a_time_to_come_that_another_account_refuted_has_no_end() -> None:
    record = Record()
    removed = altman_removed(record)
    record.correct(removed, {"occurred": "2090-01-01"})
    record.amend("event.disputed", removed, account="It is later.", what="when")
    record.amend("dispute.settled", removed, prevailing="account", reason="minutes")
    window = fact(record, removed).window
    assert (window.earliest is None, window.latest) == (False, None)


def test_filing_and_unfiling() -> None:
    record = Record()
    removed = altman_removed(record)
    record.amend("event.filed", removed, story="crisis")
    assert fact(record, removed).stories == ("crisis",)
    record.amend("event.unfiled", removed, story="crisis")
    assert fact(record, removed).stories == ()


def test_a_merge_says_who_a_fact_is_about_from_its_position_on_and_can_be_undone() -> None:
    record = Record()
    removed = altman_removed(record)
    merge = record.add("entity.merged", {"entity": "sam-altman", "into": "samuel-altman"})
    record.add("entity.merged", {"entity": "samuel-altman", "into": "altman"})
    record.amend("event.retracted", merge, reason="two people", public_note="Two people.")
    people = [fact(record, removed, position).data.as_json()["person"] for position in (1, 2, 3, 4)]
    assert people == ["sam-altman", "samuel-altman", "altman", "sam-altman"]
    assert fact(record, removed, 3).merged == {"sam-altman": "altman"}


def test_a_merge_itself_goes_on_to_say_what_became_of_what() -> None:
    record = Record()
    merge = record.add("entity.merged", {"entity": "sam-altman", "into": "altman"})
    now = fact(record, merge)
    assert now.data.as_json() == {"entity": "sam-altman", "into": "altman"}
    assert (now.entities, now.merged) == (("sam-altman", "altman"), {})


def test_merges_in_a_circle_end() -> None:
    record = Record()
    removed = altman_removed(record)
    record.add("entity.merged", {"entity": "sam-altman", "into": "altman"})
    record.add("entity.merged", {"entity": "altman", "into": "sam-altman"})
    assert fact(record, removed).data.as_json()["person"] in ("sam-altman", "altman")


def test_keys_of_what_was_ever_merged_belong_together() -> None:
    record = Record()
    record.add("entity.merged", {"entity": "twitter", "into": "x-com"})
    merged = record.add("entity.merged", {"entity": "x-com", "into": "x"})
    record.correct(merged, {"data": {"into": "x-corp"}})
    history = History(record.events)
    together = {"twitter", "x-com", "x", "x-corp"}
    for name in together:
        assert history.every_id([name]) == together, name
    assert history.every_id(["x/ceo"]) == {f"{name}/ceo" for name in together}
    assert history.every_id(["openai", "openai/ceo"]) == {"openai", "openai/ceo"}


def test_an_event_that_cannot_be_decoded_says_which() -> None:
    record = Record()
    broken = record.add("person.departed", {"person": "sam-altman"}, occurred="2023")
    which = rf"event {broken.id} \(person\.departed, position 1\): .*organization"
    with pytest.raises(Undecodable, match=f"(?s){which}"):
        History(record.events).at(broken.id, 1)


@pytest.mark.parametrize(("occurred", "zone"), [("soon", "UTC"), ("2023", "Mars/Olympus")])
def test_so_does_one_whose_time_cannot_be_read(occurred: str, zone: str) -> None:
    record = Record()
    died = record.add("person.died", {"person": "ann"}, occurred=occurred, timezone=zone)
    with pytest.raises(Undecodable, match=str(died.id)):
        History(record.events).at(died.id, 1)


def test_so_does_one_of_a_type_that_is_not_known() -> None:
    record = Record()
    broken = record.add("person.teleported", {"person": "sam-altman"})
    with pytest.raises(Undecodable, match=r"person\.teleported"):
        History(record.events).at(broken.id, 1)
