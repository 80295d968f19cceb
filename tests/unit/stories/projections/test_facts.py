"""What the row of a fact tells of it, and of what was said of it later."""

from typing import Any

import pytest

from events.history import History
from events.recorded import RecordedEvent
from events.when import Window
from stories.projections.facts import FactRow, Facts
from tests.unit.events.record import CITATION, Record
from tests.unit.stories.telling import at, end_of

PAPER = {"source": "paper", "published": "2023-11-19"}


@pytest.fixture
def record() -> Record:
    return Record()


def _died(record: Record, **said: Any) -> RecordedEvent:
    told = {"occurred": "2018", "timezone": "UTC", "stories": ["mill"], **said}
    return record.add("person.died", {"person": "ann"}, **told)


def _row(record: Record, event: RecordedEvent) -> FactRow:
    fact = History(record.events).at(event.root, record.head)
    assert fact is not None
    projection = Facts()
    [track] = projection.places(fact)
    assert track == str(event.id)
    [row] = projection.derive(str(event.id), [fact])
    return row


def test_as_it_was_recorded(record: Record) -> None:
    row = _row(record, event := _died(record, note="By phone.", confidence="official"))
    assert (row.event, row.position, row.type, row.kind) == (str(event.id), 1, event.type, "fact")
    assert (row.summary, row.data, row.entities) == ("{ann} died", {"person": "ann"}, ["ann"])
    assert (row.stories, row.citations, row.independent_sources) == (["mill"], [CITATION], 1)
    assert (row.confidence, row.status, row.note) == ("official", "standing", "By phone.")
    assert (row.recorded_at, row.recorded_by) == (event.recorded_at, "desk")
    assert (row.start, row.end) == (Window(at("2018-01-01"), end_of("2018-12-31")), None)
    assert row.when is not None
    assert (row.when["text"], row.when["timezone"]) == ("2018", "UTC")
    assert (row.amendments, row.disputes) == ([], [])
    assert "By phone." in row.words


def test_what_needs_no_time_and_no_source_has_none(record: Record) -> None:
    data = {"person": "ann", "name": "Ann"}
    row = _row(record, record.add("person.introduced", data, citations=[]))
    assert (row.when, row.citations, row.independent_sources) == (None, [], 0)
    assert (row.kind, row.confidence) == ("introduction", None)


@pytest.mark.parametrize(
    ("second", "sources"),
    [(PAPER, 2), (CITATION, 1), ({**PAPER, "derived_from": "article"}, 1)],
)
def test_sources_that_have_it_from_one_another_count_once(
    record: Record, second: dict[str, Any], sources: int
) -> None:
    assert _row(record, _died(record, citations=[CITATION, second])).independent_sources == sources


def test_as_it_was_corrected_by_whom_and_why(record: Record) -> None:
    event = _died(record)
    correction = record.correct(event, {"occurred": "2019"})
    row = _row(record, event)
    assert row.start == Window(at("2019-01-01"), end_of("2019-12-31"))
    [amendment] = row.amendments
    assert amendment.pop("recorded_at").startswith("2023-11-20T")
    assert amendment == {
        "event": str(correction.id),
        "type": "event.corrected",
        "position": 2,
        "recorded_by": "desk",
        "data": {
            "changes": {"occurred": "2019"},
            "reason": "wrong",
            "public_note": "Corrected.",
        },
    }
    assert "Corrected." in row.words


def test_what_was_withdrawn_is_shown_as_such(record: Record) -> None:
    event = _died(record)
    record.amend("event.disputed", event, what="when", account="In 2020.", citations=[PAPER])
    disputed = _row(record, event)
    assert (disputed.status, [one["account"] for one in disputed.disputes]) == (
        "disputed",
        ["In 2020."],
    )
    record.amend("event.retracted", event, reason="wrong", public_note="We withdrew this.")
    assert (_row(record, event).status, Facts.retracted) == ("retracted", True)


def test_it_is_found_by_what_amendments_say_and_not_by_what_they_are(record: Record) -> None:
    event = _died(record, citations=[CITATION])
    quoted = {**PAPER, "quote": "Nobody saw her go."}
    record.amend("event.disputed", event, what="when", account="In 2020.", citations=[quoted])
    record.correct(event, {"occurred": "2019"})
    filed = {"event": str(event.id), "story": "dam"}
    record.add("event.filed", filed, root=event.id, note="They rang.")
    said = _row(record, event).words
    for told in ("In 2020.", "Nobody saw her go.", "wrong", "Corrected.", "They rang."):
        assert told in said
    for kept in ("event.", str(event.id), "desk", "T00:00"):
        assert kept not in said
