import hashlib
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson
import pytest
import rfc8785
from hypothesis import example, given
from hypothesis import strategies as st

from events.log.canonical import CONTENT_FIELDS, GENESIS, canonical, chained_hash, envelope, pieces
from events.recorded import RecordedEvent

texts = st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)
contents = st.dictionaries(st.sampled_from(sorted(CONTENT_FIELDS)), values)


def recorded(content: dict[str, Any]) -> RecordedEvent:
    return RecordedEvent(
        position=12,
        id=UUID(int=7),
        stream="organization/openai",
        version=3,
        type="person.departed",
        schema=1,
        recorded_at=datetime(2026, 1, 2, 3, 4, 5, 60, tzinfo=UTC),
        recorded_by="ada",
        root=UUID(int=7),
        content=content,
        hash=bytes(32),
    )


@given(values)
@example({"\ue000": 1, "😀": 2})  # sorted as UTF-16, which UTF-8 does not sort alike
def test_the_short_way_writes_what_rfc_8785_says(value: Any) -> None:
    assert canonical(value) == rfc8785.dumps(value)


@given(contents)
def test_the_pieces_and_the_log_s_own_fields_make_up_the_whole(content: dict[str, Any]) -> None:
    event = recorded(content)
    own = {"position": 12, "recorded_at": "2026-01-02T03:04:05.000060Z", "version": 3}
    head, middle = pieces(envelope(event, event.recorded_by))

    whole = f'{head},"position":12,"recorded_at":"{own["recorded_at"]}",{middle},"version":3}}'
    assert whole.encode() == rfc8785.dumps(envelope(event, event.recorded_by) | own)
    assert chained_hash(GENESIS, event) == hashlib.sha256(bytes(32) + whole.encode()).digest()


@given(contents)
def test_the_hash_survives_storage(content: dict[str, Any]) -> None:
    """Numbers come back in the shape in which the canonical form has them."""
    stored = orjson.loads(rfc8785.dumps(content))

    assert chained_hash(GENESIS, recorded(stored)) == chained_hash(GENESIS, recorded(content))


def test_a_large_float_comes_back_as_an_integer() -> None:
    assert chained_hash(GENESIS, recorded({"data": 10**21})) == chained_hash(
        GENESIS, recorded({"data": 1e21})
    )


@pytest.mark.parametrize("value", [2**53, float("nan"), float("inf"), {"a": object()}])
def test_what_json_cannot_hold_exactly_has_no_canonical_form(value: Any) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the library's message
        canonical(value)
