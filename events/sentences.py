"""Sentences of the log with names for ids, which are told by those who know names.

The log knows ids only; whoever derives names from it registers what tells them.
"""

from collections.abc import Callable, Collection, Mapping, Sequence

from events.recorded import RecordedEvent
from events.types import placeholders, render

Calling = Callable[[Collection[str], int, Sequence[RecordedEvent]], Mapping[str, str]]
"""What ids are called at a position, if these events were recorded after it."""
_callings: list[Calling] = []


def register(calling: Calling) -> None:
    """Once; again does nothing."""
    if calling not in _callings:
        _callings.append(calling)


def in_words(
    summaries: Sequence[str], position: int, coming: Sequence[RecordedEvent] = ()
) -> list[str]:
    """The sentences as they read then; an id that nobody has a name for stands for itself."""
    ids = {one for summary in summaries for one in placeholders(summary)}
    names: dict[str, str] = {}
    for calling in _callings:
        names |= calling(ids, position, coming)
    return [render(summary, names) for summary in summaries]
