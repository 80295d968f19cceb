"""Which types there are, and those that a mistaken one is answered with."""

import pytest

from events.types import event_type
from events.types.registry import UnknownType, event_types, introducing

REST = "happening.recorded takes what has no better type."


def refused(name: str) -> UnknownType:
    with pytest.raises(UnknownType) as caught:
        event_type(name)
    return caught.value


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        # Of those that go by a word first that of the family, and three at the most.
        (
            "product.announced",
            ("product.launched", "acquisition.completed", "organization.founded"),
        ),
        (
            "organization.announced",
            ("organization.founded", "acquisition.completed", "announcement.made"),
        ),
        ("statement.rejected", ("acquisition.completed", "offer.made")),
        ("signed", ("agreement.made",)),
        # What none goes by: those that are spelled like it.
        ("event.corected", ("event.corrected", "event.retracted", "event.corroborated")),
        ("share_prize.moved", ("share_price.moved",)),
        ("", ()),
    ],
)
def test_what_a_mistaken_type_may_have_meant(name: str, meant: tuple[str, ...]) -> None:
    error = refused(name)
    assert error.nearest == meant
    hint = f"did you mean {' or '.join(meant)}?" if meant else "see event-types/."
    assert error.detail == str(error) == f"there is no event type {name!r}; {hint} {REST}"
    assert (error.code, error.pointer) == ("unknown_type", "/type")


@pytest.mark.parametrize("name", ["person.zzzzzzzzzzzzzzzzzz", "person_zzzzzzzzzzzzzzzzzz"])
def test_of_a_family_whatever_there_is_is_told_to_three(name: str) -> None:
    found = refused(name).nearest
    assert len(found) == 3
    assert {one.split(".")[0] for one in found} == {"person"}


def test_what_introduces_a_thing() -> None:
    assert {kind: each.type for kind, each in introducing().items()} == {
        "person": "person.introduced",
        "organization": "organization.introduced",
        "work": "work.introduced",
        "story": "story.opened",
    }


def test_every_type_is_a_class_of_its_own() -> None:
    found = event_types()
    assert len(set(found.values())) == len(found)
    assert all(name == each.type for name, each in found.items())
