"""Board, leadership, career, funding: answers about a moment."""

from __future__ import annotations

from django.conf import settings

from events.api.problems import bad_parameters
from events.when import Moment
from stories.api import tables
from stories.api.documenting import documented
from stories.api.parameters import Parameters
from stories.api.reading import ReadView
from stories.api.schemas import facts, states
from stories.views import answers, organization_answers
from stories.views.question import Question
from stories.views.shapes import Json

SPAN = ("from", "to")


@documented("organization_board", schema=states.BOARD)
class Board(ReadView):
    """Who sits on the board: certainly, possibly, and what changed within the day asked for."""

    kind = "organization"
    projections = ("tenures",)
    table = tables.MEMBERS

    def answer(self, question: Question, parameters: Parameters) -> Json:
        return answers.board_answer(question)


class Changes(ReadView):
    """Between two moments; `to` is `as_of` where it is not given."""

    kind = "organization"
    projections = ("tenures",)
    accepts = SPAN
    table = tables.CHANGES

    def check(self, parameters: Parameters, question: Question | None) -> None:
        self.given(parameters, question.timezone if question else settings.NEWSROOM_TIMEZONE)

    def given(self, parameters: Parameters, zone: str) -> tuple[Moment | None, Moment | None]:
        if parameters.required("from", "is needed: a date, or a date-time with offset"):
            return parameters.moment("from", zone), parameters.moment("to", zone)
        return None, parameters.moment("to", zone)

    def span(self, question: Question, parameters: Parameters) -> tuple[Moment, Moment]:
        first, to = self.given(parameters, question.timezone)
        last = to or question.as_of
        if first is None or parameters.faults:
            raise bad_parameters(parameters.faults)
        if first.instant > last.instant:
            parameters.fault("from", "after_to", "must not be after `to`")
            parameters.refuse_faults()
        return first, last

    def _fixed_moment(self, question: Question) -> bool:
        return "to" in self.request.query_params or super()._fixed_moment(question)

    def _speaks_of_moment(self, question: Question) -> bool:
        return "to" not in self.request.query_params


@documented("organization_board_changes", ("from",), schema=states.COMPARISON)
class BoardChanges(Changes):
    """The board at two moments compared: who joined, who left, of whom we are surer or less."""

    def answer(self, question: Question, parameters: Parameters) -> Json:
        return answers.board_changes(question, *self.span(question, parameters))


@documented("organization_leadership_changes", ("from",), schema=states.COMPARISON)
class LeadershipChanges(Changes):
    """The leadership at two moments compared, post by post."""

    def answer(self, question: Question, parameters: Parameters) -> Json:
        return answers.leadership_changes(question, *self.span(question, parameters))


@documented("organization_board_history", schema=states.HISTORY)
class BoardHistory(ReadView):
    """How our answer about the board at a moment changed as we learned more."""

    kind = "organization"
    projections = ("tenures",)
    table = tables.STEPS

    def answer(self, question: Question, parameters: Parameters) -> Json:
        return answers.board_history(question)


@documented("organization_leadership", schema=states.LEADERSHIP)
class Leadership(ReadView):
    """Who holds the posts of leadership, with each post's status and the last one who left it."""

    kind = "organization"
    projections = ("tenures", "facts")
    table = tables.HOLDERS

    def answer(self, question: Question, parameters: Parameters) -> Json:
        return answers.leadership_answer(question)


@documented("story_leadership", schema=states.STORY_LEADERSHIP)
class StoryLeadership(ReadView):
    """The leadership of every organisation that the story follows."""

    kind = "story"
    projections = ("tenures", "facts")
    table = tables.HOLDERS

    def answer(self, question: Question, parameters: Parameters) -> Json:
        return answers.story_leadership(question)


@documented("person_career", schema=states.CAREER)
class Career(ReadView):
    """All posts that a person is known to have held; with `as_of` whether they were held then."""

    kind = "person"
    projections = ("tenures",)
    table = tables.TENURES

    def answer(self, question: Question, parameters: Parameters) -> Json:
        return answers.career_answer(question)


@documented("organization_funding", schema=facts.FUNDING)
class Funding(ReadView):
    """Investments in the organisation and donations to it, with totals by whoever gave."""

    kind = "organization"
    projections = ("facts",)
    table = tables.FUNDING

    def answer(self, question: Question, parameters: Parameters) -> Json:
        return organization_answers.funding_answer(question)
