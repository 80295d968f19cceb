"""Which accounts of a matter are left to contradict each other once the desk has settled some."""

from __future__ import annotations

from collections.abc import Iterable

from events.facts import Fact


def contenders(facts: Iterable[Fact], what: str) -> list[Fact]:
    """The facts whose word on `when` or the `manner` still counts.

    Where a dispute was settled for the original, only that one; where for the account, not it.
    """
    verdicts = [(fact, fact.verdicts.get(what)) for fact in facts]
    upheld = [fact for fact, verdict in verdicts if verdict == "original"]
    return upheld or [fact for fact, verdict in verdicts if verdict is None]
