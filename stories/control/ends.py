"""How control ended: by an end told as such, or because one of the two is no more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from events.types.control import ControlEnded
from stories.control.record import Change, Record
from stories.control.terms import NOTHING_SAID
from stories.spans.accounts import Account, settle
from stories.spans.dated import Dated
from stories.spans.ends import End, by_manner

GONE = "gone"


def ceasing(record: Record, controlled: str, controller: str) -> dict[Dated, Account]:
    """What ends the control of the one by the other without being told as its end.

    A dissolution or a death, by the telling of it that counts; with all accounts of it.
    """
    told = [
        *(record.dissolutions.get(one) for one in (controlled, controller)),
        *(record.deaths.get(one) for one in (controlled, controller)),
    ]
    accounts = [settle(one) for one in told if one]
    return {account.told.narrowed(account.window): account for account in accounts}


def with_ceasing(changes: Sequence[Change], gone: Mapping[Dated, Account]) -> list[Change]:
    """The changes and those endings, in order of time."""
    ended = [Change("ended", dated, NOTHING_SAID, GONE, final=True) for dated in gone]
    return sorted([*changes, *ended], key=lambda change: change.dated.order)


def end_told(endings: Sequence[Change], gone: Mapping[Dated, Account]) -> End:
    """What closes a spell; the first of `endings` did, others are accounts of the same.

    Nothing controls, or is controlled, longer than it exists.
    """
    closing = endings[0]
    told = [change.dated for change in endings if change.kind == "closed"]
    if closing.cause == GONE:
        account = gone[closing.dated]
        return End(account, inferred=True, overruled=tuple(told), shows=closing.shows)
    return End(settle(told), inferred=False)


def how(end: End) -> str | None:
    """As an account has it that prevailed in a dispute on it, else the account that counts, or
    another where that one does not say."""
    told = [fact.data for fact in by_manner(end)]
    return next((d.how for d in told if isinstance(d, ControlEnded) and d.how is not None), None)
