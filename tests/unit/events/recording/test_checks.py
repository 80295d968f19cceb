"""The checks that need no database: names, times, merges."""

from datetime import UTC, datetime
from typing import Any

import pytest

from events.recording import merging, naming, timing
from events.recording.known import Known
from events.recording.sent import Sent, read
from tests.unit.events.record import Record

NOW = datetime(2024, 1, 1, tzinfo=UTC)


def appointed(**changes: Any) -> dict[str, Any]:
    data = {"person": "ada", "organization": "acme", "post": "ceo"}
    event = {"type": "person.appointed", "occurred": "2020-01-01", "data": data}
    return {**event, "citations": [{"source": "paper"}], **changes}


def codes(sent: Sent) -> dict[str, str]:
    return {problem.pointer: problem.code for problem in sent.problems}


def test_names_are_suggested_with_the_refusal() -> None:
    known = Known(entities={"acme": "organization"}, suggest=lambda slug, kinds: [f"{slug}-x"])
    sent = read(appointed(), "")
    naming.check_references(sent, known)
    assert codes(sent) == {"/data/person": "unknown_entity"}
    assert "did you mean ada-x?" in sent.problems[0].detail


def test_names_are_looked_at_where_the_data_has_other_faults() -> None:
    known = Known(entities={"acme": "organization"})
    faulty = {"person": "ada", "organization": "acme", "replaces": "Bob", "salary": 5}
    sent = read(appointed(data=faulty), "/events/1")
    naming.check_references(sent, known)
    assert codes(sent) == {
        "/events/1/data/post": "required",
        "/events/1/data/replaces": "pattern",
        "/events/1/data/salary": "unknown_field",
        "/events/1/data/person": "unknown_entity",
    }
    members = [{"person": "ada", "posts": "chair"}, {"person": "acme"}, 5]
    reported = {"organization": "acme", "members": members, "complete": True}
    sent = read(appointed(type="board.reported", data=reported), "")
    naming.check_references(sent, known)
    assert codes(sent) == {
        "/data/members/0/posts": "list",
        "/data/members/2": "object",
        "/data/members/0/person": "unknown_entity",
        "/data/members/1/person": "wrong_kind",
    }


def test_unknown_stories_are_told_at_the_place_where_they_were_sent() -> None:
    for sent in (
        read(appointed(stories=["told", "told", "lost", " lost"]), ""),
        read(appointed(stories=["told", 5, "lost", "No Slug"], data={}), ""),
    ):
        naming.check_references(sent, Known(stories={"told": None}))
        assert [p.pointer for p in sent.problems if p.code == "unknown_story"] == ["/stories/2"]


def test_a_story_and_an_entity_may_share_a_slug() -> None:
    known = Known(entities={"acme": "organization", "ada": "person"}, stories={"acme": None})
    story = {"type": "story.opened", "data": {"story": "ada", "title": "Ada", "follows": ["ada"]}}
    batch = [read(story, ""), read(appointed(stories=["acme", "ada"]), "")]
    naming.introduce(batch, known)
    for sent in batch:
        naming.check_references(sent, known)
        assert codes(sent) == {}


@pytest.mark.parametrize(
    ("event", "zone"),
    [
        (appointed(timezone="Asia/Tokyo", stories=["told"]), "Asia/Tokyo"),
        (appointed(stories=["told"]), "Europe/Paris"),
        (appointed(stories=["silent", "told"]), "UTC"),
        (appointed(), "UTC"),
    ],
)
def test_the_zone_of_a_time(event: dict[str, Any], zone: str) -> None:
    known = Known(stories={"told": "Europe/Paris", "silent": None})
    when = timing.read_time(read(event, ""), known, default_zone="UTC", now=NOW)
    assert when is not None
    assert when.timezone == zone


@pytest.mark.parametrize("occurred", ["2019-02-29", "2020/2021", "soon", {"earliest": "x"}])
def test_a_time_that_cannot_be_read_is_refused_where_it_stands(occurred: Any) -> None:
    sent = read(appointed(occurred=occurred), "/events/0")
    assert timing.read_time(sent, Known(), default_zone="UTC", now=NOW) is None
    [problem] = sent.problems
    assert problem.pointer.startswith("/events/0/occurred")


def test_a_time_and_its_zone_are_refused_at_once() -> None:
    sent = read(appointed(occurred="2019-02-29", timezone="Mars/Base"), "")
    assert timing.read_time(sent, Known(), default_zone="UTC", now=NOW) is None
    assert codes(sent) == {"/timezone": "timezone", "/occurred": "no_such_date"}
    sent = read(appointed(timezone="Mars/Base"), "")
    assert timing.read_time(sent, Known(), default_zone="UTC", now=NOW) is None
    assert codes(sent) == {"/timezone": "timezone"}


@pytest.mark.parametrize(
    ("published", "latest"),
    [
        (["2019-11-19", "2019-11-18"], "2019-11-19T23:59:59.999999Z"),
        (["2019-11-18", "2019-11-19"], "2019-11-18T23:59:59.999999Z"),
        ([None, "2019-11-18"], "2024-01-01T00:00:00.000000Z"),
    ],
)
def test_an_unknown_time_ends_with_its_first_citation_or_now(
    published: list[str | None], latest: str
) -> None:
    citations = [{"source": "paper", "published": day} for day in published]
    sent = read(appointed(occurred="unknown", citations=citations), "")
    when = timing.read_time(sent, Known(), default_zone="UTC", now=NOW)
    assert when is not None
    assert when.as_json()["latest"] == latest


def test_a_publication_that_cannot_be_read_is_told_of_its_citation_alone() -> None:
    citation = {"source": "paper", "published": "yesterday"}
    sent = read(appointed(occurred="unknown", citations=[citation]), "")
    timing.read_time(sent, Known(), default_zone="UTC", now=NOW)
    assert list(codes(sent)) == ["/citations/0/published"]


def test_merges_of_a_batch_may_not_close_a_circle() -> None:
    known, log = Known(entities=dict.fromkeys("abc", "person")), Record()
    for entity, into, fault in (("a", "b", None), ("b", "c", None), ("c", "a", "merge_circle")):
        data = {"entity": entity, "into": into}
        sent = read({"type": "entity.merged", "data": data}, "")
        merging.check_merge(sent, known, None)
        assert list(codes(sent).values()) == ([fault] if fault else [])
        known.add(log.add("entity.merged", data))


def test_a_citation_of_no_time_is_told_once() -> None:
    sent = read(appointed(occurred="unknown", citations=[{"source": "x", "published": "soon"}]), "")
    assert timing.read_time(sent, Known(), default_zone="UTC", now=NOW) is None
    assert [problem.pointer for problem in sent.problems] == ["/citations/0/published"]
