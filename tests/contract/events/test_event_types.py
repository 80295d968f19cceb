"""What every event type must keep, whichever they are: parametrised over the registry."""

import inspect
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import ValidationError

from events.types import (
    EventData,
    catalogue,
    decode,
    entities,
    event_types,
    introducing,
    placeholders,
    post_keys,
    problems,
    references,
    render,
    rewrite,
)
from events.types.references import Ref

GOLDEN = Path(__file__).parent / "golden"
GOLDENS = sorted(GOLDEN.glob("*.json"))
TYPES = list(event_types().values())
every_golden = pytest.mark.parametrize("path", GOLDENS, ids=lambda path: path.stem)
every_type = pytest.mark.parametrize("event_class", TYPES, ids=lambda each: each.type)


def golden(path: Path) -> tuple[dict[str, Any], EventData]:
    kept = json.loads(path.read_text(encoding="utf-8"))
    return kept, decode(kept["type"], kept["schema"], kept["data"])


def current(event_class: type[EventData]) -> tuple[dict[str, Any], EventData]:
    return golden(GOLDEN / f"{event_class.type}.{event_class.schema_version}.json")


@every_type
def test_every_released_schema_has_a_golden_file(event_class: type[EventData]) -> None:
    wanted = {f"{event_class.type}.{n}.json" for n in range(1, event_class.schema_version + 1)}
    assert wanted <= {path.name for path in GOLDENS}


@every_golden
def test_a_golden_file_is_decoded_as_its_current_class(path: Path) -> None:
    kept, data = golden(path)
    assert path.stem == f"{kept['type']}.{kept['schema']}"
    assert type(data) is event_types()[kept["type"]]
    assert data.summary() == kept["summary"]


@every_type
def test_data_comes_back_as_it_was_given(event_class: type[EventData]) -> None:
    kept, data = current(event_class)
    assert data.as_json() == kept["data"]
    assert decode(event_class.type, None, data.as_json()) == data
    dumped = data.model_dump(mode="json", exclude_none=True)
    assert decode(event_class.type, event_class.schema_version, dumped).summary() == kept["summary"]


@every_type
def test_a_golden_file_fills_every_field(event_class: type[EventData]) -> None:
    kept, _ = current(event_class)
    alternatives = {"person"} if event_class.type == "decision.made" else set()
    assert set(kept["data"]) | alternatives == set(event_class.field_names())


@every_type
def test_a_summary_is_one_sentence_that_needs_names_only(event_class: type[EventData]) -> None:
    _, data = current(event_class)
    summary = data.summary()
    named = {ref.id for ref in references(data)}
    assert set(placeholders(summary)) <= named | set(post_keys(data))
    assert not re.search(r"[{}]", render(summary, {}))
    assert "None" not in summary
    assert summary == " ".join(summary.split())
    assert summary[0] in "{“" or summary[0].isupper()


@every_type
def test_there_is_a_sentence_for_every_choice_and_whatever_is_left_out(
    event_class: type[EventData],
) -> None:
    kept, _ = current(event_class)
    schema, data = event_class.json_schema(), kept["data"]
    needed = schema.get("required", ())
    told = [data | {name: one} for name, one in _choices(schema)]
    told += [
        {name: data[name] for name in data if name != left_out}
        for left_out in data
        if left_out not in needed
    ]
    told.append({name: data[name] for name in data if name in needed})
    for said in told:
        try:
            summary = decode(event_class.type, None, said).summary()
        except ValidationError:  # of fields that belong together
            continue
        assert not re.search(r"[{}]|None", render(summary, {})), said
        assert summary == " ".join(summary.split()), said


@every_type
def test_every_id_is_found_as_a_reference(event_class: type[EventData]) -> None:
    kept, data = current(event_class)
    found = references(data)
    assert {ref.pointer: f"{ref.kind}/{ref.id}" for ref in found} == kept["references"]
    for ref in found:
        assert _at(kept["data"], ref.pointer) == ref.id
    annotated = _fields_with_references(event_class.json_schema())
    assert {ref.pointer.split("/")[1] for ref in found} | {"person"} >= annotated


@every_type
def test_it_has_a_stream(event_class: type[EventData]) -> None:
    kept, data = current(event_class)
    stream = data.stream_reference()
    assert stream is not None
    assert f"{stream.kind}/{stream.id}" == kept["stream"]
    assert event_class.stream in event_class.field_names()


@every_type
def test_what_it_introduces_has_the_field_and_the_stream_of_its_kind(
    event_class: type[EventData],
) -> None:
    kept, data = current(event_class)
    kind = event_class.introduces()
    introduction = None if kind is None else (kind, kept["data"][kind])
    assert data.introduction() == event_class.introduction_sent(kept["data"]) == introduction
    if kind is not None:
        assert introducing()[kind] is event_class
        assert event_class.stream == kind


@every_type
def test_a_merge_replaces_entities_and_nothing_else(event_class: type[EventData]) -> None:
    _, data = current(event_class)
    named = entities(data)
    renamed = rewrite(data, {slug: f"{slug}-2" for slug in named})
    assert entities(renamed) == tuple(f"{slug}-2" for slug in named)
    assert rewrite(renamed, {f"{slug}-2": slug for slug in named}) == data
    assert rewrite(data, {"nobody-of-this-name": "someone"}) is data
    assert rewrite(data, {}) is data


