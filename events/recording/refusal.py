"""Why something was refused, in a form that names the place in what was sent."""

from collections.abc import Sequence

from events.types import Problem

__all__ = ["Problem", "Refused"]


class Refused(Exception):
    """Nothing was recorded; `errors` holds every reason found, not just the first."""

    def __init__(self, errors: Sequence[Problem]) -> None:
        super().__init__("; ".join(f"{error.pointer or '/'} {error.detail}" for error in errors))
        self.errors = tuple(errors)
