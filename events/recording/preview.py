"""Who can say what an append would change: the views register themselves here."""

from collections.abc import Callable, Sequence
from typing import Any

from events.recorded import RecordedEvent

Preview = Callable[[Sequence[RecordedEvent]], dict[str, list[dict[str, Any]]]]
_previews: list[Preview] = []


def register(preview: Preview) -> None:
    """Have a view asked by every dry run. Registering twice is the same as once."""
    if preview not in _previews:
        _previews.append(preview)


def previews() -> tuple[Preview, ...]:
    return tuple(_previews)
