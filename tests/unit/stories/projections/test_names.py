"""What everything is called, as the record comes to say: by the projection, event after event."""

from __future__ import annotations

from typing import Any

import pytest

from events.history import History
from stories.engine.fold import fold
from stories.engine.projection import Row, digest
from stories.projections.names import NameRow, Names
from tests.unit.events.record import Record

MANY = 40
ALIASES = [
    {"name": "Sam", "kind": "nickname"},
    {"name": "奥特曼", "kind": "transliteration", "language": "zh"},
]


class Called(Record):
    """A record, and what its rows now say."""

    def introduced(self, kind: str, slug: str, name: str, /, **said: Any) -> Any:
        return self.add(f"{kind}.introduced", {kind: slug, "name": name, **said})

    def renamed(self, entity: str, name: str) -> Any:
        return self.add("entity.renamed", {"entity": entity, "name": name})

    def merged(self, entity: str, into: str) -> Any:
        return self.add("entity.merged", {"entity": entity, "into": into})

    def retracted(self, target: Any) -> None:
        self.amend("event.retracted", target, reason="wrong", public_note="It was wrong.")

    def rows(self, track: str) -> list[NameRow]:
        history = History(self.events)
        changes = fold(Names(), history, history.positions(), standing=lambda _: ())
        assert not changes.parked
        found = [one.row for one in changes.opened if one.track == track and one.known_to is None]
        return [row for row in found if isinstance(row, NameRow)]

    def names(self, track: str) -> set[tuple[str, str]]:
        return {(row.name, row.name_kind) for row in self.rows(track)}

    def canonical(self, track: str, kind: str = "person") -> NameRow:
        [found] = [r for r in self.rows(track) if (r.name_kind, r.kind) == ("canonical", kind)]
        return found


@pytest.fixture
def record() -> Called:
    record = Called()
    record.introduced("person", "sam", "Sam Altman", aliases=ALIASES, description="A founder")
    return record


def test_an_introduction_gives_a_name_other_names_and_the_rest_of_what_it_says(
    record: Called,
) -> None:
    assert record.names("sam") == {
        ("Sam Altman", "canonical"),
        ("Sam", "nickname"),
        ("奥特曼", "transliteration"),
    }
    row = record.canonical("sam")
    assert (row.entity, row.kind, row.merged_into) == ("sam", "person", None)
    assert row.attributes["description"] == "A founder"
    assert not {"name", "aliases", "person"} & set(row.attributes)
    [other] = [one for one in record.rows("sam") if one.language == "zh"]
    assert (other.attributes, other.events) == ({}, row.events)


def test_what_was_renamed_twice_keeps_both_former_names(record: Called) -> None:
    first, second = record.renamed("sam", "Samuel"), record.renamed("sam", "Samuel H.")
    assert record.names("sam") >= {
        ("Samuel H.", "canonical"),
        ("Samuel", "former"),
        ("Sam Altman", "former"),
    }
    introduced = record.events[0]
    told = [str(one.id) for one in (introduced, first, second)]
    assert record.canonical("sam").events == told
    former = [row for row in record.rows("sam") if row.name_kind == "former"]
    assert [row.attributes for row in former] == [{}, {}]
    assert record.canonical("sam").attributes["description"] == "A founder"


def test_one_renamed_back_has_its_first_name_and_had_the_other(record: Called) -> None:
    record.renamed("sam", "Samuel")
    record.renamed("sam", "Sam Altman")
    assert record.names("sam") >= {("Sam Altman", "canonical"), ("Samuel", "former")}
    assert ("Sam Altman", "former") not in record.names("sam")


def test_a_name_told_twice_is_told_once_but_for_another_language(record: Called) -> None:
    for language in (None, None, "de"):
        record.add(
            "entity.aliased",
            {"entity": "sam", "name": "Sam", "kind": "spelling", "language": language},
        )
    kept = [(row.name_kind, row.language) for row in record.rows("sam") if row.name == "Sam"]
    assert sorted(kept, key=str) == [("nickname", None), ("spelling", "de")]


def test_what_is_merged_gives_its_names_to_what_it_became_and_says_so(record: Called) -> None:
    record.introduced("person", "ultra", "Ultraman", aliases=[{"name": "U", "kind": "nickname"}])
    for name in ("Ultra", "Superman"):
        record.renamed("ultra", name)
    record.add("entity.aliased", {"entity": "ultra", "name": "Clark", "kind": "nickname"})
    before = record.names("ultra"), record.names("sam")
    merge = record.merged("ultra", "sam")
    row = record.canonical("ultra")
    assert (row.name, row.merged_into) == ("Superman", "sam")
    assert record.names("ultra") == {("Superman", "canonical")}
    assert record.names("sam") - before[1] == {
        ("Ultraman", "spelling"),
        ("Ultra", "spelling"),
        ("Superman", "spelling"),
        ("U", "nickname"),
        ("Clark", "nickname"),
    }
    assert record.canonical("sam").name == "Sam Altman"
    record.retracted(merge)
    assert (record.names("ultra"), record.names("sam")) == before


