"""What may have been meant by a slug that nobody introduced."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from events.models import Entity
from events.recording.known import STORIES, Known

MOST_ASKED = 25
"""Searching all slugs for each of thousands of mistakes would keep the server busy for long."""
LIKE_ENOUGH = 60.0


class Suggestions:
    """Asked only when something is refused; each kind's slugs are then read once."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._asked = 0
        self._slugs: dict[frozenset[str], list[str]] = {}

    def __call__(self, slug: str, kinds: frozenset[str]) -> Sequence[str]:
        self._asked += 1
        if self._asked > MOST_ASKED:
            return ()
        found = process.extract(
            slug, self._of(kinds), scorer=fuzz.WRatio, limit=3, score_cutoff=LIKE_ENOUGH
        )
        return [match for match, *_ in found]

    def _of(self, kinds: frozenset[str]) -> list[str]:
        if kinds not in self._slugs:
            recorded = Entity.objects.filter(kind__in=kinds).values_list("id", flat=True)
            in_batch = (
                self._known.stories
                if kinds == STORIES
                else [slug for slug, kind in self._known.entities.items() if kind in kinds]
            )
            self._slugs[kinds] = list(dict.fromkeys([*recorded, *in_batch]))
        return self._slugs[kinds]
