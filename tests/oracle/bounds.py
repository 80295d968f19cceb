"""When a row began and ended, of what is said about its own person and post."""

from __future__ import annotations

from datetime import datetime

from tests.oracle.claims import ALWAYS, MICROSECOND, NEVER, Claim, Span, account, denied, eve_of
from tests.oracle.rows import Row


def bound(rows: list[Row], founded: datetime) -> None:
    """Of one person in one post, in order of time."""
    previous: Row | None = None
    for row in rows:
        told = _departure(row)
        if row.starts:
            row.begin, row.starts = account(row.starts)
            row.begun_by = row.begin[1]
        if row.continues and previous:
            if row.begin[0] == ALWAYS:
                row.begin = (min(founded, row.begin[1]), row.begin[1])
            previous.end = row.begin
            previous.left_by = row.starts
        elif row.known:
            row.begin = _known(row)
        else:
            _unknown(row, told, founded, previous.end if previous else None)
        if previous and not row.continues:
            _over_before_the_next(previous, row)
        if row.endings:
            _close(row, told, row.shown_by(rows))
            _end_before(row, rows[: rows.index(row)])
        previous = row


def earlier(one: Span | None, other: Span) -> Span:
    """When the earlier of two moments can have been."""
    return (min(one[0], other[0]), min(one[1], other[1])) if one else other


def _end_before(row: Row, earlier: list[Row]) -> None:
    """What went on as this row, which ended, had changed into it by then."""
    following = row
    for before in reversed(earlier):
        if not following.follows(before) or before.end is None or row.end is None:
            return
        before.end = (before.end[0], min(before.end[1], row.end[1]))
        following = before


def _over_before_the_next(previous: Row, row: Row) -> None:
    """What possibly never ended had ended when the post was taken up again."""
    if previous.end and previous.end[1] == NEVER:
        previous.end = (previous.end[0], max(previous.end[0], row.begin[1]))


def _departure(row: Row) -> list[Claim]:
    """Accounts of the departure, where that is what ended it."""
    told = [one for one in row.endings if one.says in ("departed", "all")]
    return [] if told and row.endings[0].says == "dissolved" else told


def _alike(endings: list[Claim]) -> list[Claim]:
    """Accounts of what ended it without naming it: of one dissolution, or replacements."""
    return [one for one in endings if one.says == endings[0].says]


def _known(row: Row) -> Span:
    first, last = row.begin
    for one in row.held:
        last = min(last, max(first, _shown_from(one, first)))
    return first, last


def _shown_from(one: Claim, first: datetime) -> datetime:
    """From when an observation shows the post held, if it was taken up at `first` or later."""
    if one.day is None:
        return one.last
    if first < one.day[0]:
        return one.day[0]
    return one.first if first < one.first else one.last


def _unknown(row: Row, told: list[Claim], founded: datetime, previous: Span | None) -> None:
    certain, begun_by = [], []
    if row.starts:
        certain.append(row.begin[1])
        begun_by.append(row.begin[1])
    for one in row.held:
        certain.append(_shown_after(one, previous))
        begun_by.append(one.last)
    if told or (row.endings and row.endings[0].shows):
        (first, last), by = account(told or _alike(row.endings))
        zone = by[0].zone
        for one in [] if denied(by) else row.ended_too:
            if first <= one.last < last and "happened" not in one.disputed:
                last, zone = one.last, one.zone
        certain.append(eve_of(last, zone))
        begun_by.append(last)
    row.begun_by = min(begun_by)
    limits = [limit for limit in (founded, previous[0] if previous else ALWAYS) if limit != ALWAYS]
    counting = [limit for limit in limits if limit <= row.begun_by]
    first = max(counting, default=min(certain) if limits else ALWAYS)
    row.begin = (first, max(first, min(certain)))


def _shown_after(one: Claim, previous: Span | None) -> datetime:
    """From when an observation shows the post held again, after it was left in `previous`."""
    if one.day is None:
        return one.last
    left = ALWAYS if previous is None else previous[0] if previous[1] == NEVER else previous[1]
    return one.day[0] if left <= one.day[0] else max(one.first, min(left, one.last))


def _close(row: Row, told: list[Claim], shown: list[Claim]) -> None:
    (first, last), by = account(told or _alike(row.endings))
    if denied(by):
        row.leave((left_from(shown, first, last), last), by)
        as_sure = [one for one in told if one not in by and one.confidence == by[0].confidence]
        left_all = [one for one in row.ended_too if one.says == "all"]
        _over_by([one for one in (*as_sure, *left_all) if one.first > last], row)
    else:
        for one in row.ended_too:
            if first <= one.last < last and "happened" not in one.disputed:
                last, by = one.last, [*by, one]
        row.leave((left_from(shown, first, last), last), by)
    if row.dissolved is not None and "happened" not in row.dissolved.disputed:
        cut_off(row, [row.dissolved], shown)


def _over_by(later: list[Claim], row: Row) -> None:
    """Of whom it is disputed that they left, they had by a later departure, which is not."""
    for one in later:
        if row.end and one.last < row.end[1] and "happened" not in one.disputed:
            row.end, row.left_by = (row.end[0], one.last), [*row.left_by, one]


def cut_off(row: Row, by: list[Claim], held: list[Claim]) -> None:
    """What had ended before it, whenever that was, ended by then.

    Of a dissolution and a death neither shows that it had not ended before.
    """
    first, last = by[0].first, by[0].last
    if row.end is None:
        return
    if row.end[0] > last:
        row.end, row.left_by = (left_from(held, first, last), last), by
        return
    last = min(last, row.end[1])
    shown = any(one.says != "dissolved" for one in row.left_by)
    end = (row.end[0] if shown else min(row.end[0], left_from(held, first, last)), last)
    if end != row.end:
        row.end, row.left_by = end, [*row.left_by, *by]


def left_from(held: list[Claim], first: datetime, last: datetime) -> datetime:
    """The first moment between two at which one so observed can have left."""
    return max([first, *(_shown_until(one, first, last) for one in held)])


def _shown_until(one: Claim, first: datetime, last: datetime) -> datetime:
    """The first moment at which one so observed can have left, between `first` and `last`."""
    if one.says == "appointed" and one.first <= last:
        return one.first
    if one.day is not None and one.day[1] < last:
        return one.day[1] + MICROSECOND
    if one.day is not None and one.last < last:
        return one.last + MICROSECOND
    return one.first if one.first <= last else first
