"""`manage.py load_story`: validates all, appends what is missing, and nothing twice."""

import sys
from io import StringIO
from pathlib import Path
from textwrap import dedent

import pytest
from django.core.management import CommandError, call_command

from events.log.read import head, stream_log
from events.storyfile import loading, parse

EXAMPLE = Path(__file__).parents[3] / "examples" / "openai-leadership.yaml"

pytestmark = pytest.mark.django_db

MILL = """\
    story: {story: mill, title: The mill, follows: [mill-co], timezone: Europe/London}
    entities:
      - {person: ann-lee, name: Ann Lee}
      - {organization: mill-co, name: Mill & Co, kind: company}
    events:
      - ref: doubt
        type: event.disputed
        data: {event: start, account: It was in June., what: when}
        citations: [{source: letter}]
      - ref: start
        type: person.appointed
        occurred: 1999-05
        data: {person: ann-lee, organization: mill-co, post: ceo, acting: no}
        stories: [mill]
        citations: [{source: paper}]
"""


def written(folder: Path, text: str, name: str = "mill.yaml") -> Path:
    path = folder / name
    path.write_text(dedent(text), encoding="utf-8")
    return path


def loaded(path: Path, **options: object) -> str:
    out = StringIO()
    call_command("load_story", str(path), stdout=out, stderr=StringIO(), **options)
    return out.getvalue().strip().splitlines()[-1]


def refused(path: Path) -> tuple[list[str], int]:
    """The faults told, and the exit code; nothing may have been appended."""
    before = head()
    err = StringIO()
    with pytest.raises(CommandError) as caught:
        call_command("load_story", str(path), stdout=StringIO(), stderr=err)
    assert head() == before
    return err.getvalue().splitlines(), caught.value.returncode


def test_the_example_loads_and_a_second_time_appends_nothing() -> None:
    count = len(parse(EXAMPLE).entries)
    before = head()
    assert loaded(EXAMPLE) == f"{count} appended, 0 already there; position {before + count}"
    assert loaded(EXAMPLE) == f"0 appended, {count} already there; position {before + count}"
    assert head() == before + count


def test_in_batches_with_targets_in_earlier_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "BATCH", 2)
    before = head()
    loaded(written(tmp_path, MILL))
    types = [event.type for event in stream_log() if event.position > before]
    assert types == [
        "person.introduced",
        "organization.introduced",
        "story.opened",
        "person.appointed",
        "event.disputed",
    ]


def test_what_was_added_to_a_file_is_appended(tmp_path: Path) -> None:
    loaded(written(tmp_path, MILL))
    more = MILL + (
        "      - {type: person.died, occurred: 2001, data: {person: ann-lee},"
        " citations: [{source: paper}]}\n"
    )
    assert loaded(written(tmp_path, more)).startswith("1 appended, 5 already there")
    assert loaded(written(tmp_path, more)).startswith("0 appended, 6 already there")


def test_what_another_file_introduced_is_used(tmp_path: Path) -> None:
    loaded(written(tmp_path, MILL))
    other = """\
        entities:
          - {person: ann-lee, name: Ann Lee}
        events:
          - {type: person.died, occurred: 2001, data: {person: ann-lee}, citations: [{source: p}]}
    """
    path = written(tmp_path, other, "other.yaml")
    assert loaded(path).startswith("1 appended, 1 already there")


def test_a_recorded_event_cannot_be_changed_by_the_file(tmp_path: Path) -> None:
    loaded(written(tmp_path, MILL))
    path = written(tmp_path, MILL.replace("1999-05", "1999-06").replace("Ann Lee", "Anne Lee"))
    said, code = refused(path)
    assert code == 1
    assert [line.removeprefix(f"{path}:").split(":")[0] for line in said] == ["3", "10"]
    assert all("add an event.corrected" in line for line in said)
    assert [line.split(", in ")[1].split(";")[0] for line in said] == ["data.name", "occurred"]


def test_blanks_around_a_type_make_no_other_of_it(tmp_path: Path) -> None:
    path = written(tmp_path, MILL)
    loaded(path)
    spaced = MILL.replace("person.appointed", "' person.appointed '")
    spaced = spaced.replace("event.disputed", "'event.disputed '")
    assert loaded(written(tmp_path, spaced)).startswith("0 appended, 5 already there")


def test_the_same_written_otherwise_is_no_change(tmp_path: Path) -> None:
    loaded(written(tmp_path, MILL))
    same = MILL.replace("acting: no", "acting: false").replace("1999-05", '" 1999-05 "')
    assert loaded(written(tmp_path, same)).startswith("0 appended")


