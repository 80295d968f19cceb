"""What a story file records of the text that it cites, paragraph by paragraph.

    python -m events.storyfile.coverage STORY TEXT PAGE

writes the page, and with `--check` fails when the page is out of step. It fails too, and says
where, when a paragraph is neither recorded nor under `nothing_recorded`.
"""

import argparse
import sys
from pathlib import Path

from events.storyfile.coverage_page import page
from events.storyfile.faults import StoryFileError
from events.storyfile.passages import gaps, passages
from events.storyfile.reader import read


def main(arguments: list[str] | None = None) -> int:
    """The command; the answer is its exit code."""
    name = "python -m events.storyfile.coverage"
    parser = argparse.ArgumentParser(prog=name)
    parser.add_argument("story", type=Path, help="the story file")
    parser.add_argument("text", type=Path, help="the text that it cites, a paragraph a line")
    parser.add_argument("page", type=Path, help="the Markdown page to write")
    parser.add_argument("--check", action="store_true", help="fail when the page is out of step")
    options = parser.parse_args(arguments)
    command = f"{name} {' '.join(map(Path.as_posix, (options.story, options.text, options.page)))}"
    try:
        file = read(options.story)
    except StoryFileError as refused:
        print(refused, file=sys.stderr)
        return 1
    found = passages(file, options.text.read_text(encoding="utf-8"))
    if wrong := gaps(file, found):
        print("\n".join(wrong), file=sys.stderr)
        return 1
    wanted = page(file, found, command)
    if not options.check:
        options.page.write_text(wanted, encoding="utf-8")
    elif not options.page.exists() or options.page.read_text(encoding="utf-8") != wanted:
        print(f"{options.page} is out of step: run {command}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
