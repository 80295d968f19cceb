"""The page that tells paragraph by paragraph what a story file records."""

from pathlib import Path
from textwrap import dedent

import pytest

from events.storyfile import StoryFileError, read
from events.storyfile.coverage import main

TEXT = "Ann Lee owns the mill.\n\nA heading\nShe died in *1999*, and is dead.\n"
STORY = """\
    story:
      {story: mill, title: The mill, follows: [],
       citations: [{source: paper, locator: ¶1, quote: the mill}]}
    entities:
      - {person: ann-lee, name: Ann Lee, citations: [{source: paper, locator: ¶1, quote: Ann Lee}]}
    events:
      - ref: owner
        type: person.described
        occurred: 1998
        data: {person: ann-lee, description: Owner of the mill}
        citations: [{source: paper, locator: ¶1, quote: owns the mill}]
      - ref: died
        type: person.died
        occurred: 1999
        data: {person: ann-lee}
        citations: [{source: paper, locator: ¶3, quote: "died in *1999*"}]
      - ref: dead
        type: event.corroborated
        data: {event: died}
        citations: [{source: paper, locator: ¶3, quote: is dead}]
    nothing_recorded:
      ¶2: A heading.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mill.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "mill.yaml").write_text(dedent(STORY), encoding="utf-8")
    return tmp_path


def run(*more: str) -> int:
    return main(["mill.yaml", "mill.txt", "mill.md", *more])


def said(folder: Path, story: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What is said of a story that does not cover the text; no page is written of it."""
    (folder / "mill.yaml").write_text(dedent(story), encoding="utf-8")
    assert run() == 1
    assert not (folder / "mill.md").exists()
    return capsys.readouterr().err.splitlines()


def test_the_page(folder: Path) -> None:
    assert run() == 0
    page = (folder / "mill.md").read_text(encoding="utf-8")
    assert "3 paragraphs: 2 recorded, 1 with nothing to record. 5 events:" in page
    assert page[page.index("## ¶1") :] == dedent(
        """\
        ## ¶1

        > Ann Lee owns the mill.

        - `person.described` Ann Lee: Owner of the mill (`owner`)
        - introduces `mill`, `ann-lee`

        ## ¶2

        > A heading

        Nothing recorded: A heading.

        ## ¶3

        > She died in \\*1999\\*, and is dead.

        - `person.died` Ann Lee died (`died`)
        - `event.corroborated` Corroborated by a further source (`dead`) of `died`: Ann Lee died
        """
    )


def test_the_page_counts_its_events_by_type(folder: Path) -> None:
    assert run() == 0
    counted = [line for line in (folder / "mill.md").read_text().splitlines() if "`: " in line]
    assert counted[:5] == [
        "- `event.corroborated`: 1",
        "- `person.described`: 1",
        "- `person.died`: 1",
        "- `person.introduced`: 1",
        "- `story.opened`: 1",
    ]


def test_of_a_long_paragraph_the_page_shows_how_it_begins(folder: Path) -> None:
    (folder / "mill.txt").write_text(TEXT.replace("A heading", "word " * 50), encoding="utf-8")
    assert run() == 0
    shown = (folder / "mill.md").read_text(encoding="utf-8").splitlines()
    assert "> " + "word " * 23 + "…" in shown


def test_who_is_introduced_where_nothing_is_recorded_is_told_after_why(folder: Path) -> None:
    story = STORY.replace("locator: ¶1, quote: Ann Lee}", "locator: ¶2, quote: A heading}")
    (folder / "mill.yaml").write_text(dedent(story), encoding="utf-8")
    assert run() == 0
    page = (folder / "mill.md").read_text(encoding="utf-8")
    assert "\nNothing recorded: A heading.\n\n- introduces `ann-lee`\n" in page


def test_the_page_calls_a_story_by_its_title(folder: Path) -> None:
    closed = (
        "      - {type: story.closed, data: {story: mill},\n"
        "         citations: [{source: paper, locator: ¶3, quote: is dead}]}\n"
        "    nothing_recorded:\n"
    )
    story = STORY.replace("    nothing_recorded:\n", closed)
    (folder / "mill.yaml").write_text(dedent(story), encoding="utf-8")
    assert run() == 0
    told = (folder / "mill.md").read_text(encoding="utf-8").splitlines()
    assert "- `story.closed` Story closed: The mill" in told


def test_the_page_is_checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--check") == 1
    assert "mill.md is out of step: run python -m" in capsys.readouterr().err
    assert not (folder / "mill.md").exists()
    assert run() == 0
    assert run("--check") == 0
    (folder / "mill.md").write_text("edited", encoding="utf-8")
    assert run("--check") == 1
    assert (folder / "mill.md").read_text(encoding="utf-8") == "edited"


