"""`manage.py as_of board openai 2023-11-17`: an answer of the views in the terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import IO, Any, cast

import orjson
from django.core.management.base import CommandError, CommandParser

from events.management.quick import QuickCommand
from stories.engine.reading import Behind
from stories.management.answers import print_answer
from stories.views import answers, organization_answers, story_answers
from stories.views.asking import ask
from stories.views.contradictions import MOST, contradictions_answer
from stories.views.deals import DEALS
from stories.views.fact_lists import TIMELINE, FactList
from stories.views.fact_pages import Filters
from stories.views.listing import list_answer
from stories.views.market import MARKET
from stories.views.ownership_answer import ownership_answer
from stories.views.products import PRODUCTS
from stories.views.question import Asking, BadQuestion, NotIntroduced, Question
from stories.views.sources import SOURCES
from stories.views.statements import STATEMENTS

Answer = Callable[[Question], dict[str, Any]]


def _listed(of: FactList) -> Answer:
    """The first facts of a list, those that can have happened by the moment if one is asked."""

    def answer(question: Question) -> dict[str, Any]:
        return list_answer(question, Filters(begun_by=question.asked_about), MOST, of)

    return answer


VIEWS: dict[str, tuple[Sequence[str], Answer]] = {
    "board": (("organization",), answers.board_answer),
    "leadership": (("organization", "story"), answers.leadership_of),
    "career": (("person",), answers.career_answer),
    "ownership": (("organization",), ownership_answer),
    "contradictions": (("organization", "story"), contradictions_answer),
    "timeline": (("organization", "person", "story"), _listed(TIMELINE)),
    "statements": (("person", "story"), _listed(STATEMENTS)),
    "deals": (("story",), _listed(DEALS)),
    "products": (("story",), _listed(PRODUCTS)),
    "market": (("story",), _listed(MARKET)),
    "sources": (("story",), _listed(SOURCES)),
    "funding": (("organization",), organization_answers.funding_answer),
    "founders": (("organization",), organization_answers.organization_profile),
    "overview": (("story",), story_answers.story_overview),
}
PROJECTIONS = ("tenures", "control", "facts", "contradictions")


class Command(QuickCommand):
    help = (
        "Show a board, a leadership, a career, a timeline or another view as it was at a moment, "
        "as known then or now. Exits with 1 while the views are behind, and with 2 for a question "
        "that cannot be read or an id never introduced."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("view", choices=VIEWS)
        parser.add_argument("id", help="such as openai, or sam-altman")
        parser.add_argument("as_of", nargs="?", help="a date, or a date-time with offset")
        parser.add_argument("--known-at", help="a date, a date-time with offset, or @position")
        parser.add_argument("--tz", help="the IANA time zone in which dates are read")
        parser.add_argument("--at-least", help="wait for the views to reach this position")
        parser.add_argument("--json", action="store_true", help="the answer as the API gives it")

    def handle(self, *_: Any, **options: Any) -> None:
        kinds, answer = VIEWS[options["view"]]
        asking = Asking(
            as_of=options["as_of"],
            known_at=options["known_at"],
            tz=options["tz"],
            at_least=options["at_least"],
        )
        try:
            told = answer(_ask(asking, kinds, options["id"]))
        except BadQuestion as error:
            reasons = [f"{e.pointer.lstrip('/')}: {e.detail}" for e in error.errors]
            raise CommandError("\n".join(reasons), returncode=2) from error
        except NotIntroduced as error:
            raise CommandError(str(error), returncode=2) from error
        except Behind as error:
            raise CommandError(f"{error}; is a worker running?", returncode=1) from error
        if len(told.get("results", ())) >= MOST:
            self.stderr.write(f"These are the first {MOST:,}; of more the API gives all.")
        if options["json"]:
            self.stdout.write(orjson.dumps(told, option=orjson.OPT_INDENT_2).decode())
        else:
            # What Django wraps standard output in is a text stream in all but its type.
            out = cast(IO[str], self.stdout)
            print_answer(options["view"], told, out, tty=self.stdout.isatty())


def _ask(asking: Asking, kinds: Sequence[str], id: str) -> Question:
    """The question about whichever of the kinds has the id; raises NotIntroduced of the last."""
    *others, last = kinds
    for kind in others:
        with suppress(NotIntroduced):
            return ask(asking, projections=PROJECTIONS, kind=kind, id=id)
    return ask(asking, projections=PROJECTIONS, kind=last, id=id)
