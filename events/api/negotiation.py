"""What a client accepts, weighed by its `q` values, which DRF's own negotiation passes over."""

from collections.abc import Iterable, Sequence

from django.http.request import MediaType
from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

MOST_RANGES = 64


class Negotiation(DefaultContentNegotiation):
    """RFC 9110. Of what is accepted alike, what is named counts before `*/*`, then our order.

    Other parameters than `q` are passed over: JSON is no other with a charset behind it.
    """

    def select_renderer(
        self,
        request: Request,
        renderers: Iterable[BaseRenderer],
        format_suffix: str | None = None,
    ) -> tuple[BaseRenderer, str]:
        """The suffix of the path decides, if there is one."""
        if format_suffix:
            chosen = self.filter_renderers(renderers, format_suffix)[0]
            return chosen, chosen.media_type
        header = request.headers.get("Accept") or "*/*"
        ranges = [MediaType(text) for text in header.split(",", MOST_RANGES)[:MOST_RANGES]]
        there = list(renderers)
        chosen = max(there, key=lambda renderer: _liking(renderer.media_type, ranges))
        if _liking(chosen.media_type, ranges)[0] == 0:
            offered = ", ".join(renderer.media_type for renderer in there)
            raise NotAcceptable(f"Nothing that you accept is offered here: only {offered}.")
        return chosen, chosen.media_type


def _liking(media_type: str, ranges: Sequence[MediaType]) -> tuple[float, int]:
    """The quality that the most specific range gives it, and how specific that is."""
    main, sub = media_type.split("/")
    wider_first = [("*", "*"), (main, "*"), (main, sub)]
    named = [((each.main_type.lower(), each.sub_type.lower()), each.quality) for each in ranges]
    fitting = [(wider_first.index(name), quality) for name, quality in named if name in wider_first]
    specificity, quality = max(fitting, default=(0, 0))
    return quality, specificity