@every_type
def test_unknown_fields_are_refused_by_name(event_class: type[EventData]) -> None:
    kept, _ = current(event_class)
    with pytest.raises(ValidationError) as refusal:
        decode(event_class.type, None, {**kept["data"], "colour": "blue"})
    (problem,) = problems(refusal.value, "/data")
    assert (problem.pointer, problem.code) == ("/data/colour", "unknown_field")
    assert all(field in problem.detail for field in event_class.field_names())


@every_type
def test_null_means_absent(event_class: type[EventData]) -> None:
    kept, data = current(event_class)
    absent = {name: None for name in event_class.field_names() if name not in kept["data"]}
    assert decode(event_class.type, None, {**kept["data"], **absent}) == data
    for name in event_class.json_schema()["required"]:
        with pytest.raises(ValidationError) as refusal:
            decode(event_class.type, None, {**kept["data"], name: None})
        assert [p.pointer for p in problems(refusal.value)] == [f"/{name}"]
        assert [p.code for p in problems(refusal.value)] == ["required"]


@every_type
def test_white_space_around_text_is_dropped(event_class: type[EventData]) -> None:
    kept, _ = current(event_class)
    # No texts: choices, the UUID of an event, and what a correction says of its target's fields.
    others = {*_offered(event_class.model_json_schema()), kept["data"].get("event"), "resigned"}
    padded = _mapped(kept["data"], lambda text: text if text in others else f" {text}\n")
    assert decode(event_class.type, None, padded).as_json() == kept["data"]


def _offered(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from schema.get("enum", [])
        yield from [schema["const"]] if "const" in schema else []
    inner = schema.values() if isinstance(schema, dict) else schema
    for each in inner if isinstance(schema, dict | list) else ():
        yield from _offered(each)


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        return {key: _mapped(inner, change) for key, inner in value.items()}
    if isinstance(value, list):
        return [_mapped(inner, change) for inner in value]
    return change(value) if isinstance(value, str) else value


@every_type
def test_its_json_schema_accepts_what_is_accepted(event_class: type[EventData]) -> None:
    kept, _ = current(event_class)
    schema = event_class.json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(kept["data"], schema)
    assert schema["title"] == event_class.type
    assert schema["description"]
    assert schema["additionalProperties"] is False
    for name, field in schema["properties"].items():
        assert field.get("description"), f"{name} says nothing of its meaning"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**kept["data"], "colour": "blue"}, schema)


@every_type
def test_it_says_what_it_means(event_class: type[EventData]) -> None:
    said = inspect.getdoc(event_class)
    assert said
    assert said != inspect.getdoc(EventData)
    assert said.endswith(".")
    assert event_class.needs_occurred() == (event_class.kind == "fact")
    assert event_class.needs_citations() or event_class.kind != "fact"


@every_type
def test_no_text_with_characters_that_cannot_be_stored(event_class: type[EventData]) -> None:
    kept, _ = current(event_class)
    for name, value in kept["data"].items():
        for unfit in ("a\x00b", "a\ud800b"):
            if isinstance(value, str):
                with pytest.raises(ValidationError):
                    decode(event_class.type, None, {**kept["data"], name: unfit})


def test_the_catalogue_page_is_in_step() -> None:
    assert catalogue.main(["--check"]) == 0


def test_the_catalogue_tells_how_many_a_list_needs() -> None:
    page = catalogue.PAGE.read_text()
    for type_name, needed in (("agreement.made", 2), ("merger.completed", 2), ("meeting.held", 1)):
        [section] = [part for part in page.split("### ") if part.startswith(f"`{type_name}`")]
        assert f"at least {needed}, at most" in section


def test_a_catalogue_page_out_of_step_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(catalogue, "PAGE", tmp_path / "docs" / "events.md")
    assert catalogue.main(["--check"]) == 1
    assert "out of step" in capsys.readouterr().err
    assert catalogue.main([]) == 0
    assert catalogue.main(["--check"]) == 0


def _at(data: Any, pointer: str) -> Any:
    for part in pointer.split("/")[1:]:
        data = data[int(part)] if isinstance(data, list) else data[part]
    return data


def _choices(schema: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each field that takes one of some words, with each of them."""
    for name, field in schema["properties"].items():
        for form in (field, *field.get("anyOf", ())):
            yield from ((name, one) for one in form.get("enum", ()))


def _fields_with_references(schema: dict[str, Any]) -> set[str]:
    """Names of the fields whose schema says that they name something, found another way."""
    definitions = schema.get("$defs", {})
    found = set()
    for name, field in schema["properties"].items():
        text = json.dumps(field)
        for definition, inner in definitions.items():
            if f"#/$defs/{definition}" in text:
                text += json.dumps(inner)
        marks = set(re.findall(r'"x-reference": "([a-z]+)"', text))
        if marks - {"post"}:
            found.add(name)
    return found


def test_a_reference_says_its_kind_in_the_schema() -> None:
    schema = event_types()["person.appointed"].json_schema()
    assert schema["properties"]["person"]["x-reference"] == Ref("person").kind
