"""Rows are read as they were written, whatever their texts are."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from events.when import Window
from stories.engine import rows
from stories.engine.fold import Changes, Version
from stories.engine.projection import digest
from stories.engine.registry import projection
from stories.models import row_model
from stories.projections.names import NameRow

NASTY = (
    "",
    '"',
    "\\",
    '\\"',
    "{}",
    ",",
    "NULL",
    "null",
    " a ",
    "\n",
    "\t",
    "\\N",
    "\\.",
    "é三\U0001f600",
)
# PostgreSQL's texts have no null byte, and UTF-8 no half of a pair.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
JSON = st.recursive(TEXTS | st.integers(-(2**53), 2**53) | st.booleans() | st.none(), st.lists)

pytestmark = pytest.mark.django_db


@given(
    texts=st.lists(st.sampled_from(NASTY) | TEXTS, max_size=5),
    attributes=st.dictionaries(TEXTS, JSON, max_size=3),
    language=st.none() | TEXTS,
)
def test_lists_objects_and_nothing(
    texts: list[str], attributes: dict[str, Any], language: str | None
) -> None:
    names = projection("names")
    row = NameRow(
        entity="ada",
        kind="person",
        name="Ada",
        name_kind="canonical",
        language=language,
        attributes=attributes,
        merged_into=None,
        events=texts,
        start=Window(None, None),
    )
    model = row_model("names")._default_manager
    with transaction.atomic():
        rows.write(names, 7, Changes(opened=[Version("ada", digest(row), 1, row=row)]))
        found = model.values("events", "attributes", "language").get(generation=7)
        model.all().delete()
    assert found == {"events": texts, "attributes": attributes, "language": language}
