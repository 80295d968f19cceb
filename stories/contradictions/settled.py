"""What the desk has settled about a fact, and which accounts are left to contradict each other."""

from __future__ import annotations

from collections.abc import Iterable

from events.facts import Fact, in_effect, target_of


def settled(fact: Fact, what: str) -> str | None:
    """`original` or `account`, if a dispute on that was settled so; the latest one counts."""
    standing = in_effect(fact.amendments)
    open_disputes: dict[object, str] = {}
    prevailing: str | None = None
    for event in fact.amendments:
        if event.id not in standing:
            continue
        said = event.content["data"]
        if event.type == "event.disputed":
            open_disputes[event.id] = said["what"]
        elif event.type == "dispute.settled":
            target = target_of(event)
            closed = [target] if target in open_disputes else list(open_disputes)
            if what in [open_disputes.pop(dispute, None) for dispute in closed]:
                prevailing = str(said["prevailing"])
    return prevailing


def contenders(facts: Iterable[Fact], what: str) -> list[Fact]:
    """The facts whose word on `when` or the `manner` still counts.

    Where a dispute was settled for the original, only that one; where for the account, not it.
    """
    verdicts = [(fact, settled(fact, what)) for fact in facts]
    upheld = [fact for fact, verdict in verdicts if verdict == "original"]
    return upheld or [fact for fact, verdict in verdicts if verdict is None]
