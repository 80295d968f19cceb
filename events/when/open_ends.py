"""Where a time that is open upwards ends: with the source that reported it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from events.when.errors import ACCEPTED_TEXTS, WhenError, quoted
from events.when.reading import read_text
from events.when.spans import end_of_day
from events.when.window import Window
from events.when.zones import zone_named


def check_published(text: str) -> str:
    """`text` if a citation's `published` can be read in any zone, else WhenError."""
    _publication_end(text, zone_named("UTC"))
    return text


def closed(
    window: Window,
    open_from: Window | None,
    published: str | None,
    recorded_at: datetime,
    zone: ZoneInfo,
) -> Window:
    """A window that is open upwards, from `open_from` on (None: `unknown`), given its end.

    It ends with the civil day in `zone` on which the first citation was published (a month or
    a year counts to its end), else with `recorded_at`. A source may announce: where that falls
    before the open member, the window ends with that member, so [2024..] published in 2023 is
    the year 2024.
    """
    end = _publication_end(published, zone) if published is not None else None
    end = recorded_at.astimezone(UTC) if end is None else end
    if open_from is not None and open_from.earliest is not None and end < open_from.earliest:
        end = open_from.latest or end
    return Window(window.earliest, end if window.latest is None else max(end, window.latest))


def _publication_end(published: str, zone: ZoneInfo) -> datetime | None:
    """None for a publication that itself has no end."""
    if not isinstance(published, str):
        raise WhenError("published", f"A date of publication is a text, not {published!r:.60}.")
    try:
        reading = read_text(published.strip(), zone)
    except WhenError as error:
        reason = f"Published {quoted(published)}: {error.reason}"
        accepted = error.accepted and ACCEPTED_TEXTS
        raise WhenError("published", reason, accepted) from None
    if reading.open_upwards or reading.window.latest is None:
        return None
    return end_of_day(reading.window.latest, zone)
