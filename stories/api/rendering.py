"""Answers as tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from events.api.rendering import TableRenderer, cell, csv_lines, inert


class CsvRenderer(TableRenderer):
    """Takes `{"columns", "rows"}`; views offer it where an answer has a table."""

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> str:
        return "".join(csv_lines(data["columns"], data["rows"], readable))


def readable(value: Any) -> str:
    """The text of a cell; lists of texts joined by semicolons, other nested values as JSON."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return inert("; ".join(value))
    return cell(value)
