"""Facts that cannot all be true: the rules of docs/contradictions.md, one kind to a file. Pure."""

from stories.contradictions import sections
from stories.contradictions.evidence import Evidence
from stories.contradictions.finding import find_all
from stories.contradictions.found import Contradiction, Side

__all__ = ["Contradiction", "Evidence", "Side", "find_all", "sections"]
