"""What a dry run shows of the views, which are told of by those who have them.

The log knows nothing of views; whoever derives them registers what previews their changes.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from events.recorded import RecordedEvent

Rows = list[dict[str, Any]]
Preview = Callable[[Sequence[RecordedEvent]], Mapping[str, Rows]]

KINDS = ("opens", "closes", "contradictions")
_previews: list[Preview] = []


def register(preview: Preview) -> None:
    """Once; again does nothing."""
    if preview not in _previews:
        _previews.append(preview)


def preview(events: Sequence[RecordedEvent]) -> dict[str, Rows]:
    """The rows that recording these events, after the head of the log, would open and close."""
    shown: dict[str, Rows] = {kind: [] for kind in KINDS}
    for of_views in _previews:
        for kind, rows in of_views(events).items():
            shown.setdefault(kind, []).extend(rows)
    return shown
