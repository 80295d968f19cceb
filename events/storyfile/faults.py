"""What is wrong with a story file, and in which line."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from events.one_line import one_line


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One reason why a file is refused; `line` counts from 1, `field` is a path from the top."""

    line: int
    field: str
    message: str

    def text(self, path: Path) -> str:
        told = f"{self.field}: {self.message}" if self.field else self.message
        return one_line(f"{path}:{self.line}: {told}")


class StoryFileError(ValueError):
    """The file cannot be used; `faults` holds every reason found, in the order of the lines."""

    def __init__(self, path: Path, faults: Iterable[Fault]) -> None:
        self.path = path
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(fault.text(path) for fault in self.faults))


def field_path(start: str, pointer: str) -> str:
    """`events[3]` and the JSON pointer `/data/members/0` as `events[3].data.members[0]`."""
    path = start
    for token in pointer.split("/")[1:]:
        name = token.replace("~1", "/").replace("~0", "~")
        path += f"[{name}]" if name.isdigit() else f".{name}"
    return path
