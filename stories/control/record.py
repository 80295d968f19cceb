"""The facts about the control of one entity, sorted out by who controls it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from events.facts import Fact
from events.types.control import ControlEnded, ControlEstablished, ControlObserved
from events.types.governance.organizations import OrganizationDissolved, OrganizationFounded
from events.types.governance.people import PersonDied
from stories.control.terms import NOTHING_SAID, Terms
from stories.spans.changes import Change as AnyChange
from stories.spans.dated import Dated, dated

Change = AnyChange[Terms]
"""Causes are `said`, and `gone` of what ends because one of the two is no more."""


@dataclass(slots=True)
class Record:
    holders: dict[str, list[Change]] = field(default_factory=lambda: defaultdict(list))
    foundings: dict[str, list[Dated]] = field(default_factory=lambda: defaultdict(list))
    dissolutions: dict[str, list[Dated]] = field(default_factory=lambda: defaultdict(list))
    deaths: dict[str, list[Dated]] = field(default_factory=lambda: defaultdict(list))


def sort_out(controlled: str, facts: Iterable[Fact]) -> Record:
    record = Record()
    for fact in facts:
        _file(controlled, dated(fact), record)
    return record


def _file(controlled: str, told: Dated, record: Record) -> None:
    data = told.fact.data
    match data:
        case ControlEstablished() | ControlObserved() | ControlEnded():
            # After a merge of the two the fact tells that something controls itself.
            if data.controlled == controlled != data.controller:
                record.holders[data.controller].append(_change(told, data))
        case OrganizationFounded():
            record.foundings[data.organization].append(told)
        case OrganizationDissolved():
            record.dissolutions[data.organization].append(told)
        case PersonDied():
            record.deaths[data.person].append(told)


def _change(told: Dated, data: ControlEstablished | ControlObserved | ControlEnded) -> Change:
    match data:
        case ControlEstablished():
            return Change("opened", told, Terms(data.control_kind, data.share))
        case ControlObserved():
            return Change("seen", told, Terms(data.control_kind, data.share))
        case ControlEnded():
            return Change("closed", told, NOTHING_SAID)
