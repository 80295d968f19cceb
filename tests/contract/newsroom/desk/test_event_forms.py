"""Every event type has a form by its class alone: what is written in it is the event's data."""

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string

from events.types import decode, event_types
from newsroom.desk.append.finding import find
from newsroom.desk.form.binding import Bound, bind
from newsroom.desk.form.entries import ID, Reader, write
from newsroom.desk.form.shapes import shape_of

GOLDEN = Path(__file__).parents[2] / "events" / "golden"
every_type = pytest.mark.parametrize("name", list(event_types()))


class Controls(HTMLParser):
    """The entries that a browser would send of a form as it is first shown."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.entries: dict[str, str] = {}
        self.ids: set[str] = set()
        self.labelled: set[str] = set()
        self._open: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if "id" in given:
            assert given["id"] not in self.ids, f"two elements with the id {given['id']}"
            self.ids.add(given["id"])
        if tag == "label":
            self.labelled.add(given["for"])
        elif tag in ("input", "select", "textarea"):
            self.entries[given["name"]] = given.get("value", "")
            self._open = given["name"]
        elif tag == "option" and "selected" in given and self._open:
            self.entries[self._open] = given["value"]

    def handle_data(self, data: str) -> None:
        if self._open and self.lasttag == "textarea":
            self.entries[self._open] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("select", "textarea"):
            self._open = None


def golden(name: str) -> Any:
    version = event_types()[name].schema_version
    return json.loads((GOLDEN / f"{name}.{version}.json").read_text(encoding="utf-8"))["data"]


def shown(form: Bound) -> Controls:
    parts = [
        render_to_string("desk/form/field.html", {"field": field, "focus": ""})
        for field in form.fields
    ]
    return Controls("".join(parts))


@every_type
def test_what_a_form_shows_is_read_back_as_the_same_data(name: str) -> None:
    data, shape = golden(name), shape_of(name)
    form = bind(shape, "data", dict(write(shape, "data", data)))
    controls = shown(form)
    ids = {key.removesuffix(ID): text for key, text in controls.entries.items() if key.endswith(ID)}
    reader = Reader(controls.entries, ids)
    read = reader.read(shape, "data", "/data")
    assert read == data
    assert decode(name, None, read).as_json() == data


@every_type
def test_an_empty_form_has_every_field_of_the_class_with_a_label(name: str) -> None:
    event_class = event_types()[name]
    controls = shown(bind(shape_of(name), "data", {}))
    fields = {key.split(".")[1].removesuffix(ID) for key in controls.entries}
    assert fields == set(event_class.field_names())
    inputs = {key for key in controls.entries if not key.endswith(ID)}
    assert inputs <= controls.labelled


@every_type
def test_a_fault_leads_back_to_its_field(name: str) -> None:
    """The pointers of problems are those of what was read, whatever was left empty between."""
    data, shape = golden(name), shape_of(name)
    reader = Reader(dict(write(shape, "data", data)))
    reader.read(shape, "data", "/data")
    names = {field.name for field in bind(shape, "data", reader.entries).within()}
    assert set(reader.places.values()) <= names | {"data"}
    assert {f"/data/{key}" for key in data} <= reader.places.keys()


@every_type
def test_it_is_found_by_its_own_name_and_by_each_everyday_word(name: str) -> None:
    event_class = event_types()[name]
    assert find(name.replace(".", " ").replace("_", " "))[0].type == name
    for word, fields in event_class.words.items():
        found = {one.type: one.fields for one in find(word)}
        assert name in found, word
        assert fields.items() <= found[name].items()
        assert fields.keys() <= set(event_class.field_names())
