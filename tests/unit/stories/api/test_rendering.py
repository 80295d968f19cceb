import pytest

from events.api.rendering import csv_lines
from stories.api.rendering import readable


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "＝1"])
def test_formulas_are_made_inert(text: str) -> None:
    assert readable(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (True, "true"),
        (-3, "-3"),
        (["a", "b"], "a; b"),
        (["=a", "b"], "'=a; b"),
        ({"a": 1}, '{"a":1}'),
        ("2020-01-01", "2020-01-01"),
    ],
)
def test_cells(value: object, shown: str) -> None:
    assert readable(value) == shown


def test_a_table_quotes_what_needs_it() -> None:
    rows: list[dict[str, object]] = [{"a": 'say "x", y', "b": "two\nlines"}, {"b": None}]
    assert "".join(csv_lines(["a", "b"], rows)) == 'a,b\r\n"say ""x"", y","two\nlines"\r\n,\r\n'
