"""Whether an editorial event can act on its target as the record stands. Pure."""

from collections.abc import Callable, Collection, Mapping
from uuid import UUID

from events.effective import in_effect
from events.facts import Undecodable
from events.recorded import RecordedEvent
from events.recording.correcting import check_correction
from events.recording.draft import Draft
from events.recording.known import Known
from events.recording.sent import Sent
from events.types import Amendment, event_type

Rule = Callable[[Sent, RecordedEvent, Known, Draft | None], None]


def find_target(
    sent: Sent, known: Known, batch: Collection[UUID], faulty: Collection[UUID]
) -> bool:
    """Whether the target is there and of a kind that the event can act on."""
    if sent.amendment is None:
        return True
    wanted = sent.target
    if wanted is None:
        return False  # the data said so already
    target = known.events.get(wanted)
    if target is not None:
        return _accepts(sent, sent.amendment, target)
    if wanted in faulty:
        return False  # its own faults are told already
    if wanted in batch:
        sent.refuse("/data/event", "later_in_batch", f"event {wanted} must come before this one")
    else:
        sent.refuse("/data/event", "unknown_event", f"there is no event {wanted}")
    return False


def check_effect(sent: Sent, known: Known, draft: Draft | None) -> None:
    """That the amendment would change something, and leave a fact that can be read.

    Without a draft, since it has other faults, what can be told all the same.
    """
    rule = RULES.get(sent.amendment.type) if sent.amendment else None
    target = known.events.get(sent.target) if sent.target else None
    if rule is None or target is None:
        return
    try:
        rule(sent, target, known, draft)
    except Undecodable as fault:
        sent.refuse("/data/event", "unreadable", str(fault))


def _accepts(sent: Sent, amendment: type[Amendment], target: RecordedEvent) -> bool:
    if amendment.can_target(event_type(target.type)):
        return True
    original = f"; the original is event {target.root}" if target.root != target.id else ""
    accepted = amendment.accepted_targets()
    detail = f"{amendment.type} acts on {accepted}, not on {target.type}{original}"
    sent.refuse("/data/event", "wrong_target", detail)
    return False


def _retract(sent: Sent, target: RecordedEvent, known: Known, draft: Draft | None) -> None:
    if target.id not in in_effect(known.by_root[target.root]):
        sent.refuse("/data/event", "already_retracted", f"event {target.id} is retracted already")
    _leave_readable(sent, target, known, draft)


def _reinstate(sent: Sent, target: RecordedEvent, known: Known, draft: Draft | None) -> None:
    if target.id in in_effect(known.by_root[target.root]):
        sent.refuse("/data/event", "not_retracted", f"event {target.id} is not retracted")
    _leave_readable(sent, target, known, draft)


def _leave_readable(sent: Sent, target: RecordedEvent, known: Known, draft: Draft | None) -> None:
    """Corrections build on one another: without one of them, or with it again, a later one may
    make no sense. What cannot be read before either is left to be mended.
    """
    if draft is None or not _is_readable(known, target.root):
        return
    try:
        known.amended(draft.provisional)
    except Undecodable as fault:
        detail = f"with the corrections that then count it cannot be read: {fault}"
        sent.refuse("/data/event", "unreadable", detail)


def _is_readable(known: Known, root: UUID) -> bool:
    try:
        known.fact(root)
    except Undecodable:
        return False
    return True


def _settle(sent: Sent, target: RecordedEvent, known: Known, draft: Draft | None) -> None:
    """What is settled may be settled again for the other account: the later verdict counts."""
    fact = known.fact(target.root)
    disputes = fact.disputes
    if target.type == "event.disputed":
        disputes = tuple(dispute for dispute in disputes if dispute.event == target.id)
    if disputes or (fact.verdicts and draft is None):
        return
    if draft is None or known.amended(draft.provisional).verdicts == fact.verdicts:
        sent.refuse("/data/event", "not_disputed", f"nothing about event {target.id} is in dispute")


def _unfile(sent: Sent, target: RecordedEvent, known: Known, draft: Draft | None) -> None:
    story = getattr(sent.readable, "story", None)
    if story in known.stories and story not in known.fact(target.root).stories:
        detail = f"event {target.id} is not filed under {story}"
        sent.refuse("/data/story", "not_filed", detail)


def _correct(sent: Sent, target: RecordedEvent, known: Known, draft: Draft | None) -> None:
    check_correction(sent, target, known, draft)


RULES: Mapping[str, Rule] = {
    "event.corrected": _correct,
    "event.retracted": _retract,
    "event.reinstated": _reinstate,
    "dispute.settled": _settle,
    "event.unfiled": _unfile,
}