def test_along_a_chain_all_is_what_stands_at_its_end(record: Called) -> None:
    for slug in ("one", "two"):
        record.introduced("person", slug, slug.title())
    record.merged("one", "two")
    record.merged("two", "sam")
    assert [record.canonical(slug).merged_into for slug in ("one", "two")] == ["sam", "sam"]
    assert record.names("sam") >= {("One", "spelling"), ("Two", "spelling")}
    assert record.canonical("sam").name == "Sam Altman"


def test_one_introduced_before_what_it_became_lends_it_no_first_name() -> None:
    record = Called()
    record.introduced("person", "ultra", "Ultraman")
    record.introduced("person", "sam", "Sam Altman")
    record.merged("ultra", "sam")
    record.renamed("sam", "Samuel")
    assert record.names("sam") == {
        ("Samuel", "canonical"),
        ("Sam Altman", "former"),
        ("Ultraman", "spelling"),
    }


def test_an_introduction_that_only_names_a_merged_owner_is_its_own(record: Called) -> None:
    apex = record.introduced("organization", "apex", "Apex", kind="company")
    record.introduced("organization", "acme", "Acme", kind="company")
    record.introduced("work", "lamp", "Lamp", kind="product", owner="apex")
    record.merged("apex", "acme")
    assert record.canonical("lamp", "work").merged_into is None
    assert record.names("acme") == {("Acme", "canonical"), ("Apex", "spelling")}
    record.retracted(apex)
    assert record.rows("apex") == []
    assert record.canonical("lamp", "work").name == "Lamp"


def test_a_story_by_its_titles(record: Called) -> None:
    """It shares its slug with a person, and nothing else."""
    opened = record.add("story.opened", {"story": "sam", "title": "The case", "follows": ["sam"]})
    record.add("story.updated", {"story": "sam", "title": "The trial", "summary": "In court"})
    last = record.add("story.updated", {"story": "sam", "follows": []})
    row = record.canonical("sam", "story")
    assert (row.name, row.merged_into) == ("The trial", None)
    assert row.attributes == {
        "summary": "In court",
        "follows": [],
        "closed": False,
    }
    assert (row.events[0], row.events[-1], len(row.events)) == (str(opened.id), str(last.id), 3)
    [former] = [
        one for one in record.rows("sam") if (one.kind, one.name_kind) == ("story", "former")
    ]
    assert (former.name, former.attributes, former.events) == ("The case", {}, [])
    record.add("story.closed", {"story": "sam"})
    assert record.canonical("sam", "story").attributes["closed"] is True
    assert record.canonical("sam").name == "Sam Altman"


def test_a_story_may_have_title_and_slug_of_what_it_follows(record: Called) -> None:
    record.introduced("person", "ultra", "Ultraman")
    record.add("story.opened", {"story": "sam", "title": "Sam Altman", "follows": ["ultra"]})
    record.merged("ultra", "sam")
    assert record.canonical("sam").name == record.canonical("sam", "story").name == "Sam Altman"
    assert [(row.kind, row.name) for row in record.rows("ultra")] == [("person", "Ultraman")]


def test_a_post_by_the_last_of_its_definitions(record: Called) -> None:
    for title, exclusive in (("Warden", True), ("Chief Warden", False)):
        data = {"organization": "acme", "post": "warden", "title": title, "body": "other"}
        record.add("post.defined", {**data, "exclusive": exclusive})
    [row] = record.rows("acme/warden")
    assert (row.kind, row.name, row.name_kind) == ("post", "Chief Warden", "canonical")
    assert row.attributes == {"body": "other", "exclusive": False}
    assert row.events == [str(record.events[-1].id)]


@pytest.mark.parametrize("kind", ["renamed", "merged", "updated"])
def test_however_many_names_there_are_one_more_makes_few_rows_anew(
    record: Called, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    if kind == "updated":
        record.add("story.opened", {"story": "sam", "title": "The trial", "follows": []})
    for number in range(MANY):
        match kind:
            case "renamed":
                record.renamed("sam", f"Sam {number}")
            case "merged":
                record.introduced("person", f"sam-{number}", f"Sam {number}")
                record.merged(f"sam-{number}", "sam")
            case "updated":
                record.add("story.updated", {"story": "sam", "title": f"The trial, day {number}"})
    made = []

    def counting(row: Row) -> bytes:
        made.append(row)
        return digest(row)

    monkeypatch.setattr("stories.engine.fold.digest", counting)
    assert len(record.rows("sam")) > MANY
    assert len(made) < 4 * MANY
