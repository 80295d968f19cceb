"""Names in question looked up among those of the projection, by an index kept in the process.

The index holds spellings only, and is read once: later questions read what was named since.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Hashable
from threading import Lock

from stories.engine.reading import Known
from stories.views import queries
from stories.views.candidates import candidates
from stories.views.name_index import NameIndex
from stories.views.shapes import Json

KEPT = 2
"""Indexes: that of the live generation, and the one before it while it is still asked for."""


class _Spellings:
    """An index that is complete up to a position."""

    def __init__(self) -> None:
        self.index = NameIndex()
        self.upto = -1

    def extend(self, known: Known) -> None:
        """Read what was named since. All rows from up to the known position are there by now."""
        if known.position > self.upto:
            for entity, name in queries.named_since(known, self.upto):
                self.index.add(name, entity)
            self.upto = known.position


_lock = Lock()
_kept: OrderedDict[Hashable, _Spellings] = OrderedDict()


def resolve(known: Known, name: str, kinds: Collection[str], limit: int) -> Json:
    """The answer to `resolve`: candidates as known, best first."""
    with _lock:
        bearers = _spellings(known).index.bearers(name)
    return candidates(name, queries.names_borne(known, kinds, bearers), limit)


def _spellings(known: Known) -> _Spellings:
    """A track that is taken up again after it was parked gets rows from positions long past, so
    that an index from before then would lack them: what is parked is part of its key.
    """
    key = (known.log, known.generations["names"], *queries.parked_names(known))
    found = _kept.setdefault(key, _Spellings())
    _kept.move_to_end(key)
    while len(_kept) > KEPT:
        _kept.popitem(last=False)
    found.extend(known)
    return found
