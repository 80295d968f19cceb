"""The projection around the rules: which tracks a fact touches, and what a row holds."""

from __future__ import annotations

from stories.engine.projection import Every, digest
from stories.projections.tenures import Tenures
from tests.unit.stories.facts import fact
from tests.unit.stories.tenure.record import ORGANIZATION, Record, at, end_of, span

projection = Tenures()


def test_a_fact_about_posts_touches_its_organisation_alone() -> None:
    record = Record()
    record.appointed("ann", "2019", "ceo", replaces="bob", reports_to="eve")
    record.reported("2019", {"person": "ann"})
    record.founded("2015")
    record.defined("vice-chair", "Vice Chair", "board", True)
    for told in record.facts:
        assert list(projection.tracks(told)) == [ORGANIZATION]


def test_a_death_touches_every_organisation_with_a_fact_about_the_person() -> None:
    death = fact(1, "person.died", "2019", {"person": "ann"})
    assert list(projection.tracks(death)) == [Every("ann")]
    assert death.type in projection.wide


def test_a_dissolution_touches_what_was_dissolved_and_not_what_it_became() -> None:
    data = {"organization": "acme", "into": "bigcorp"}
    assert list(projection.tracks(fact(1, "organization.dissolved", "2019", data))) == ["acme"]


def test_other_facts_touch_no_track() -> None:
    data = {"organization": "acme", "title": "Board meeting", "attended": ["ann"]}
    assert list(projection.tracks(fact(1, "meeting.held", "2019", data))) == []


def test_a_row_holds_what_the_facts_say() -> None:
    record = Record()
    start = record.appointed(
        "ann", "2019-06-01", "ceo", title="Interim CEO", acting=True, independent=False
    )
    seen = record.observed("ann", "2020-02-01", "ceo", confidence="confirmed")
    end = record.departed("ann", "2020-05", "ceo", manner="removed", reason="Lost trust")
    (row,) = projection.derive(ORGANIZATION, record.facts)
    assert (row.organization, row.person, row.post) == (ORGANIZATION, "ann", "ceo")
    assert (row.title, row.body, row.exclusive) == ("Interim CEO", "management", True)
    assert (row.acting, row.independent, row.reports_to) == (True, False, None)
    assert (row.start, row.start_text, row.start_known) == (
        span("2019-06-01", "2019-06-01"),
        "2019-06-01",
        True,
    )
    assert (row.end, row.end_text) == (span("2020-05-01", "2020-05-31"), "2020-05")
    assert (row.manner, row.reason, row.inferred) == ("removed", "Lost trust", False)
    assert (row.confidence, row.disputed) == ("confirmed", False)
    assert row.last_attested == end_of("2020-05-31") > at("2020-05-31")
    assert (row.events, row.start_events, row.end_events) == ([start, seen, end], [start], [end])


def test_equal_facts_give_equal_rows() -> None:
    record = Record()
    record.appointed("ann", "2019-06-01", "ceo")
    record.observed("bob", "2019-07-01", "ceo")
    first, second = (list(projection.derive(ORGANIZATION, record.facts)) for _ in range(2))
    assert [digest(row) for row in first] == [digest(row) for row in second]
    assert len({digest(row) for row in first}) == len(first)
