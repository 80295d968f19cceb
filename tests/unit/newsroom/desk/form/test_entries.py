"""Entries of a form, and the values in them. That every type is read back is for the contract."""

from newsroom.desk.form.binding import bind
from newsroom.desk.form.entries import Reader, is_blank, slug_of
from newsroom.desk.form.shapes import envelope_shape, shape_of


def test_ids_are_made_from_names_in_any_script() -> None:
    assert slug_of("Mira Murati") == "mira-murati"
    assert slug_of("Adam D'Angelo") == "adam-dangelo"
    assert slug_of("Шанхай Электрик") == "shankhay-elektrik"
    assert slug_of("…") == ""


def test_gaps_in_a_list_close_and_places_still_lead_to_the_fields() -> None:
    entries = {
        "data.organization": "openai",
        "data.members.0.person": "",
        "data.members.3.person": "greg-brockman",
        "data.members.3.posts.2": "Chief Scientist",
        "data.complete": "false",
    }
    reader = Reader(entries)
    assert reader.read(shape_of("board.reported"), "data", "/data") == {
        "organization": "openai",
        "members": [{"person": "greg-brockman", "posts": ["chief-scientist"]}],
        "complete": False,
    }
    assert reader.places["/data/members/0/person"] == "data.members.3.person"
    assert reader.places["/data/members/0/posts/0"] == "data.members.3.posts.2"


def test_what_is_optional_and_empty_is_absent() -> None:
    entries = {"data.investor": "a", "data.recipient": "b", "data.amount.value": " "}
    read = Reader(entries).read(shape_of("investment.made"), "data", "/data")
    assert read == {"investor": "a", "recipient": "b"}


def test_a_required_list_may_be_empty_where_its_type_lets_it() -> None:
    entries = {"data.organization": "a", "data.decision": "To wait."}
    read = Reader(entries).read(shape_of("decision.made"), "data", "/data")
    assert read["about"] == []


def test_what_is_no_json_is_left_for_the_record_to_refuse() -> None:
    reader = Reader({"data.changes.data": "{post: ceo"})
    read = reader.read(shape_of("event.corrected"), "data", "/data")
    assert read["changes"]["data"] == "{post: ceo"


def test_an_id_to_be_is_made_from_the_name_unless_it_is_given() -> None:
    shape = shape_of("person.introduced")
    assert Reader({"data.name": "Ada Lee"}).read(shape, "data", "")["person"] == "ada-lee"
    given = Reader({"data.name": "Ada Lee", "data.person": "ada"})
    assert given.read(shape, "data", "")["person"] == "ada"


def test_a_list_has_room_for_one_more() -> None:
    stories = bind(envelope_shape(), "", {"stories.0": "upheaval"}).fields[4]
    assert [one.name for one in stories.fields] == ["stories.0", "stories.1"]


def test_the_next_field_that_is_needed() -> None:
    shape = shape_of("person.departed")
    needed = bind(shape, "data", {"data.person": "ada"}).needed
    assert needed is not None
    assert needed.name == "data.organization"
    filled = {"data.person": "a", "data.organization": "b", "data.post": "c", "data.manner": "died"}
    assert bind(shape, "data", filled).needed is None


def test_an_id_whose_name_was_taken_away_does_not_count() -> None:
    assert is_blank({"data.by": " ", "data.by:id": "ada"}, "data.by")
    assert not is_blank({"data.by": "Ada", "data.by:id": ""}, "data.by")
