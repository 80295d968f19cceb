"""What of the example cannot all be true."""

from events.history import History
from stories.engine.fold import fold
from stories.projections.contradictions import ContradictionRow, Contradictions
from tests.unit.examples.example_story import recorded


def open_rows() -> dict[str, ContradictionRow]:
    history = History(event for events in recorded() for event in events)
    changes = fold(Contradictions(), history, history.positions(), standing=lambda track: ())
    rows = [version.row for version in changes.opened if version.known_to is None]
    return {row.kind: row for row in rows if isinstance(row, ContradictionRow)}


def test_how_altman_left_who_controls_openai_global_and_how_brockman_left_the_chair() -> None:
    rows = open_rows()
    assert set(rows) == {"manner", "control_claim", "disputed"}
    assert [side["account"] for side in rows["manner"].sides] == [
        "{sam-altman} removed as {openai/ceo|CEO} of {openai}",
        "{sam-altman} resigned as {openai/ceo|CEO} of {openai}",
    ]
    claim, record = rows["control_claim"].sides
    assert claim["account"].startswith("{elon-musk} claimed")
    assert record["account"] == "{openai} in control of {openai-global}"
    assert (
        rows["disputed"].summary
        == "In dispute: {greg-brockman} resigned as {openai/chair|chair} of {openai}"
    )
    assert rows["disputed"].sides[1]["what"] == "manner"
    assert all(row.stories == ["openai-leadership"] for row in rows.values())
