"""Why nothing was appended."""

from uuid import UUID


class AppendRefused(Exception):
    """Nothing was recorded. `index` is the place in the batch of the event at fault."""

    index: int = 0


class VersionConflict(AppendRefused):
    """The stream has moved on since its version was read."""

    def __init__(self, stream: str, expected: int, actual: int, index: int) -> None:
        super().__init__(f"{stream} is at version {actual}, not {expected}")
        self.stream = stream
        self.expected = expected
        self.actual = actual
        self.index = index


class DuplicateEventId(AppendRefused):
    def __init__(self, id: UUID, index: int) -> None:
        super().__init__(f"there is an event {id} already")
        self.id = id
        self.index = index


class AlreadyIntroduced(AppendRefused):
    def __init__(self, slug: str, index: int) -> None:
        super().__init__(f"{slug} was introduced already")
        self.slug = slug
        self.index = index


class KeyMismatch(AppendRefused):
    """The idempotency key was used with another body."""


class KeyInFlight(AppendRefused):
    """Another request with the same idempotency key is still being recorded."""
