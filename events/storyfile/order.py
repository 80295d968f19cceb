"""The ids of a story file's events, and the order in which they can be recorded."""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5

from events.types import event_types

NAMESPACE = UUID("5b0f6a0e-6f0c-5c0e-9a53-7b1d5f2f4c11")
"""Of the ids of events from story files. It never changes: loading again depends on it."""
_RANKS = {"introduction": 0, "story": 1, "definition": 2, "identity": 3, "fact": 3, "editorial": 4}


def event_id(
    story: str, *, ref: str | None, envelope: Mapping[str, Any], opened: Collection[str] = ()
) -> UUID:
    """Always the same for the same event of the same story, so that loading again is harmless.

    An introduction is known by what it introduces, another event by its `ref`, and one without
    by all that it says. `opened` are the stories of the file: an entity may have the slug of one.
    """
    introduced = introduction(envelope)
    if introduced is not None:
        kind, slug = introduced
        what = "entity" if kind != "story" and slug in opened else "introduction"
        return uuid5(NAMESPACE, f"{story}\n{what}\n{slug}")
    if ref is not None:
        return uuid5(NAMESPACE, f"{story}\nref\n{ref}")
    content = json.dumps(envelope, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return uuid5(NAMESPACE, f"{story}\ncontent\n{content}")


def introduction(envelope: Mapping[str, Any]) -> tuple[str, str] | None:
    """The kind and slug that an envelope introduces, without asking whether it is valid."""
    found = event_types().get(str(envelope.get("type")))
    return found.introduction_sent(envelope.get("data")) if found else None


def rank(envelope: Mapping[str, Any]) -> int:
    """Introductions, stories, definitions, facts, then what acts on others."""
    found = event_types().get(str(envelope.get("type")))
    if found is None:
        return _RANKS["fact"]
    if found.kind == "story" and found.introduces() is None:
        return _RANKS["editorial"]
    return _RANKS[found.kind]


def in_order(
    ranks: Sequence[int],
    needs: Callable[[int], Iterable[int]],
    circular: Callable[[int, int], None],
) -> list[int]:
    """The indexes by rank, each after those it needs, otherwise as they stood.

    `circular` is told of each that needs another which cannot come before it.
    """
    done: dict[int, bool] = {}
    ordered: list[int] = []
    for start in sorted(range(len(ranks)), key=lambda index: ranks[index]):
        path = [(start, False)]
        while path:
            index, left = path.pop()
            if left:
                done[index] = True
                ordered.append(index)
            elif index not in done:
                done[index] = False
                path.append((index, True))
                for need in dict.fromkeys(needs(index)):
                    if need not in done:
                        path.append((need, False))
                    elif not done[need]:
                        circular(index, need)
    return ordered
