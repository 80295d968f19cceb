"""The YAML of a story file, read into a tree."""

from pathlib import Path
from typing import Any

import yaml
from yaml import (
    DocumentStartEvent,
    Event,
    MarkedYAMLError,
    StreamEndEvent,
    YAMLError,
)
from yaml.reader import ReaderError

from events.storyfile.composing import Composer, Limits
from events.storyfile.faults import Fault, StoryFileError
from events.storyfile.tree import Tree

LARGEST_FILE = 64 * 2**20
FEWEST_NODES = 10_000
"""So many any file may have. Beyond it, more values than characters are anchors that unfold into
more than anybody wrote."""
MOST_VALUES = 5_000_000
MOST_EVENTS = 200_000
"""In one list. All of a file is in memory while it is checked, about 14 KB an event."""
LONGEST_EXPLAINED = 2**20
"""The characters of a faulty file up to which it is read again by who says better what is wrong."""
# The wheels have libyaml, a build from source may not.
_FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_tree(path: Path) -> tuple[Tree, list[Fault]]:
    """The file's document; raises StoryFileError when it is no YAML that can be walked."""
    text = _text(path)
    try:
        return _composed(path, text)
    except MarkedYAMLError as exc:
        mark = exc.problem_mark or exc.context_mark
        line = mark.line + 1 if mark is not None else 1
        raise StoryFileError(path, [Fault(line, "", f"not YAML: {_said(exc)}")]) from None
    except ReaderError as exc:
        # Its position is in bytes with libyaml, in characters without.
        line = text.count("\n", 0, text.find(chr(exc.character))) + 1
        message = f"the character U+{exc.character:04X} is not allowed in YAML"
        raise StoryFileError(path, [Fault(line, "", message)]) from None
    except StoryFileError:  # a ValueError too
        raise
    except (YAMLError, RecursionError, ValueError, OverflowError) as exc:
        message = "nested too deep" if isinstance(exc, RecursionError) else f"not YAML: {exc}"
        raise StoryFileError(path, [Fault(1, "", message)]) from None


def _composed(path: Path, text: str) -> tuple[Tree, list[Fault]]:
    """libyaml is some forty times faster, the reader in Python says better what is wrong."""
    try:
        return _document(path, text, _FAST)
    except MarkedYAMLError as fault:
        if len(text) > LONGEST_EXPLAINED:
            raise
        try:
            return _document(path, text, yaml.SafeLoader)
        except (ValueError, OverflowError) as other:
            if isinstance(other, StoryFileError):
                raise
            raise fault from None  # an escape for a character beyond all there are


def _document(path: Path, text: str, parser: Any) -> tuple[Tree, list[Fault]]:
    events = parser(text)
    try:
        limits = Limits(MOST_VALUES, min(max(len(text), FEWEST_NODES), MOST_VALUES), MOST_EVENTS)
        composer = Composer(path, limits, events.get_event)
        begun = _next(events, DocumentStartEvent)
        if begun is None:
            raise StoryFileError(path, [Fault(1, "", "the file is empty")])
        tree = composer.tree(events.get_event())
        if (another := _next(events, DocumentStartEvent)) is not None:
            line = another.start_mark.line + 1
            message = "not YAML: a second document begins; a story file is one"
            raise StoryFileError(path, [Fault(line, "", message)])
        return tree, composer.faults
    finally:
        events.dispose()


def _next(events: Any, kind: type[Event]) -> Any:
    """The next event of a kind; None at the end of the file."""
    while not isinstance(event := events.get_event(), StreamEndEvent):
        if isinstance(event, kind):
            return event
    return None


def _text(path: Path) -> str:
    size = path.stat().st_size
    if size > LARGEST_FILE:
        limit = f"story files have at most {LARGEST_FILE // 2**20} MiB"
        raise StoryFileError(path, [Fault(1, "", f"{size:,} bytes are too many; {limit}")])
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        line = raw.count(b"\n", 0, exc.start) + 1
        message = f"not UTF-8: byte 0x{raw[exc.start]:02X} ({exc.reason})"
        raise StoryFileError(path, [Fault(line, "", message)]) from None


def _said(exc: MarkedYAMLError) -> str:
    problem = " ".join(str(exc.problem or exc.context or "syntax error").split())
    if "\\t" in problem:
        return "a tab where only spaces may indent"
    return f"{exc.context}, {problem}" if exc.context and exc.problem else problem
