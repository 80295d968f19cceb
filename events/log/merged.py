"""The merges of the log, kept by each thread: nothing is told without them, however many they are.

What was recorded never changes, so that only what came since has to be read. That it is still the
same log, and not one restored from a backup, the hash of the last event looked at proves, for it
covers all before it.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

from events.facts import MERGE
from events.log import read
from events.merges import Merges

FAR = 10_000
"""Events, of which most say nothing of merges, after which they are asked for anew."""


@dataclass(frozen=True, slots=True)
class _Kept:
    upto: int
    hash: bytes
    merges: Merges


class _OfThread(threading.local):
    """What is worked out of merges is kept within them, which two threads must not do at once."""

    kept: _Kept | None = None


_here = _OfThread()


def merges(upto: int) -> Merges:
    """Every merge recorded up to a position, and what amends it.

    One query; up to four in a thread that has not looked for long, or looks at another log. What
    is given to one caller is not changed by another.
    """
    if upto == 0:
        return Merges()
    kept = _here.kept
    found = _since(kept, upto) if kept and upto <= kept.upto + FAR else None
    _here.kept = found = found or _anew(upto)
    return found.merges.until(upto)


def _since(kept: _Kept, upto: int) -> _Kept | None:
    """What is kept, with what came since; None where the log is another, or not yet so long."""
    events = read.ends_and_between(kept.upto, upto, [MERGE])
    if not events or events[0].hash != kept.hash:
        return None
    return _Kept(events[-1].position, events[-1].hash, kept.merges.extended(events))


def _anew(upto: int) -> _Kept:
    originals = read.events_of_types([MERGE], upto)
    merges = read.events_of_roots([event.root for event in originals], upto) if originals else []
    last = read.read_between(upto - 1, upto)
    # Of a position that the log has not reached nothing proves what is known: next it is read anew.
    return _Kept(upto, last[0].hash if last else b"", Merges(merges))