def test_every_fault_is_told_with_its_line_and_nothing_is_appended(tmp_path: Path) -> None:
    text = """\
        entities:
          - {person: Ann Lee, name: Ann}
          - {organization: mill-co, name: Mill & Co, kind: shop}
        events:
          - type: person.died
            occurred: 2001-13
            data: {person: bob-roe}
            citations: [{source: p}]
          - type: person.dyed
            data: {}
          - {type: event.retracted, data: {event: nowhere, reason: r, public_note: p}}
          - {type: person.died, occurred: 2001, data: {}}
          - {}
        """
    path = written(tmp_path, text)
    said, code = refused(path)
    assert code == 1
    lines = [int(line.removeprefix(f"{path}:").split(":")[0]) for line in said]
    assert set(lines) == {2, 3, 6, 7, 9, 11, 12, 13}
    assert any("events[0].occurred" in line for line in said)
    assert sum("events[2].data.event" in line for line in said) == 1


def test_references_in_a_circle_are_told_once(tmp_path: Path) -> None:
    why = "reason: r, public_note: p"
    text = f"""\
        events:
          - {{ref: a, type: event.retracted, data: {{event: b, {why}}}}}
          - {{ref: b, type: event.retracted, data: {{event: a, {why}}}}}
        """
    path = written(tmp_path, text)
    said, _ = refused(path)
    [line] = [line for line in said if line.startswith(f"{path}:")]
    assert line.startswith(f"{path}:3: events[1].data.event: refers in a circle")


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_null_bytes_are_faults_of_their_fields(tmp_path: Path) -> None:
    told, code = refused(written(tmp_path, MILL.replace("ann-lee, name", r'"ann\0lee", name')))
    assert code == 1
    assert any("entities[0].data.person: must not contain the NUL" in line for line in told), told


def test_a_terminal_sees_a_bar_and_others_plain_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, MILL)
    monkeypatch.setattr(loading, "BATCH", 2)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert loaded(path).startswith("5 appended")
    assert "Appending" in terminal.getvalue()
    assert "5/5" in terminal.getvalue()
    monkeypatch.setattr(sys, "stderr", StringIO())
    out = StringIO()
    call_command("load_story", str(written(tmp_path, MILL.replace("mill", "tide"))), stdout=out)
    assert out.getvalue().splitlines()[:3] == [f"appended {done} of 4" for done in (2, 4)] + [
        f"4 appended, 1 already there; position {head()}"
    ]


@pytest.mark.parametrize("check", [False, True])
def test_a_terminal_keeps_no_bar_of_a_load_with_nothing_to_append(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, check: bool
) -> None:
    path = written(tmp_path, MILL)
    loaded(path)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    call_command("load_story", str(path), check=check, stdout=terminal)
    drawn, _, left = terminal.getvalue().rpartition("\x1b[2K")
    assert "Reading" in drawn
    assert "already there" not in drawn  # else it stands behind the bar, which then stays
    assert "5 already there" in left
    assert "0/?" not in left


def test_a_batch_refused_halfway_says_how_far_it_came(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else introduces the same between the check and the append."""
    path = written(tmp_path, MILL)
    monkeypatch.setattr(loading, "BATCH", 1)
    planned = loading.plan(parse(path))
    other = "entities:\n  - {organization: mill-co, name: Other, kind: other}\n"
    loaded(written(tmp_path, other, "other.yaml"))
    monkeypatch.setattr("events.management.commands.load_story.plan", lambda file: planned)
    err = StringIO()
    with pytest.raises(CommandError, match="1 fault; 1 appended"):
        call_command("load_story", str(path), stdout=StringIO(), stderr=err)
    assert f"{path}:4: entities[1].data.organization" in err.getvalue()
    monkeypatch.undo()
    assert loaded(path).startswith("3 appended, 2 already there")


def test_a_check_appends_nothing(tmp_path: Path) -> None:
    before = head()
    assert loaded(written(tmp_path, MILL), check=True) == "valid: 5 to append, 0 already there"
    assert head() == before


def test_a_file_may_have_more_events_than_one_request(tmp_path: Path) -> None:
    people = "".join(f"  - {{person: p-{n}, name: P {n}}}\n" for n in range(1001))
    path = written(tmp_path, f"entities:\n{people}")
    assert loaded(path, check=True) == "valid: 1001 to append, 0 already there"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    _, code = refused(tmp_path / "none.yaml")
    assert code == 2


@pytest.mark.parametrize("name", ["", " ", "a\nb", "a" * 151])
def test_it_must_be_shown_who_recorded(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, MILL)
    with pytest.raises(CommandError, match="printable"):
        call_command("load_story", str(path), f"--recorded-by={name}")
    assert head() == 0
