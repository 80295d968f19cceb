from typing import Any

import pytest

from events.types import Amendment, decode, event_type, event_types
from tests.unit.events.types.refusals import refusals, stream_of

EVENT = "018bdc3f-5a00-7c3e-9d6a-2f1e4b7c8d90"
SAID = {"event": EVENT, "reason": "Misread.", "public_note": "The time was wrong."}


def amendment(name: str) -> type[Amendment]:
    event_class = event_type(name)
    assert issubclass(event_class, Amendment)
    return event_class


def accepted(name: str) -> set[str]:
    return {each.type for each in event_types().values() if amendment(name).can_target(each)}


def kinds(*wanted: str) -> set[str]:
    return {each.type for each in event_types().values() if each.kind in wanted}


def test_what_may_be_amended() -> None:
    for name in ("event.corroborated", "event.disputed", "event.filed", "event.unfiled"):
        assert accepted(name) == kinds("fact")
    assert accepted("event.corrected") == set(event_types()) - kinds("editorial")
    for name in ("event.retracted", "event.reinstated"):
        assert accepted(name) == set(event_types()) - kinds("story")
    assert accepted("dispute.settled") == kinds("fact") | {"event.disputed"}


def test_what_may_be_amended_in_words() -> None:
    assert amendment("event.filed").accepted_targets() == "a fact"
    assert amendment("dispute.settled").accepted_targets() == "a fact or event.disputed"
    assert amendment("event.corrected").accepted_targets() == (
        "a fact, an introduction, an identity event, a definition or a story event"
    )


def test_amendments_go_to_the_stream_of_their_event() -> None:
    data = decode("event.retracted", 1, SAID)
    stream = stream_of(data)
    assert (stream.kind, stream.id) == ("event", EVENT)


@pytest.mark.parametrize("field", ["event", "reason", "public_note", "changes"])
def test_a_correction_needs_all_its_fields(field: str) -> None:
    whole = {**SAID, "changes": {"timezone": "Asia/Shanghai"}}
    partial = {name: value for name, value in whole.items() if name != field}
    assert refusals("event.corrected", partial)[f"/{field}"].code == "required"
    assert refusals("event.corrected", {**whole, field: " "})


@pytest.mark.parametrize("changes", [{}, {"data": None}, {"data": {}}, {"citations": []}])
def test_a_correction_changes_something(changes: dict[str, Any]) -> None:
    found = refusals("event.corrected", {**SAID, "changes": changes})
    assert {problem.code for problem in found.values()} == {"empty"}
    assert all(pointer.startswith("/changes") for pointer in found)


def test_a_correction_replaces_only_what_can_be_replaced() -> None:
    found = refusals(
        "event.corrected",
        {**SAID, "changes": {"stories": ["a"], "confidence": "sure", "timezone": "Mars/Base"}},
    )
    assert set(found) == {"/changes/stories", "/changes/confidence", "/changes/timezone"}
    assert "occurred, timezone, data, citations, confidence" in found["/changes/stories"].detail


def test_null_in_changed_data_is_kept_for_it_takes_a_field_away() -> None:
    given = {**SAID, "changes": {"data": {"reason": None}}}
    assert decode("event.corrected", 1, given).as_json() == given


def test_changes_are_fit_to_be_stored_at_any_depth() -> None:
    changes = {"data": {"members": [{"person": "a\x00b"}]}, "occurred": {"earliest": "\ud800"}}
    found = refusals("event.corrected", {**SAID, "changes": changes})
    assert found["/changes/data/members/0/person"].code == "nul"
    assert found["/changes/occurred/earliest"].code == "surrogate"


def test_citations_in_a_correction_are_checked() -> None:
    changes = {"citations": [{"source": "ft"}, {"source": "ft", "url": "javascript:1"}]}
    found = refusals("event.corrected", {**SAID, "changes": changes})
    assert set(found) == {"/changes/citations/1/url"}


def test_further_sources_are_needed_to_corroborate() -> None:
    needing = {each.type for each in event_types().values() if each.needs_citations()}
    assert needing - kinds("fact") == {"event.corroborated"}


@pytest.mark.parametrize(
    ("type_name", "data", "pointer"),
    [
        ("event.disputed", {"event": EVENT, "account": "No.", "what": "who"}, "/what"),
        ("dispute.settled", {"event": EVENT, "prevailing": "both", "reason": "x"}, "/prevailing"),
        ("event.filed", {"event": "the-removal", "story": "openai"}, "/event"),
        ("event.reinstated", {"event": EVENT}, "/reason"),
    ],
)
def test_what_is_refused(type_name: str, data: dict[str, Any], pointer: str) -> None:
    assert set(refusals(type_name, data)) == {pointer}
