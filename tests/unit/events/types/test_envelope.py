from typing import Any

import pytest

from events.types import CONFIDENCES, Citation, Envelope
from tests.unit.events.types.refusals import envelope_refusals, refusals

EVENT = "018bdc3f-5a00-7c3e-9d6a-2f1e4b7c8d90"
RAW: dict[str, Any] = {"type": "person.died", "data": {"person": "x"}}


def with_citation(**fields: Any) -> dict[str, Any]:
    return {**RAW, "citations": [{"source": "ft", **fields}]}


def test_a_whole_envelope() -> None:
    raw = {
        **RAW,
        "id": EVENT,
        "schema": 1,
        "occurred": {"earliest": None, "latest": "2018", "text": "by 2018"},
        "timezone": "Europe/Berlin",
        "citations": [{"source": "ft", "url": "https://ft.com/a?b=c#d", "locator": "¶3"}],
        "confidence": "rumoured",
        "stories": ["a-story"],
        "note": "Check again.",
        "correlation": EVENT,
        "causation": EVENT,
        "expected_version": 0,
    }
    envelope = Envelope.model_validate(raw)
    assert envelope.model_dump(mode="json", exclude_unset=True) == raw
    assert envelope.schema_version == 1


@pytest.mark.parametrize("version", [0, 2**31 - 1])
def test_a_stream_is_expected_at_any_version_that_it_can_have(version: int) -> None:
    assert Envelope.model_validate({**RAW, "expected_version": version}).expected_version == version


def test_the_least_envelope() -> None:
    nothing = dict.fromkeys(["id", "schema", "occurred", "citations", "stories", "note"])
    envelope = Envelope.model_validate({**RAW, **nothing})
    assert envelope.model_dump(mode="json", exclude_unset=True) == RAW
    assert (envelope.citations, envelope.stories, envelope.confidence) == ((), (), None)


@pytest.mark.parametrize(
    "field", ["position", "stream", "version", "recorded_at", "recorded_by", "hash"]
)
def test_what_the_log_sets_cannot_be_sent(field: str) -> None:
    problem = envelope_refusals({**RAW, field: 1})[f"/{field}"]
    assert problem.code == "refused_field"
    assert problem.detail == "is set by the log and cannot be sent"


def test_unknown_fields_are_refused_with_the_likely_one() -> None:
    found = envelope_refusals({**RAW, "citation": [], "ocurred": None, "a/b~c": 1})
    assert "did you mean citations?" in found["/citation"].detail
    assert "did you mean occurred?" in found["/ocurred"].detail
    assert found["/a~1b~0c"].code == "unknown_field"


@pytest.mark.parametrize("field", sorted({*Envelope.field_names()} - {"data"}))
def test_what_is_of_the_envelope_is_no_field_of_the_data(field: str) -> None:
    found = refusals("person.died", {"person": "ada", field: "x", "data": {}})
    assert found[f"/{field}"].code == "unknown_field"
    assert found[f"/{field}"].detail == "belongs beside `data`, not in it"
    assert found["/data"].detail == "is not a field here; the fields are: person"


@pytest.mark.parametrize("raw", [[], "x", None, 3])
def test_an_envelope_is_an_object(raw: Any) -> None:
    problem = envelope_refusals(raw)[""]
    assert problem.code == "object"
    assert problem.detail.startswith("must be an object; the fields are: id, type,")


def test_what_is_sent_in_place_of_an_object_is_told_its_fields() -> None:
    found = envelope_refusals({**RAW, "citations": ["ft"]})
    assert found["/citations/0"].code == "object"
    assert found["/citations/0"].detail.startswith(
        "must be an object; the fields are: source, url, publisher,"
    )


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("id", "1", "uuid"),
        ("id", 1, "uuid"),
        ("schema", 0, "too_small"),
        ("schema", "1", "integer"),
        ("expected_version", -1, "too_small"),
        ("expected_version", 2**31, "too_large"),
        ("expected_version", True, "integer"),
        ("expected_version", 1.0, "integer"),
        ("occurred", 2018, "occurred"),
        ("occurred", ["2018"], "occurred"),
        ("timezone", "Nowhere/Land", "timezone"),
        ("data", [], "object"),
        ("citations", {}, "list"),
        ("confidence", "certain", "choice"),
        ("stories", "a-story", "list"),
        ("note", "  ", "empty"),
        ("note", "x" * 10_001, "too_long"),
        ("correlation", "x", "uuid"),
    ],
)
def test_fields_that_are_refused(field: str, value: Any, code: str) -> None:
    found = envelope_refusals({**RAW, field: value})
    assert {pointer: problem.code for pointer, problem in found.items()} == {f"/{field}": code}


