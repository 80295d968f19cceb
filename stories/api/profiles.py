"""One organisation, person or story, and whom a name can mean."""

from __future__ import annotations

from collections.abc import Sequence

from events.api.parameters import one_of
from events.types import introducing
from stories.api import tables
from stories.api.documenting import documented
from stories.api.parameters import Parameters
from stories.api.reading import ReadView
from stories.api.schemas import subjects
from stories.views import answers, organization_answers, story_answers
from stories.views.question import Question
from stories.views.resolving import resolve
from stories.views.shapes import Json, known_json

KINDS = tuple(introducing())
RESOLVE = ("name", "kind", "limit")


@documented("organization", schema=subjects.ORGANIZATION)
class Organization(ReadView):
    """An organisation with all its names and its founders."""

    kind = "organization"
    projections = ("facts",)

    def answer(self, question: Question, parameters: Parameters) -> Json:
        return organization_answers.organization_profile(question)


@documented("person", schema=subjects.PERSON)
class Person(ReadView):
    """A person with all names."""

    kind = "person"

    def answer(self, question: Question, parameters: Parameters) -> Json:
        return answers.profile(question)


@documented("story", schema=subjects.STORY)
class Story(ReadView):
    """A story, what it follows, and what of it is known, disputed and unknown."""

    kind = "story"
    projections = ("tenures", "facts", "contradictions")

    def answer(self, question: Question, parameters: Parameters) -> Json:
        return story_answers.story_overview(question)


@documented("resolve", ("name",), schema=subjects.RESOLVED)
class Resolve(ReadView):
    """Whom or what a name can mean: candidates with score and reason, best first."""

    accepts = RESOLVE
    table = tables.CANDIDATES
    timeless = True

    def check(self, parameters: Parameters, question: Question | None) -> None:
        self.wanted(parameters)

    def wanted(self, parameters: Parameters) -> tuple[str, Sequence[str], int]:
        """The name, of which kinds of things, and how many candidates."""
        return (
            parameters.required("name", "is needed: the name to resolve"),
            parameters.several("kind", one_of(KINDS)) or KINDS,
            parameters.number("limit", 10, 100),
        )

    def answer(self, question: Question, parameters: Parameters) -> Json:
        name, kinds, limit = self.wanted(parameters)
        parameters.refuse_faults()
        asked = question.as_of.requested is not None
        return {
            **resolve(question.known, name, kinds, limit),
            **({"as_of": question.as_of.as_json()} if asked else {}),
            "known_at": known_json(question.known_at),
        }
