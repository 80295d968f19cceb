"""Turns validation errors into problems that name the field and say what would be accepted."""

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from events.types.patterns import (
    CURRENCY_PATTERN,
    DECIMAL_PATTERN,
    LANGUAGE_PATTERN,
    LONGEST_SLUG,
    PERCENT_PATTERN,
    SLUG_PATTERN,
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason for a refusal; `pointer` is a JSON Pointer (RFC 6901) into what was sent.

    `detail` is the `reason` and what would be `accepted`, where that is told apart: who takes other
    forms than the API words it.
    """

    pointer: str
    code: str
    reason: str
    accepted: str = ""

    @property
    def detail(self) -> str:
        return f"{self.reason} {self.accepted}".strip()

    def as_json(self) -> dict[str, str]:
        return {"pointer": self.pointer, "code": self.code, "detail": self.detail}


def pointer(parts: Iterable[str | int], prefix: str = "") -> str:
    """The JSON Pointer of a path, below `prefix`, which is a pointer already."""
    return prefix + "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def nearest(word: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """The known words most like a mistaken one, best first."""
    return difflib.get_close_matches(word, list(known), n=limit, cutoff=0.6)


def problems(exc: ValidationError, prefix: str = "") -> list[Problem]:
    """Every problem of a validation error, in the order of the fields.

    `prefix` is the JSON Pointer of the value that was validated, such as `/events/3/data`.
    """
    errors = exc.errors(include_url=False)
    within = {error["loc"][:depth] for error in errors for depth in range(len(error["loc"]))}
    return [
        _problem(error, prefix)
        for error in errors
        # a list is also called too short when its only entry is faulty; that entry is the problem
        if not (error["type"] == "too_short" and error["loc"] in within)
    ]


def _problem(error: ErrorDetails, prefix: str) -> Problem:
    code, say = _SAID.get(error["type"], (error["type"], _as_given))
    accepted = error.get("ctx", {}).get("accepted", "")
    return Problem(pointer(error["loc"], prefix), code, say(error), accepted)


def _as_given(error: ErrorDetails) -> str:
    return error["msg"]


def _always(text: str) -> Callable[[ErrorDetails], str]:
    return lambda error: text


def _ctx(text: str, *names: str) -> Callable[[ErrorDetails], str]:
    def say(error: ErrorDetails) -> str:
        ctx: dict[str, Any] = error.get("ctx", {})
        return text.format(*(ctx.get(name) for name in names))

    return say


def _too_short(error: ErrorDetails) -> str:
    least = error.get("ctx", {}).get("min_length", 1)
    return "must not be empty" if least == 1 else f"must have at least {least} entries"


def _pattern(error: ErrorDetails) -> str:
    said = _PATTERNS.get(error.get("ctx", {}).get("pattern", ""), error["msg"])
    return said.replace("{slug}", _slug_of(str(error["input"])) or "sam-altman")


def _slug_of(written: str) -> str:
    """What was written, as a slug would have it; empty if it has no letters of a slug."""
    plain = unicodedata.normalize("NFKD", written[:LONGEST_SLUG]).encode("ascii", "ignore")
    return "-".join(re.findall("[a-z0-9]+", plain.decode().lower()))


_PATTERNS = {
    SLUG_PATTERN: "must be a slug: words of lower-case letters and digits, joined by single "
    "hyphens, such as {slug}",
    LANGUAGE_PATTERN: "must be a language tag, such as en or zh-Hans",
    PERCENT_PATTERN: "must be a percentage as a decimal string, such as 49 or 91.55",
    DECIMAL_PATTERN: "must be a number as a decimal string, such as 1000000000 or 12.50",
    CURRENCY_PATTERN: "must be a currency code of ISO 4217, such as USD",
}
_LIST = ("list", _always("must be a list"))
_UUID = ("uuid", _always("must be a UUID, such as 018bdc3f-5a00-7c3e-9d6a-2f1e4b7c8d90"))
_INTEGER = ("integer", _always("must be a whole number"))
_TEXT = ("text", _always("must be a string"))
_SAID: dict[str, tuple[str, Callable[[ErrorDetails], str]]] = {
    "missing": ("required", _always("is required")),
    "string_type": _TEXT,
    "string_unicode": ("surrogate", _always("must be Unicode text without lone surrogates")),
    "string_too_short": ("empty", _always("must not be empty")),
    "string_too_long": ("too_long", _ctx("must be at most {} characters long", "max_length")),
    "string_pattern_mismatch": ("pattern", _pattern),
    "literal_error": ("choice", _ctx("must be one of {}", "expected")),
    "bool_type": ("boolean", _always("must be true or false")),
    "tuple_type": _LIST,
    "list_type": _LIST,
    "dict_type": ("object", _always("must be an object")),
    "too_short": ("empty", _too_short),
    "too_long": ("too_many", _ctx("must have at most {} entries", "max_length")),
    "uuid_type": _UUID,
    "uuid_parsing": _UUID,
    "int_type": _INTEGER,
    "int_parsing": _INTEGER,
    "int_from_float": _INTEGER,
    "greater_than_equal": ("too_small", _ctx("must be {} or more", "ge")),
    "less_than_equal": ("too_large", _ctx("must be {} or less", "le")),
}


def unknown_field(field: str, known: Sequence[str]) -> str:
    """What to say of a field that does not exist: the likely one, and all there are."""
    close = nearest(field, known, 1)
    hint = f"did you mean {close[0]}? The" if close else "the"
    return f"is not a field here; {hint} fields are: {', '.join(known)}"


def no_object(fields: Sequence[str]) -> str:
    """What to say of anything else where an object goes."""
    return f"must be an object; the fields are: {', '.join(fields)}"
