"""A row ended by what tells so, and by what nothing outlasts."""

from __future__ import annotations

from collections.abc import Sequence

from events.when import Window
from stories.spans.accounts import Account
from stories.spans.changes import A, Change
from stories.spans.dated import Dated, earlier_of_both, last_of
from stories.spans.ends import End, after_sightings, over_by_then, possibly_never
from stories.spans.rows import Span


def close(row: Span, end: End, too: Sequence[Change[A]]) -> None:
    """End a row by what closed it; `too` would have ended it as well."""
    account = end.account
    window, limiting = end.over_by([one.dated for one in too])
    window = after_sightings(window, row.sightings, row.reopenings)
    if account.disputed_on("happened"):
        window = possibly_never(window, row.start.latest)
        window, limiting = over_by_then(window, _told_later(account, too))
    row.end, row.end_text, row.inferred = window, account.text, end.inferred
    row.end_shows = end.shows
    row.ended = tuple(dict.fromkeys((*account.agreeing, *limiting)))
    row.disputed = row.disputed or any(one.fact.disputes for one in row.ended)


def _told_later(denied: Account, too: Sequence[Change[A]]) -> list[Dated]:
    """The ends told for later than one that is denied, with which they are not.

    What can be the same end, or only follows from one, is denied with it.
    """
    as_sure = [one for one in denied.contradicting if one.rank == denied.told.rank]
    told = [*as_sure, *(one.dated for one in too if one.told)]
    return [one for one in told if one.first > last_of(denied.window)]


def cut_off(row: Span, over: Dated, agreeing: Sequence[Dated]) -> None:
    """End a row, which ended before what nothing outlasts, at the latest with that.

    Where nothing shows that it held until its end, it ended at the earlier of both moments.
    """
    if over.fact.disputed_on("happened") or row.end is None:
        return
    if over.last < row.ends_first:
        row.end = after_sightings(over.window, row.sightings, row.reopenings)
        row.end_text, row.inferred, row.ended = over.text, True, ()
        row.end_shows = False
    else:
        window = _ended_by_then(row, row.end, over.window)
        if window == row.end:
            return
        row.end = window
    row.ended = tuple(dict.fromkeys((*row.ended, *agreeing)))
    row.disputed = row.disputed or any(one.fact.disputes for one in agreeing)


def _ended_by_then(row: Span, end: Window, over: Window) -> Window:
    latest = earlier_of_both(end, over).latest
    if row.end_shows:
        return Window(end.earliest, latest)
    return earlier_of_both(
        end, after_sightings(Window(over.earliest, latest), row.sightings, row.reopenings)
    )
