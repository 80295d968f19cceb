from typing import Any

import pytest
from django.utils.module_loading import import_string

from stories.engine.registry import projection
from stories.engine.stored import Stored
from stories.engine.tables import row_columns
from stories.models import ROW_MODELS, row_model
from stories.views import rows

KINDS: list[Any] = [
    kind for kind in vars(rows).values() if isinstance(kind, type) and Stored in kind.__bases__
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_row_that_was_read_has_what_its_type_says(kind: type[Stored]) -> None:
    row = projection(kind.projection).Row
    assert issubclass(kind, row)
    bounds = Stored.__annotations__.keys() - {"projection"}
    fields = {field.name for field in row_model(kind.projection)._meta.get_fields()}
    assert fields >= bounds | row_columns(row).keys()


def test_each_model_of_rows_is_found_by_its_name() -> None:
    """As `manage.py shell` imports them."""
    for model in ROW_MODELS.values():
        assert import_string(f"{model.__module__}.{model.__qualname__}") is model
