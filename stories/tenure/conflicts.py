"""What the rules found that cannot all be true."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from stories.tenure.accounts import Account

ConflictKind = Literal[
    "start",  # accounts of when a post was taken up
    "end",  # accounts of when it was left
    "reappointed",  # appointed although in the post already
    "two_holders",  # two people certainly in a post for one
    "after_death",  # appointed or seen in a post after dying
    "chair_without_seat",  # seen in the chair after leaving the board
]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Facts about one post of which at least one is wrong. `events` begins with what counted."""

    kind: ConflictKind
    post: str
    people: tuple[str, ...]
    events: tuple[str, ...]


def of_accounts(
    kind: ConflictKind, person: str, post: str, account: Account | None
) -> Iterable[Conflict]:
    if account is not None and account.contradicting:
        told = (account.told, *account.contradicting)
        yield Conflict(kind, post, (person,), tuple(one.event for one in told))
