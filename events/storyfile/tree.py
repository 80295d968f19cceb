"""YAML as a tree of texts that know their lines, before anything decides what they mean.

YAML would make dates of `2023-11-17`, numbers of `1.0` and of some words booleans. The record
wants them as they were written, so scalars stay text here, and `events.storyfile.values` reads
a boolean only where the type of the event has one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import yaml
from yaml import MappingNode, MarkedYAMLError, Node, NodeEvent, ScalarNode, SequenceNode, YAMLError
from yaml.reader import ReaderError

from events.storyfile.faults import Fault, StoryFileError

LARGEST_FILE = 64 * 2**20
FEWEST_NODES = 10_000
"""So many any file may have. Beyond it, more values than characters are anchors that unfold into
more than anybody wrote."""
MOST_VALUES = 5_000_000
"""Each takes half a kilobyte while a file is read."""
DEEPEST = 40
_PLAIN_TAGS = ("str", "null", "bool", "int", "float", "timestamp", "merge", "value", "seq", "map")
_MERGE = "tag:yaml.org,2002:merge"
# The wheels have libyaml, a build from source may not.
_FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    text: str
    plain: bool
    line: int


@dataclass(frozen=True, slots=True)
class Items:
    items: tuple["Tree", ...]
    line: int


@dataclass(frozen=True, slots=True)
class Fields:
    fields: Mapping[str, "Tree"]
    lines: Mapping[str, int]
    line: int


Tree = Scalar | Items | Fields


def is_null(tree: Tree) -> bool:
    """Whether nothing stands there, or YAML's null."""
    return isinstance(tree, Scalar) and tree.plain and tree.text in ("", "~", "null")


def read_tree(path: Path) -> tuple[Tree, list[Fault]]:
    """The file's document; raises StoryFileError when it is no YAML that can be walked."""
    text = _text(path)
    try:
        _refuse_too_many(path, text)
        root = _composed(text)
    except StoryFileError:
        raise
    except MarkedYAMLError as exc:
        mark = exc.problem_mark or exc.context_mark
        line = mark.line + 1 if mark is not None else 1
        raise StoryFileError(path, [Fault(line, "", f"not YAML: {_said(exc)}")]) from None
    except ReaderError as exc:
        line = text.count("\n", 0, exc.position) + 1
        message = f"the character U+{ord(text[exc.position]):04X} is not allowed in YAML"
        raise StoryFileError(path, [Fault(line, "", message)]) from None
    except (YAMLError, RecursionError, ValueError, OverflowError) as exc:
        message = "nested too deep" if isinstance(exc, RecursionError) else f"not YAML: {exc}"
        raise StoryFileError(path, [Fault(1, "", message)]) from None
    if root is None:
        raise StoryFileError(path, [Fault(1, "", "the file is empty")])
    growing = _Growing(path, min(max(len(text), FEWEST_NODES), MOST_VALUES))
    return growing.tree(root, "", 0), growing.faults


def _refuse_too_many(path: Path, text: str) -> None:
    """Before they are all in memory. A value takes two characters at least, as in `[x,x]`."""
    if len(text) <= 2 * MOST_VALUES:
        return
    values = (event for event in yaml.parse(text, Loader=_FAST) if isinstance(event, NodeEvent))
    first_too_many = next(islice(values, MOST_VALUES, None), None)
    if first_too_many is not None:
        mark = first_too_many.start_mark
        line = mark.line + 1 if mark is not None else 1
        message = f"more than {MOST_VALUES:,} values; split the file"
        raise StoryFileError(path, [Fault(line, "", message)])


def _composed(text: str) -> Node | None:
    """libyaml is some forty times faster, the reader in Python says better what is wrong."""
    try:
        return yaml.compose(text, Loader=_FAST)
    except MarkedYAMLError as fault:
        try:
            return yaml.compose(text, Loader=yaml.SafeLoader)
        except (ValueError, OverflowError):  # an escape for a character beyond all there are
            raise fault from None


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


@dataclass
class _Growing:
    """Nodes of YAML into trees; anchors are unfolded, within the limit."""

    path: Path
    most: int
    faults: list[Fault] = field(default_factory=list)
    nodes: int = 0

    def tree(self, node: Node, place: str, depth: int) -> Tree:
        line = node.start_mark.line + 1
        self.nodes += 1
        if self.nodes > self.most:
            message = f"more than {self.most:,} values, with its anchors unfolded"
            raise StoryFileError(self.path, [Fault(line, place, message)])
        if depth > DEEPEST:
            message = f"nested deeper than {DEEPEST}, or an anchor within itself"
            raise StoryFileError(self.path, [Fault(line, place, message)])
        if str(node.tag).removeprefix("tag:yaml.org,2002:") not in (_PLAIN_TAGS):
            self.faults.append(Fault(line, place, f"the tag {node.tag} means nothing here"))
        if isinstance(node, ScalarNode):
            return Scalar(self._text(node.value, line, place), not node.style, line)
        if isinstance(node, SequenceNode):
            items = (
                self.tree(item, f"{place}[{index}]", depth + 1)
                for index, item in enumerate(node.value)
            )
            return Items(tuple(items), line)
        if isinstance(node, MappingNode):
            return self._fields(node, place, depth)
        raise TypeError(f"YAML has a new kind of node: {node!r}")

    def _text(self, text: str, line: int, place: str) -> str:
        """An escape can write half a character, which nothing can store."""
        try:
            text.encode()
        except UnicodeEncodeError as exc:
            half = f"U+{ord(text[exc.start]):04X}"
            self.faults.append(Fault(line, place, f"{half} is half a character, not one"))
            return text.encode(errors="replace").decode()
        return text

    def _fields(self, node: MappingNode, place: str, depth: int) -> Fields:
        fields: dict[str, Tree] = {}
        lines: dict[str, int] = {}
        merged: list[Fields] = []
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, ScalarNode):
                self.faults.append(Fault(line, place, "a field's name must be one word"))
                continue
            name = self._text(key.value, line, place)
            inner = f"{place}.{name}" if place else name
            tree = self.tree(value, inner, depth + 1)
            if str(key.tag) == _MERGE:
                merged += self._merged(tree, inner)
            elif name in fields:
                message = f"stands twice, first in line {lines[name]}"
                self.faults.append(Fault(line, inner, message))
            else:
                fields[name], lines[name] = tree, line
        for other in merged:
            for name, tree in other.fields.items():
                if name not in fields:
                    fields[name], lines[name] = tree, other.lines[name]
        return Fields(fields, lines, node.start_mark.line + 1)

    def _merged(self, tree: Tree, place: str) -> Iterator[Fields]:
        for each in tree.items if isinstance(tree, Items) else (tree,):
            if isinstance(each, Fields):
                yield each
            else:
                self.faults.append(Fault(each.line, place, "only fields can be merged in"))
