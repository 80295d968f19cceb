"""Names in question, by the index that a process keeps."""

from collections.abc import Iterator

import pytest

from stories.engine.reading import Known
from stories.models import ParkedTrack
from stories.views import queries, resolving
from tests.integration.stories.api.conftest import Desk
from tests.integration.upheaval import event


def ids(desk: Desk, name: str, **query: str) -> list[str]:
    return [one["id"] for one in desk.ask("resolve/", name=name, **query)["candidates"]]


@pytest.fixture
def named(desk: Desk) -> Desk:
    desk.append(
        event("person.introduced", person="ada", name="Ada Lee"),
        event("organization.introduced", organization="acme", name="Acme", kind="company"),
    )
    return desk


def test_names_given_later_are_found_and_earlier_answers_stay(named: Desk) -> None:
    assert ids(named, "Countess") == []
    named.append(event("entity.aliased", entity="ada", name="Countess", kind="nickname"))
    assert ids(named, "countess") == ["ada"]
    assert ids(named, "countess", known_at="@2") == []


def test_a_renamed_entity_by_both_names(named: Desk) -> None:
    named.append(event("entity.renamed", entity="acme", name="Apex"))
    [found] = named.ask("resolve/", name="Acme")["candidates"]
    assert (found["name"], found["matched"]) == ("Apex", "Acme")
    assert found["why"].startswith("former name")
    [before] = named.ask("resolve/", name="Acme", known_at="@2")["candidates"]
    assert before["name"] == "Acme"
    assert ids(named, "Apex", known_at="@2") == []


def test_a_merged_entity_is_what_it_became(named: Desk) -> None:
    [_, merge] = named.append(
        event("person.introduced", person="ultra", name="Ultraman"),
        event("entity.merged", entity="ultra", into="ada"),
    )
    [found] = named.ask("resolve/", name="ultraman")["candidates"]
    assert (found["id"], found["name"], found["matched"]) == ("ada", "Ada Lee", "Ultraman")
    assert ids(named, "ultraman", known_at="@3") == ["ultra"]
    named.append(event("event.retracted", event=merge["id"], reason="r", public_note="n"))
    assert ids(named, "ultraman") == ["ultra"]


def test_the_names_of_a_merged_entity_are_other_names_of_what_it_became(named: Desk) -> None:
    [*_, merge] = named.append(
        event("person.introduced", person="ultra", name="Ultraman"),
        event("entity.renamed", entity="ultra", name="Superman"),
        event("entity.merged", entity="ultra", into="ada"),
    )
    profile = named.ask("people/ultra/")
    assert (profile["person"]["name"], profile["merged_into"]) == ("Ada Lee", "ada")
    assert [(one["name"], one["kind"]) for one in profile["names"]] == [
        ("Ada Lee", "canonical"),
        ("Ultraman", "spelling"),
        ("Superman", "spelling"),
    ]
    for name in ("Ultraman", "Superman"):
        [found] = named.ask("resolve/", name=name)["candidates"]
        assert (found["id"], found["name"]) == ("ada", "Ada Lee")
    named.append(event("event.retracted", event=merge["id"], reason="r", public_note="n"))
    assert named.ask("people/ultra/")["person"]["name"] == "Superman"
    assert len(named.ask("people/ada/")["names"]) == 1


def test_an_early_answer_does_not_hide_later_names(named: Desk) -> None:
    assert ids(named, "Ada Lee", known_at="@0") == []
    assert ids(named, "Ada Lee", known_at="@1") == ["ada"]
    assert ids(named, "Acme") == ["acme"]


def test_only_what_is_new_is_read(named: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ids(named, "Acme") == ["acme"]
    asked: list[int] = []
    since = queries.named_since

    def counted(known: Known, position: int) -> Iterator[tuple[str, str]]:
        asked.append(position)
        return since(known, position)

    monkeypatch.setattr(queries, "named_since", counted)
    assert ids(named, "Acme") == ["acme"]
    assert asked == []
    named.append(event("person.introduced", person="bob", name="Bob Ray"))
    assert ids(named, "Bob Ray") == ["bob"]
    assert asked == [2]


def test_a_track_taken_up_again_is_read_again(named: Desk) -> None:
    parked = ParkedTrack.objects.create(
        projection="names", generation=1, track="ada", position=1, error="x"
    )
    assert ids(named, "Ada Lee") == ["ada"]
    parked.delete()
    assert ids(named, "Ada Lee") == ["ada"]
    assert len(resolving._kept) <= resolving.KEPT


def test_what_only_names_a_merged_entity_does_not_give_it_a_name(named: Desk) -> None:
    named.append(
        event("person.introduced", person="ultra", name="Ultraman"),
        event("organization.introduced", organization="apex", name="Apex", kind="company"),
        event("work.introduced", work="lamp", name="Lamp", kind="product", owner="apex"),
        event("story.opened", story="case", title="The case", follows=["ultra", "apex"]),
        event("story.opened", story="ada", title="Ada", follows=["ultra"]),
        event("entity.merged", entity="ultra", into="ada"),
        event("entity.merged", entity="apex", into="acme"),
    )
    assert [one["id"] for one in named.ask("stories/")["results"]] == ["ada", "case"]
    assert ids(named, "The case") == ["case"]
    assert [one["name"] for one in named.ask("people/ultra/")["names"]] == ["Ada Lee", "Ultraman"]
    introduced = named.ask("events/", type="organization.introduced")["results"]
    [apex] = [one for one in introduced if one["data"]["organization"] == "apex"]
    named.append(event("event.retracted", event=apex["id"], reason="r", public_note="n"))
    assert ids(named, "Lamp") == ["lamp"]
