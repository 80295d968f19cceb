"""When an event happened, and in which zone that was meant. Pure."""

from datetime import datetime

from events.recording.known import Known
from events.recording.sent import Sent
from events.when import When, WhenError, check_timezone, read_occurred


def read_time(sent: Sent, known: Known, *, default_zone: str, now: datetime) -> When | None:
    """The resolved time; what cannot be read is noted as a problem."""
    occurred = sent.occurred
    if occurred is None:
        return None
    zone = zone_of(sent, known, default_zone)
    published = sent.published[0] if sent.published else None
    try:
        when = read_occurred(occurred, timezone=zone, published=published, recorded_at=now)
    except WhenError as fault:
        for each in fault.every:
            if each.code != "published":  # told of the citation itself
                sent.refuse(f"/occurred{each.pointer}", each.code, each.reason, each.accepted)
        return None
    return when if zone == _meant(sent, known, default_zone) else None


def zone_of(sent: Sent, known: Known, default_zone: str) -> str:
    """The zone to read in: UTC where there is none of the name, which the envelope tells, so that
    other faults of the time are told with it.
    """
    zone = _meant(sent, known, default_zone)
    try:
        return check_timezone(zone)
    except WhenError:
        return "UTC"


def _meant(sent: Sent, known: Known, default_zone: str) -> str:
    """The event's zone, else that of its first story, else the newsroom's."""
    if sent.timezone:
        return sent.timezone
    story = sent.stories[0] if sent.stories else None
    return (known.stories.get(story) if story else None) or default_zone
