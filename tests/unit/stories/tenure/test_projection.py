"""The projection around the rules: which tracks a fact touches, and what a row holds."""

from __future__ import annotations

from typing import Any

import pytest

from stories.engine.projection import Every, Within, digest
from stories.projections.tenures import TenureRow, Tenures
from tests.unit.stories.facts import fact
from tests.unit.stories.telling import at, end_of, span
from tests.unit.stories.tenure.record import ORGANIZATION, Record

projection = Tenures()


PERSON, POST = f"{ORGANIZATION}/person", f"{ORGANIZATION}/post"


def test_a_fact_about_posts_belongs_to_the_people_in_them_and_through_them_to_the_posts() -> None:
    record = Record()
    record.appointed("ann", "2019", "ceo", replaces="bob", reports_to="eve")
    record.departed("ann", "2019", "all")
    record.reported("2019", {"person": "ann", "posts": ["chair", "director"]})
    assert [list(projection.places(told)) for told in record.facts] == [
        [Within(f"{PERSON}/ann", f"{POST}/ceo"), Within(f"{PERSON}/bob", f"{POST}/ceo")],
        [f"{PERSON}/ann"],
        [Within(f"{PERSON}/ann", f"{POST}/chair"), Within(f"{PERSON}/ann", f"{POST}/director")],
    ]


@pytest.mark.parametrize("exclusive", [True, False])
def test_the_last_definition_of_a_post_says_whether_its_rows_are_the_posts(exclusive: bool) -> None:
    record = Record()
    record.defined("warden", "Warden", "other", exclusive=not exclusive)
    record.defined("warden", "Warden", "other", exclusive=exclusive)
    assert projection.awake(f"{POST}/warden", record.facts) is exclusive


@pytest.mark.parametrize(
    ("type", "data", "key"),
    [
        ("person.died", {"person": "ann"}, "ann"),
        ("organization.founded", {"organization": "acme", "founders": ["ann"]}, "acme"),
        ("organization.dissolved", {"organization": "acme", "into": "bigcorp"}, "acme"),
    ],
)
def test_what_bounds_a_life_bears_on_everybody_with_a_fact_that_names_it(
    type: str, data: dict[str, Any], key: str
) -> None:
    told = fact(1, type, "2019", data)
    assert list(projection.places(told)) == [Every(key, "person")]
    assert told.type in projection.wide


def test_a_definition_is_the_posts_own_and_bears_on_the_people_in_it() -> None:
    record = Record()
    record.defined("vice-chair", "Vice Chair", "board", True)
    (definition,) = record.facts
    own, others = projection.places(definition)
    assert own == f"{POST}/vice-chair"
    assert others == Every("acme/vice-chair", "person")
    assert projection.awake(f"{POST}/vice-chair", [definition])
    assert not projection.awake(f"{POST}/vice-chair", [])
    assert projection.awake(f"{POST}/ceo", [])


def test_other_facts_touch_no_track() -> None:
    data = {"organization": "acme", "title": "Board meeting", "attended": ["ann"]}
    assert list(projection.places(fact(1, "meeting.held", "2019", data))) == []


def held(record: Record) -> list[TenureRow]:
    """Who held the post of CEO."""
    facts = tuple(record.facts)
    people = dict.fromkeys(fact.data.as_json()["person"] for fact in facts)
    parts = {f"{PERSON}/{one}": tuple(f for f in facts if one in f.entities) for one in people}
    return list(projection.derive(f"{POST}/ceo", [], parts))


def test_a_row_holds_what_the_facts_say() -> None:
    record = Record()
    start = record.appointed(
        "ann", "2019-06-01", "ceo", title="Interim CEO", acting=True, independent=False
    )
    seen = record.observed("ann", "2020-02-01", "ceo", confidence="confirmed")
    end = record.departed("ann", "2020-05", "ceo", manner="removed", reason="Lost trust")
    (row,) = held(record)
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
    first, second = (held(record) for _ in range(2))
    assert [digest(row) for row in first] == [digest(row) for row in second]
    assert len({digest(row) for row in first}) == len(first)
