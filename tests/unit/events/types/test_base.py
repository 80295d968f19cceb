"""The mechanism of event types, on toy types that the record does not have."""

from typing import Any, ClassVar
from uuid import UUID

import pytest
from pydantic import Field, ValidationError

from events.types import (
    ACCEPTED_KINDS,
    EventData,
    Reference,
    SchemaUnknown,
    UnknownType,
    decode,
    entities,
    event_types,
    pointer,
    problems,
    references,
    render,
    rewrite,
)
from events.types.base import Upcaster
from events.types.references import EntityId, EventId, PersonId, PostId, StoryId
from events.types.strict import Strict
from events.types.summary import excerpt, names, placeholders


def split_name(data: dict[str, Any]) -> dict[str, Any]:
    first, _, last = data.pop("name").partition(" ")
    return {**data, "first": first, "last": last}


class Badge(Strict):
    holder: PersonId
    colour: str = "red"


class ToyHappened(EventData):
    """A toy in its third schema."""

    type = "toy.happened"
    schema_version = 3
    kind = "fact"
    stream = "person"
    upcasters: ClassVar[dict[int, Upcaster]] = {
        1: lambda data: {**data, "name": data["name"].strip()},
        2: split_name,
    }

    person: PersonId
    first: str
    last: str
    badge: Badge | None = None
    badges: tuple[Badge, ...] = ()
    about: tuple[EntityId, ...] = Field(default=())
    post: PostId | None = None
    story: StoryId | None = None
    cause: EventId | None = None

    def summary(self) -> str:
        return f"{{{self.person}}} played"


NEW = {"person": "a", "first": "A", "last": "B"}
CAUSE = "018bdc3f-5a00-7c3e-9d6a-2f1e4b7c8d90"
RICH = {
    **NEW,
    "badge": {"holder": "b"},
    "badges": [{"holder": "c", "colour": "blue"}, {"holder": "d"}],
    "about": ["e", "c"],
    "post": "ceo",
    "story": "a",
    "cause": CAUSE,
}


def test_old_data_is_brought_to_the_current_class() -> None:
    current = ToyHappened.read(3, NEW)
    assert ToyHappened.read(2, {"person": "a", "name": "A B"}) == current
    assert ToyHappened.read(1, {"person": "a", "name": " A B "}) == current


def test_upcasting_leaves_what_was_recorded_alone() -> None:
    recorded = {"person": "a", "name": " A B "}
    ToyHappened.read(1, recorded)
    assert recorded == {"person": "a", "name": " A B "}


@pytest.mark.parametrize("schema", [0, 4, -1])
def test_schemas_that_do_not_exist(schema: int) -> None:
    with pytest.raises(SchemaUnknown, match="there is 1 to 3"):
        ToyHappened.read(schema, NEW)


def test_a_schema_that_a_type_does_not_have() -> None:
    with pytest.raises(SchemaUnknown) as refusal:
        decode("person.died", 2, {"person": "a"})
    assert refusal.value.detail == "person.died has no schema 2; there is only 1"


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("person.apointed", "person.appointed"),
        ("person.fired", "did you mean person.departed?"),
        ("person.resigned", "did you mean person.departed?"),
        ("person.hired", "did you mean person.appointed?"),
        ("company.bought", "did you mean acquisition.completed?"),
        ("offer_rejected", "offer.made"),
        ("dispute.resolved", "dispute.settled"),
        ("board.changed", "board.reported"),
        ("quite something", "event-types/"),
    ],
)
def test_an_unknown_type_is_answered_with_the_nearest(name: str, nearest: str) -> None:
    with pytest.raises(UnknownType) as refusal:
        decode(name, None, {})
    assert nearest in refusal.value.detail
    assert refusal.value.detail.endswith(" happening.recorded takes what has no better type.")
    assert set(refusal.value.nearest) <= set(event_types())


def test_toys_are_not_in_the_registry() -> None:
    assert "toy.happened" not in event_types()
    assert "event.retracted" in event_types()


