"""Whole answers to resolved questions about organisations, people and stories."""

from __future__ import annotations

from collections.abc import Collection

from events.types import decode
from events.types.summary import placeholders, render
from events.when import Moment
from stories.engine.reading import Known
from stories.views import queries
from stories.views.board import board
from stories.views.board_history import steps
from stories.views.career import career
from stories.views.changes import board_sides, compare, events_between, leadership_sides
from stories.views.leadership import leadership
from stories.views.question import Question, Subject
from stories.views.shapes import Json, Names, instant_json, known_json


def heading(question: Question, *, as_of: bool = True) -> Json:
    """What every answer about a subject begins with: the subject, and the question resolved."""
    subject = question.of
    shape: Json = {subject.kind: _subject(subject)}
    if not subject.known:
        shape["known"] = False
    if subject.merged_into:
        shape["merged_into"] = subject.merged_into
    if as_of:
        shape["as_of"] = question.as_of.as_json()
    return shape | {"known_at": known_json(question.known_at)}


def _subject(subject: Subject) -> Json:
    if subject.known:
        return {"id": subject.id, "name": subject.name}
    return {"id": subject.id, "name": None}


def board_answer(question: Question) -> Json:
    """Everybody who can have been on the board at the moment, by name; two queries."""
    moment = question.as_of
    seats = queries.board_seats(question.record, question.of.id, moment.begins, moment.instant)
    names = queries.names_of(question.record, {seat.person for seat in seats})
    return heading(question) | board(seats, moment, names)


def board_changes(question: Question, first: Moment, last: Moment) -> Json:
    """The board at two moments compared, by kind of difference; two queries."""
    seats = queries.board_seats(question.record, question.of.id, first.instant, last.instant)
    names = queries.names_of(question.record, {seat.person for seat in seats})
    sides = [board_sides(seats, moment.instant) for moment in (first, last)]
    events = events_between(first.instant, last.instant)
    differences = compare(sides[0], sides[1], names, events)
    return _span(question, first, last) | differences


def leadership_changes(question: Question, first: Moment, last: Moment) -> Json:
    """The posts of leadership at two moments compared; two queries."""
    seats = queries.leading_seats(question.record, [question.of.id])
    names = queries.names_of(question.record, {seat.person for seat in seats})
    sides = [leadership_sides(seats, moment.instant) for moment in (first, last)]
    events = events_between(first.instant, last.instant)
    return _span(question, first, last) | compare(sides[0], sides[1], names, events)


def _span(question: Question, first: Moment, last: Moment) -> Json:
    ends = {"from": first.as_json(), "to": last.as_json()}
    return heading(question, as_of=question.as_of.requested is not None) | ends


def board_history(question: Question) -> Json:
    """Each position, in order, at which the answer for the moment became another.

    Five queries, however many steps there are.
    """
    known, instant = question.record, question.as_of.instant
    seats = queries.known_board_seats(known, question.of.id, instant)
    names = queries.names_of(known, {one.seat.person for one in seats})
    found = steps(seats, instant, known.position, names)
    causes = causes_at([step.position for step in found], known)
    return heading(question) | {
        "steps": [
            {"position": step.position, **causes[step.position], **step.differences}
            for step in found
        ]
    }


def causes_at(positions: Collection[int], known: Known) -> dict[int, Json]:
    """The events at positions, as a step of a history tells of them."""
    found = queries.events_at(positions)
    summaries = {e.position: decode(e.type, e.schema, e.content["data"]).sentence() for e in found}
    needed = {slug for summary in summaries.values() for slug in placeholders(summary)}
    names = queries.names_of_any(known, needed)
    return {
        event.position: {
            "recorded_at": instant_json(event.recorded_at),
            "event": str(event.id),
            "type": event.type,
            "summary": render(summaries[event.position], names),
        }
        for event in found
    }


def leadership_answer(question: Question) -> Json:
    """Each post of leadership that anybody was ever recorded in, with who held it at the moment; by
    post, ceo, chair and president first. Two queries, and one more where something is disputed.
    """
    seats = queries.leading_seats(question.record, [question.of.id])
    names = queries.names_of(question.record, {seat.person for seat in seats})
    contested = queries.contested(question.record, seats)
    return heading(question) | leadership(seats, question.as_of, names, contested)


def story_leadership(question: Question) -> Json:
    """The leadership of every organisation that the story follows."""
    known = question.known
    followed = queries.of_kind(known, "organization", question.of.attributes.get("follows") or [])
    seats = queries.leading_seats(known, followed)
    names = queries.names_of(known, {seat.person for seat in seats}.union(followed))
    contested = queries.contested(known, seats)
    answers = []
    for organization in followed:
        own = [seat for seat in seats if seat.organization == organization]
        told = leadership(own, question.as_of, names, contested)
        answers.append({"organization": names.entity(organization)} | told)
    return heading(question) | {"organizations": answers}


def leadership_of(question: Question) -> Json:
    """Of an organisation, or of all that a story follows."""
    of_story = question.of.kind == "story"
    return story_leadership(question) if of_story else leadership_answer(question)


def career_answer(question: Question) -> Json:
    """All tenures of a person, the earliest first, with their presence where a moment is asked for.

    Two queries.
    """
    seats = queries.career_seats(question.record, question.of.id)
    names = queries.names_of_seats(question.record, seats)
    asked = question.as_of if question.as_of.requested is not None else None
    return heading(question) | {"tenures": career(seats, names, asked)}


def profile(question: Question) -> Json:
    """An organisation, a person or a story itself: its names, and what introduced it said."""
    subject, known = question.of, question.known
    told = {
        "names": [
            {"name": one.name, "kind": one.kind, "language": one.language}
            for one in queries.own_names(known, subject.kind, subject.id)
        ],
        "attributes": subject.attributes,
        "merged": queries.merged_ids(known, subject.kind, subject.id),
    }
    return heading(question) | told


def story_profile(question: Question) -> Json:
    """A story with its title, as in the list of stories, and the names of what it follows."""
    subject = question.of
    followed = subject.attributes.get("follows") or []
    names: Names = queries.names_of(question.known, followed)
    return profile(question) | {
        "title": subject.name if subject.known else None,
        "follows": [names.entity(one) for one in followed],
    }
