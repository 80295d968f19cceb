"""Why something was refused, in a form that names the place in what was sent."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason; `pointer` is an RFC 6901 JSON pointer into the request body."""

    pointer: str
    code: str
    detail: str

    def under(self, prefix: str) -> "Problem":
        return Problem(prefix + self.pointer, self.code, self.detail)

    def as_json(self) -> dict[str, str]:
        return {"pointer": self.pointer, "code": self.code, "detail": self.detail}


class Refused(Exception):
    """Nothing was recorded; `errors` holds every reason found, not just the first."""

    def __init__(self, errors: Sequence[Problem]) -> None:
        super().__init__("; ".join(f"{e.pointer or '/'}: {e.detail}" for e in errors))
        self.errors = tuple(errors)


def token(part: str | int) -> str:
    """One reference token of a JSON pointer, escaped."""
    return "/" + str(part).replace("~", "~0").replace("/", "~1")