def test_a_paragraph_without_either(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    without = STORY.replace("      ¶2: A heading.\n", "")
    assert said(folder, without, capsys) == ["¶2 is neither recorded nor under nothing_recorded"]


def test_to_introduce_somebody_is_not_to_record(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    only = STORY.replace("locator: ¶1, quote: owns the mill", "locator: ¶3, quote: is dead")
    assert said(folder, only, capsys) == ["¶1 is neither recorded nor under nothing_recorded"]


def test_a_paragraph_with_both(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    both = STORY + "      ¶3: Too sad.\n"
    assert said(folder, both, capsys) == ["¶3 is recorded, and yet under nothing_recorded"]


def test_paragraphs_that_are_not_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    beyond = STORY.replace("¶3, quote: is dead", "¶4, quote: is dead") + "      ¶9: Why.\n"
    assert said(folder, beyond, capsys) == [
        "nothing_recorded: the text has no ¶9",
        "line 17: the text has no ¶4",
    ]


def test_words_that_are_not_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = STORY.replace("quote: is dead", "quote: is alive")
    assert said(folder, wrong, capsys) == ["line 17: not the words of ¶3: is alive"]


@pytest.mark.parametrize("number", [9, 10, 19])
def test_words_are_looked_for_in_any_paragraph(
    folder: Path, capsys: pytest.CaptureFixture[str], number: int
) -> None:
    (folder / "mill.txt").write_text(TEXT + "More.\n" * 20, encoding="utf-8")
    further = "".join(f"      ¶{more}: More.\n" for more in range(4, 24) if more != number)
    wrong = STORY.replace("¶3, quote: is dead", f"¶{number}, quote: Less") + further
    assert said(folder, wrong, capsys) == [f"line 17: not the words of ¶{number}: Less"]


def test_what_a_paragraph_amends_is_recorded_of_it(folder: Path) -> None:
    (folder / "mill.txt").write_text(TEXT + "She is dead.\n", encoding="utf-8")
    story = STORY.replace("¶3, quote: is dead", "¶4, quote: is dead")
    (folder / "mill.yaml").write_text(dedent(story), encoding="utf-8")
    assert run() == 0


def test_what_cites_no_paragraph_is_held_against_none(folder: Path) -> None:
    more = (
        "      - {type: person.died, occurred: 1999, data: {person: bob},\n"
        "         citations: [{source: paper}, {source: book, locator: p. 9, quote: Bob}]}\n"
        "      - {type: person.introduced, data: {person: bob, name: Bob}}\n"
        "    nothing_recorded:\n"
    )
    story = STORY.replace("    nothing_recorded:\n", more)
    (folder / "mill.yaml").write_text(dedent(story), encoding="utf-8")
    assert run() == 0


def test_what_is_amended_need_have_no_ref(folder: Path) -> None:
    own = "01890a5d-ac96-774b-bcce-b302099a8057"
    story = STORY.replace("- ref: died\n        type", f"- id: {own}\n        type")
    story = story.replace("event: died", f"event: {own}")
    (folder / "mill.yaml").write_text(dedent(story), encoding="utf-8")
    assert run() == 0
    page = (folder / "mill.md").read_text(encoding="utf-8")
    assert "- `person.died` Ann Lee died\n" in page
    assert page.endswith("Corroborated by a further source (`dead`) of Ann Lee died\n")


def test_a_line_of_spaces_is_no_paragraph(folder: Path) -> None:
    (folder / "mill.txt").write_text(TEXT.replace("\n\n", "\n  \n"), encoding="utf-8")
    assert run() == 0


def test_a_file_at_fault(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = said(folder, STORY.replace("event: died", "event: dies"), capsys)
    assert lines[0].startswith("mill.yaml:19: events[2].data.event")


def test_reasons_are_read_and_make_no_events(folder: Path) -> None:
    file = read(folder / "mill.yaml")
    assert file.nothing_recorded == {"¶2": "A heading."}
    assert len(file.entries) == 5


@pytest.mark.parametrize("empty", ["", " {}", " ~"])
def test_no_reasons_are_needed(tmp_path: Path, empty: str) -> None:
    path = tmp_path / "story.yaml"
    path.write_text(f"nothing_recorded:{empty}\n", encoding="utf-8")
    assert read(path).nothing_recorded == {}


@pytest.mark.parametrize(
    ("part", "message"),
    [
        (" [¶2]", ":1: nothing_recorded: must give a reason for each locator"),
        (" why not", ":1: nothing_recorded: must give a reason for each locator"),
        ("\n  ¶1: Fine.\n  ¶2:", ":3: nothing_recorded.¶2: must say why"),
        ("\n  ¶1: []", ":2: nothing_recorded.¶1: must say why"),
    ],
)
def test_reasons_at_fault(tmp_path: Path, part: str, message: str) -> None:
    path = tmp_path / "story.yaml"
    path.write_text(f"nothing_recorded:{part}\n", encoding="utf-8")
    with pytest.raises(StoryFileError) as caught:
        read(path)
    assert message in str(caught.value)
