"""Facts that cannot all be true: the rules of docs/contradictions.md, one kind to a file. Pure."""

from stories.contradictions.finding import find_all
from stories.contradictions.found import Contradiction, Side
from stories.contradictions.sections import WIDE, sections_of

__all__ = ["WIDE", "Contradiction", "Side", "find_all", "sections_of"]
