"""Tables of the log, as a spreadsheet opens them."""

import csv
import io
import json

import pytest

from events.api.rendering import TableRenderer


def cells(**event: object) -> dict[str, str]:
    """One event through the table and back."""
    [row] = csv.DictReader(io.StringIO(TableRenderer().render({"results": [event]})))
    return row


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "＠x"]
)
def test_formulas_are_made_inert(text: str) -> None:
    """What is nested stands in its cell as JSON, which begins with a bracket."""
    row = cells(note=text, data={"name": text, "deep": {"er": text}}, list=[text])
    assert row["note"] == f"'{text}"
    assert json.loads(row["data"]) == {"name": text, "deep": {"er": text}}
    assert json.loads(row["list"]) == [text]
    assert {row["data"][0], row["list"][0]} == {"{", "["}


def test_what_is_no_formula_is_as_it_was() -> None:
    row = cells(position=-3, name="Müller = Co", on=True, none=None, list=["=a"])
    assert row == {
        "position": "-3",
        "name": "Müller = Co",
        "on": "true",
        "none": "",
        "list": '["=a"]',
    }
