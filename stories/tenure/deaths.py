"""A death ends every tenure, and nobody begins one after it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from events.when import Window
from stories.spans.accounts import Account
from stories.spans.closing import cut_off
from stories.spans.dated import last_of
from stories.spans.ends import after_death, after_sightings, possibly_never
from stories.tenure.conflicts import Conflict
from stories.tenure.record import Change, PersonInPost
from stories.tenure.tenures import Tenure


def before_death(
    changes: Mapping[PersonInPost, list[Change]], deaths: Mapping[str, Account]
) -> list[Conflict]:
    """Take out appointments and observations certainly after a death, and report them."""
    conflicts: list[Conflict] = []
    for (person, post), own in changes.items():
        late = after_death(own, deaths.get(person))
        for change in late:
            events = (deaths[person].told.event, change.dated.event)
            conflicts.append(Conflict("after_death", post, (person,), events))
    return conflicts


def end_at_death(tenures: Iterable[Tenure], deaths: Mapping[str, Account]) -> list[Conflict]:
    """Close what is open, or was said to end later; told as a departure, certainly later, that is
    reported. Who succeeds the dead, or that all ended later, says nothing of when they left."""
    conflicts: list[Conflict] = []
    for tenure in tenures:
        death = deaths.get(tenure.person)
        if death is None:
            continue
        if death.disputed_on("happened"):
            if tenure.end is None:
                _die(tenure, death, possibly_never(death.window, tenure.start.latest))
        elif tenure.end is None or tenure.ends_first > last_of(death.window):
            if tenure.end is not None and not tenure.inferred and _told_later(tenure, death):
                events = (death.told.event, *(one.event for one in tenure.ended))
                conflicts.append(Conflict("end", tenure.post_id, (tenure.person,), events))
            _die(tenure, death, after_sightings(death.window, tenure.sightings, tenure.reopenings))
        else:
            cut_off(tenure, death.told.narrowed(death.window), death.agreeing)
    return conflicts


def _told_later(tenure: Tenure, death: Account) -> bool:
    """By its own accounts: that somebody was seen on the day puts no departure after that day."""
    return any(one.first > last_of(death.window) for one in tenure.ended)


def _die(tenure: Tenure, death: Account, window: Window) -> None:
    tenure.end, tenure.end_text, tenure.inferred = window, death.text, True
    tenure.manner, tenure.reason = "died", None
    tenure.ended = death.agreeing
    tenure.disputed = tenure.disputed or death.disputed
