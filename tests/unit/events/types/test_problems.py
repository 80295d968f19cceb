"""What people are told of values that are refused."""

from typing import Annotated, Any, Literal
from uuid import UUID

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from events.types import Problem, problems
from events.types.patterns import (
    CURRENCY_PATTERN,
    DECIMAL_PATTERN,
    LANGUAGE_PATTERN,
    PERCENT_PATTERN,
    SLUG_PATTERN,
)
from events.types.problems import nearest, no_object, pointer, unknown_field


class Sample(BaseModel):
    model_config = ConfigDict(strict=True)

    text: Annotated[str, Field(min_length=1, max_length=3)] = "a"
    slug: Annotated[str, Field(pattern=SLUG_PATTERN)] = "a"
    language: Annotated[str, Field(pattern=LANGUAGE_PATTERN)] = "en"
    percent: Annotated[str, Field(pattern=PERCENT_PATTERN)] = "1"
    decimal: Annotated[str, Field(pattern=DECIMAL_PATTERN)] = "1"
    currency: Annotated[str, Field(pattern=CURRENCY_PATTERN)] = "USD"
    choice: Literal["one", "two"] = "one"
    flag: bool = True
    number: Annotated[int, Field(ge=1, le=9)] = 1
    some: Annotated[list[str], Field(min_length=1, max_length=2)] = ["a"]
    pair: Annotated[list[str], Field(min_length=2)] = ["a", "b"]
    fixed: tuple[str, ...] = ()
    names: dict[str, str] = {}
    id: Annotated[UUID, Field(strict=False)] = UUID(int=0)


def told(**given: Any) -> list[tuple[str, str, str]]:
    with pytest.raises(ValidationError) as refused:
        Sample.model_validate(given)
    return [(one.pointer, one.code, one.detail) for one in problems(refused.value, "/data")]


@pytest.mark.parametrize(
    ("field", "value", "code", "detail"),
    [
        ("text", 5, "text", "must be a string"),
        ("text", "", "empty", "must not be empty"),
        ("text", "four", "too_long", "must be at most 3 characters long"),
        ("text", "\ud800", "surrogate", "must be Unicode text without lone surrogates"),
        ("language", "?", "pattern", "must be a language tag, such as en or zh-Hans"),
        (
            "percent",
            "x",
            "pattern",
            "must be a percentage as a decimal string, such as 49 or 91.55",
        ),
        (
            *("decimal", "x", "pattern"),
            "must be a number as a decimal string, such as 1000000000 or 12.50",
        ),
        ("currency", "usd", "pattern", "must be a currency code of ISO 4217, such as USD"),
        ("choice", "three", "choice", "must be one of 'one' or 'two'"),
        ("flag", "yes", "boolean", "must be true or false"),
        ("number", "5", "integer", "must be a whole number"),
        ("number", 0, "too_small", "must be 1 or more"),
        ("number", 10, "too_large", "must be 9 or less"),
        ("some", "a", "list", "must be a list"),
        ("some", [], "empty", "must not be empty"),
        ("some", ["a", "b", "c"], "too_many", "must have at most 2 entries"),
        ("pair", ["a"], "empty", "must have at least 2 entries"),
        ("fixed", "a", "list", "must be a list"),
        ("names", [], "object", "must be an object"),
        ("id", 5, "uuid", "must be a UUID, such as 018bdc3f-5a00-7c3e-9d6a-2f1e4b7c8d90"),
        ("id", "5", "uuid", "must be a UUID, such as 018bdc3f-5a00-7c3e-9d6a-2f1e4b7c8d90"),
    ],
)
def test_what_is_told(field: str, value: Any, code: str, detail: str) -> None:
    assert told(**{field: value}) == [(f"/data/{field}", code, detail)]


@pytest.mark.parametrize(
    ("written", "such_as"),
    [
        ("Bob Iger", "bob-iger"),
        ("Zoë & Co.", "zoe-co"),
        ("李", "sam-altman"),
        ("A" * 150, "a" * 100),
    ],
)
def test_what_is_no_slug_is_told_as_one(written: str, such_as: str) -> None:
    [(_, code, detail)] = told(slug=written)
    assert code == "pattern"
    assert detail == (
        "must be a slug: words of lower-case letters and digits, joined by single hyphens, "
        f"such as {such_as}"
    )


def test_a_list_is_not_too_short_for_an_entry_that_is_faulty() -> None:
    assert told(some=[5]) == [("/data/some/0", "text", "must be a string")]
    assert [pointer for pointer, _, _ in told(some=[5], pair=["a"])] == [
        "/data/some/0",
        "/data/pair",
    ]


def test_what_is_missing() -> None:
    class Needy(BaseModel):
        post: str

    with pytest.raises(ValidationError) as refused:
        Needy.model_validate({})
    assert problems(refused.value) == [Problem("/post", "required", "is required")]


def test_a_pointer_escapes() -> None:
    assert pointer(["a/b~c", 0], "/data") == "/data/a~1b~0c/0"


def test_of_a_field_that_there_is_not() -> None:
    fields = ["organization", "person", "post"]
    all_of_them = "fields are: organization, person, post"
    assert unknown_field("pers", fields) == (
        f"is not a field here; did you mean person? The {all_of_them}"
    )
    assert unknown_field("salary", fields) == f"is not a field here; the {all_of_them}"
    assert no_object(fields) == f"must be an object; the {all_of_them}"


def test_the_nearest_words_come_first_and_are_few() -> None:
    known = ["person", "persons", "parson", "reason", "perso", "organization"]
    assert nearest("person", known) == ["person", "persons", "perso"]
    assert nearest("person", known, 1) == ["person"]
    assert nearest("zzz", known) == []


def test_a_problem_as_json() -> None:
    problem = Problem("/data/person", "pattern", "must be a slug.", "Accepted: a slug.")
    assert problem.as_json() == {
        "pointer": "/data/person",
        "code": "pattern",
        "detail": "must be a slug. Accepted: a slug.",
    }
    assert Problem("", "object", "must be an object").detail == "must be an object"
