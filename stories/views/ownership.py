"""Who controls an entity, and what it controls, up and down the chain. Pure."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Literal

from events.when import Moment, Window
from stories.views import runs
from stories.views.during import happened_on
from stories.views.shapes import Json, Names, instant_json
from stories.views.stakes import Link, Stake, by_pair, links, pair

DEEPEST = 60
MOST_LINKS = 2_000
"""A link past either is `truncated` where there would be more beyond it."""
Change = Literal["began", "changed", "ended"]


def ownership(subject: str, stakes: Sequence[Stake], moment: Moment, names: Names) -> Json:
    """The part of the answer that depends on the moment; `stakes` are those of the chain."""
    held = links(stakes, moment.instant)
    return {
        "above": above(subject, held, names),
        "below": below(subject, held, names),
        "during_day": during_day(stakes, moment, names),
    }


def above(subject: str, held: Iterable[Link], names: Names) -> list[Json]:
    """Who controls the subject, each link with those above it; the strongest first."""
    return _chain(subject, held, "above", _controlled, _controller, names)


def below(subject: str, held: Iterable[Link], names: Names) -> list[Json]:
    """What the subject controls, each link with what is below it; the strongest first."""
    return _chain(subject, held, "below", _controller, _controlled, names)


def controllers(subject: str, stakes: Sequence[Stake], instant: datetime) -> set[str]:
    """The subject and all above it."""
    found, frontier = {subject}, [subject]
    upwards: dict[str, list[str]] = defaultdict(list)
    for link in links(stakes, instant):
        upwards[link.last.controlled].append(link.last.controller)
    while frontier:
        new = [one for one in upwards[frontier.pop()] if one not in found]
        found.update(new)
        frontier += new
    return found


def _controller(link: Link) -> str:
    return link.last.controller


def _controlled(link: Link) -> str:
    return link.last.controlled


def _chain(
    subject: str,
    held: Iterable[Link],
    direction: str,
    near: Callable[[Link], str],
    far: Callable[[Link], str],
    names: Names,
) -> list[Json]:
    """Links from the subject, each with those beyond it; nearest first, so that a cut is far off.

    Where a chain comes back to something in it, the link is a `cycle` and the chain ends.
    """
    leaving: dict[str, list[Link]] = defaultdict(list)
    for link in held:
        leaving[near(link)].append(link)
    top: list[Json] = []
    told = 0
    queue: deque[tuple[tuple[str, ...], list[Json]]] = deque([((subject,), top)])
    while queue:
        path, into = queue.popleft()
        for link in leaving.get(path[-1], ()):
            further = far(link)
            shape = _link(link, names) | {direction: []}
            into.append(shape)
            told += 1
            if further in path:
                shape["cycle"] = True
            elif further in leaving and (len(path) >= DEEPEST or told >= MOST_LINKS):
                shape["truncated"] = True
            else:
                queue.append(((*path, further), shape[direction]))
    return top


def _link(link: Link, names: Names) -> Json:
    return {
        "controller": names.entity(link.last.controller),
        "controlled": names.entity(link.last.controlled),
        "kind": link.last.kind,
        "share": link.share,
        "presence": link.presence,
        "disputed": link.disputed,
        "start": _bound(link.first.start_text, link.first.start),
        "end": _bound(link.last.end_text, link.last.end) if link.last.end else None,
        "how": link.last.how,
        "inferred": link.last.inferred,
        "last_attested": instant_json(link.last_attested),
        "confidence": link.last.confidence,
        "events": link.events,
    }


def _bound(text: str | None, window: Window) -> Json:
    return {"text": text, **window.as_json()}


def during_day(stakes: Iterable[Stake], moment: Moment, names: Names) -> list[Json]:
    """Changes that happened, or can have happened, within the day that was asked for."""
    if moment.day is None:
        return []
    day = Window(*moment.day)
    found = [
        (window.earliest, window.latest, pair(one), change, one, window, certainty)
        for one, change, window in _changes(stakes)
        if (certainty := happened_on(window, day))
    ]
    found.sort(key=lambda item: item[:4])
    return [
        _change(one, change, window, names) | {"presence": certainty}
        for *_, change, one, window, certainty in found
    ]


def _changes(stakes: Iterable[Stake]) -> Iterator[tuple[Stake, Change, Window]]:
    for of_pair in by_pair(stakes).values():
        for one in of_pair:
            if any(runs.meets(other, one) for other in of_pair):
                yield one, "changed", one.start
            elif one.start_known:
                yield one, "began", one.start
            if one.end is not None and not any(runs.meets(one, other) for other in of_pair):
                yield one, "ended", one.end


def _change(one: Stake, change: Change, window: Window, names: Names) -> Json:
    ended = change == "ended"
    return {
        "controller": names.entity(one.controller),
        "controlled": names.entity(one.controlled),
        "change": change,
        "kind": one.kind,
        "share": one.share,
        "window": window.as_json(),
        "how": one.how if ended else None,
        "inferred": one.inferred and ended,
        "disputed": one.disputed,
        "events": list((one.end_events if ended else one.start_events) or one.events),
    }