def test_data_is_fit_to_be_stored_at_any_depth() -> None:
    deep: Any = "x"
    for _ in range(30):
        deep = [deep]
    data = {
        "a": ["x", {"b": "\x00"}],
        "c": "\udfff",
        "d": float("nan"),
        "e": [1 - 2**53, 2**53 - 1, -(2**53), 2**53],
        "f": {"\x00": 1},
        "g": {1: 2},
        "h": deep,
        "i": {1, 2},
    }
    found = envelope_refusals({**RAW, "data": data})
    codes = {pointer: problem.code for pointer, problem in found.items()}
    assert codes.pop("/data/h" + "/0" * 20) == "too_deep"
    assert codes == {
        "/data/a/1/b": "nul",
        "/data/c": "surrogate",
        "/data/d": "number",
        "/data/e/2": "number",
        "/data/e/3": "number",
        "/data/f": "nul",
        "/data/g": "text",
        "/data/i": "json",
    }


@pytest.mark.parametrize("field", ["note", "occurred", "type", "timezone"])
@pytest.mark.parametrize(("unfit", "code"), [("a\x00", "nul"), ("\ud800", "surrogate")])
def test_no_text_that_cannot_be_stored(field: str, unfit: str, code: str) -> None:
    assert envelope_refusals({**RAW, field: f"x{unfit}x"})[f"/{field}"].code == code


@pytest.mark.parametrize("field", ["publisher", "attributed_to", "quote", "locator", "url"])
def test_no_text_in_citations_that_cannot_be_stored(field: str) -> None:
    found = envelope_refusals(with_citation(**{field: "http://x/\x00y"}))
    assert found[f"/citations/0/{field}"].code == "nul"


@pytest.mark.parametrize(
    "url",
    [
        "ftp://x.org",
        "javascript:alert(1)",
        "//x.org",
        "https://",
        "https:///a",
        "x.org",
        "https://x.org/a b",
        "http://[::1",
        "http://x:port/",
        "http://x:0/",
    ],
)
def test_addresses_that_are_refused(url: str) -> None:
    assert envelope_refusals(with_citation(url=url))["/citations/0/url"].code == "url"


def test_blanks_around_an_address_are_none_of_it() -> None:
    """As it is pasted."""
    read = Citation.model_validate({"source": "ft", "url": " https://ft.com/a\n"})
    assert read.url == "https://ft.com/a"


@pytest.mark.parametrize(
    "text", ["2023-11-18", "2023-11", "2023~", "2023-11-18T09:00Z", "2023-11-18T09:00:00+08:00"]
)
def test_dates_of_publication(text: str) -> None:
    assert Citation.model_validate({"source": "ft", "published": text}).published == text


def test_dates_that_are_none() -> None:
    found = envelope_refusals(with_citation(published="last week", retrieved="2023-13-01"))
    assert {pointer: problem.code for pointer, problem in found.items()} == {
        "/citations/0/published": "published",
        "/citations/0/retrieved": "retrieved",
    }
    told = envelope_refusals(with_citation(published="{accepted} {reason}"))
    assert told["/citations/0/published"].reason.startswith("Published “{accepted} {reason}”: ")


def test_a_source_is_a_slug_and_required() -> None:
    assert envelope_refusals({**RAW, "citations": [{}]})["/citations/0/source"].code == "required"
    found = envelope_refusals({**RAW, "citations": [{"source": "The FT"}]})
    assert "slug" in found["/citations/0/source"].detail


def test_a_story_is_named_once() -> None:
    assert Envelope.model_validate({**RAW, "stories": ["b", "a", "b"]}).stories == ("b", "a")
    assert envelope_refusals({**RAW, "stories": ["b", "A"]})["/stories/1"].code == "pattern"


def test_confidences_from_the_most_confident() -> None:
    assert CONFIDENCES == ("official", "confirmed", "reported", "rumoured", "opinion")