def test_references_are_found_wherever_they_stand() -> None:
    assert references(ToyHappened.read(3, RICH)) == [
        Reference("person", "a", "/person", "person"),
        Reference("person", "b", "/badge/holder", "holder"),
        Reference("person", "c", "/badges/0/holder", "holder"),
        Reference("person", "d", "/badges/1/holder", "holder"),
        Reference("entity", "e", "/about/0", "about"),
        Reference("entity", "c", "/about/1", "about"),
        Reference("story", "a", "/story", "story"),
        Reference("event", CAUSE, "/cause", "cause"),
    ]


def test_entities_are_named_once_and_are_neither_stories_nor_events() -> None:
    assert entities(ToyHappened.read(3, RICH)) == ("a", "b", "c", "d", "e")


def test_a_merge_goes_wherever_an_entity_stands_and_nowhere_else() -> None:
    data = ToyHappened.read(3, RICH)
    renamed = rewrite(data, {"a": "z", "c": "e", "ceo": "nobody", CAUSE: "nothing"})
    assert renamed.person == "z"
    assert [badge.holder for badge in renamed.badges] == ["e", "d"]
    assert renamed.badges[1] is data.badges[1]
    assert renamed.badge is data.badge
    assert renamed.about == ("e",)
    assert (renamed.post, renamed.story, renamed.cause) == ("ceo", "a", UUID(CAUSE))
    assert data.person == "a"


def test_a_merge_may_make_what_a_client_may_not_send() -> None:
    board = {
        "organization": "o",
        "members": [{"person": "a"}, {"person": "b"}],
        "complete": True,
    }
    merged = rewrite(decode("board.reported", 1, board), {"a": "b"})
    assert entities(merged) == ("o", "b")


def test_what_each_reference_may_name() -> None:
    assert ACCEPTED_KINDS["actor"] == {"person", "organization"}
    assert ACCEPTED_KINDS["entity"] == {"person", "organization", "work"}
    assert "event" not in ACCEPTED_KINDS


def test_data_does_not_change() -> None:
    data = ToyHappened.read(3, NEW)
    with pytest.raises(ValidationError):
        data.first = "C"  # type: ignore[misc]


def test_pointers_are_escaped() -> None:
    assert pointer(["a/b", "~", 0], "/events/1") == "/events/1/a~1b/~0/0"
    assert pointer([]) == ""


def test_problems_stand_below_the_prefix() -> None:
    with pytest.raises(ValidationError) as refusal:
        ToyHappened.read(3, {**NEW, "badges": [{"holder": "c"}, {"holder": "D", "size": 1}]})
    found = [(problem.pointer, problem.code) for problem in problems(refusal.value, "/events/0")]
    assert found == [
        ("/events/0/badges/1/holder", "pattern"),
        ("/events/0/badges/1/size", "unknown_field"),
    ]


def test_braces_in_names_of_unknown_fields_are_harmless() -> None:
    with pytest.raises(ValidationError) as refusal:
        ToyHappened.read(3, {**NEW, "{field}": 1})
    assert [problem.pointer for problem in problems(refusal.value)] == ["/{field}"]


def test_lists_of_names() -> None:
    assert names(["a"]) == "{a}"
    assert names(["a", "b"]) == "{a} and {b}"
    assert names(["a", "b", "a"]) == "{a} and {b}"
    assert names(["a", "b"], others=True) == "{a}, {b} and others"
    assert names(list("abcdefghi")).endswith("{h} and one other")
    assert names(list("abcdefghij")).endswith("{h} and 2 others")


def test_free_text_in_a_sentence_is_one_short_line_without_placeholders() -> None:
    assert excerpt("To {sam-altman}\n\nand  all") == "To (sam-altman) and all"
    long = excerpt("word " * 100)
    assert len(long) <= 240
    assert long.endswith("word…")


def test_names_are_filled_in() -> None:
    sentence = "{sam-altman} left {openai}, {x-y}"
    assert placeholders(sentence) == ["sam-altman", "openai", "x-y"]
    by_slug = {"sam-altman": "Sam Altman", "openai": "Open{x-y}AI"}
    assert render(sentence, by_slug) == "Sam Altman left Open{x-y}AI, x-y"
