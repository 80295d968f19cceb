"""The kinds of text that the record keeps, bounded and fit to be stored."""

import math
import unicodedata
from typing import Annotated, Any

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import InitErrorDetails, PydanticCustomError, ValidationError

from events.types.patterns import LANGUAGE_PATTERN, LONGEST_SLUG, SLUG_PATTERN
from events.when import WhenError, check_timezone

MOST_NESTING = 20
LARGEST_INTEGER = 2**53 - 1  # beyond it the canonical JSON that is hashed is not exact

_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Mc", "Me", "Mn", "Zl", "Zp", "Zs"})
"""Categories of what shows nothing by itself. What is not assigned (`Cn`) is not among them: it may
be a letter by now, and what is accepted must not depend on how old this Python is.
"""
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800")
"""Letters and symbols that are blank: the fillers of Hangul, and a cell of Braille without dots."""


def storable_text(value: str) -> str:
    """Refuses what neither PostgreSQL nor UTF-8 can hold."""
    if "\x00" in value:
        raise PydanticCustomError("nul", "must not contain the NUL character (U+0000)")
    try:
        value.encode()
    except UnicodeEncodeError:
        detail = "must be Unicode text without lone surrogates"
        raise PydanticCustomError("surrogate", detail) from None
    return value


def storable(value: Any) -> Any:
    """Refuses JSON that cannot be kept, at any depth, with a pointer to each fault in it."""
    faults: list[InitErrorDetails] = []
    _search(value, (), faults)
    if faults:
        raise ValidationError.from_exception_data("storable", faults)
    return value


def _search(value: Any, path: tuple[str | int, ...], faults: list[InitErrorDetails]) -> None:
    fault = _fault(value, len(path))
    if fault is not None:
        faults.append(InitErrorDetails(type=fault, loc=path, input=None))
    elif isinstance(value, dict):
        for key, inner in value.items():
            fault = _fault(key, 0) if isinstance(key, str) else _NOT_A_NAME
            if fault is None:
                _search(inner, (*path, key), faults)
            else:
                faults.append(InitErrorDetails(type=fault, loc=path, input=None))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            _search(inner, (*path, index), faults)


_NOT_A_NAME = PydanticCustomError("text", "the names of fields must be strings")
_TOO_DEEP = PydanticCustomError("too_deep", f"must not be nested deeper than {MOST_NESTING}")
_NOT_JSON = PydanticCustomError(
    "json", "must be a string, a number, true, false, null, a list or an object"
)
_NOT_EXACT = PydanticCustomError(
    "number", f"must be a finite number, whole numbers from -{LARGEST_INTEGER} to {LARGEST_INTEGER}"
)


def _fault(value: Any, depth: int) -> PydanticCustomError | None:
    if depth > MOST_NESTING:
        return _TOO_DEEP
    if isinstance(value, str):
        try:
            storable_text(value)
        except PydanticCustomError as fault:
            return fault
        return None
    if isinstance(value, float):
        return None if math.isfinite(value) else _NOT_EXACT
    if isinstance(value, int):
        return None if abs(value) <= LARGEST_INTEGER else _NOT_EXACT
    return None if value is None or isinstance(value, dict | list) else _NOT_JSON


def visible(value: str) -> str:
    """Refuses what a reader would see nothing of; joiners and marks among others are welcome."""
    if not any(map(_is_seen, value)):
        detail = "must have something that can be seen, such as a letter, a digit or a symbol"
        raise PydanticCustomError("invisible", detail)
    return value


def _is_seen(char: str) -> bool:
    code = ord(char)
    never_assigned = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    ignored = 0xE0000 <= code <= 0xE0FFF
    return not (
        unicodedata.category(char) in _UNSEEN or char in _BLANK or never_assigned or ignored
    )


def _one_line(value: str) -> str:
    return " ".join(value.split())


def _iana_name(value: str) -> str:
    try:
        return check_timezone(value)
    except WhenError as error:
        raise PydanticCustomError("timezone", error.detail) from None


Slug = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=LONGEST_SLUG, pattern=SLUG_PATTERN)
]
Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=300),
    AfterValidator(storable_text),
    AfterValidator(visible),
    AfterValidator(_one_line),
]
"""A name or title: up to 300 characters, white space within it made single spaces."""
Prose = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=10_000),
    AfterValidator(storable_text),
    AfterValidator(visible),
]
"""Running text: up to 10,000 characters."""
Timezone = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=100),
    AfterValidator(storable_text),
    AfterValidator(_iana_name),
    Field(json_schema_extra={"format": "timezone"}),
]
Language = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=35, pattern=LANGUAGE_PATTERN),
]
"""A language tag of BCP 47, such as `en` or `zh-Hans`."""
Flag = Annotated[bool, Field(strict=True)]
RawObject = Annotated[dict[str, Any], AfterValidator(storable)]
"""An object that is read elsewhere; here it only has to be fit to be stored."""
