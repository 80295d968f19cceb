"""Query parameters of the views, and the filters of facts that they make."""

from __future__ import annotations

from collections.abc import Collection

from django.http import QueryDict

from events.api import parameters as log_parameters
from events.api.parameters import UNIVERSAL, any_slug, known_type, one_of
from events.facts import STATUSES
from events.types.envelope import CONFIDENCES
from events.when import Moment
from stories.views.fact_pages import Filters, Order
from stories.views.question import Asking
from stories.views.timeline import SHOWN_STATUSES

PAGED = ("limit", "cursor")
OF_FACTS = ("type", "entity", "story", "from", "to", "certain", "confidence", "status")
"""Which facts are kept."""
FACT_FILTERS = (*OF_FACTS, "order", *PAGED)
LIMIT = 100


class Parameters(log_parameters.Parameters):
    """The parameters of one request; those of the question are read by whoever answers it."""

    def __init__(self, given: QueryDict, accepted: Collection[str]) -> None:
        super().__init__(given, (*UNIVERSAL, *accepted))

    def asking(self) -> Asking:
        return Asking(**{name: self.given.get(name) for name in UNIVERSAL})


def read_filters(parameters: Parameters, as_of: Moment | None, now_asked: bool) -> Filters:
    """Filters of a timeline; `from` and `to` are whole days in the zone where dates are given.

    Without a moment only to find what is wrong with them.
    """
    first, last = parameters.span(as_of.timezone if as_of else None)
    certain = parameters.flag("certain")
    order: Order = parameters.choice("order", "asc", ("asc", "desc"))
    return Filters(
        types=parameters.several("type", known_type),
        entities=parameters.several("entity", any_slug),
        stories=parameters.several("story", any_slug),
        confidences=parameters.several("confidence", one_of(CONFIDENCES)),
        statuses=parameters.several("status", one_of(STATUSES)) or SHOWN_STATUSES,
        first=first,
        last=last,
        begun_by=as_of.instant if as_of and (now_asked or (certain and last is None)) else None,
        certain=certain,
        order=order,
    )
