"""Facts that cannot all be true: the rules of docs/contradictions.md, one kind to a file. Pure.

`kinds` has the rules, each a class as `contradiction` asks for; `registry` finds them, and applies
them to the `evidence` of a track; `sections` says which facts are held against one another. What
kinds share stands beside them: `conflict_kinds` and `outside_lifetimes` are bases of several.
"""

from stories.contradictions import sections
from stories.contradictions.contradiction import Contradiction, Side
from stories.contradictions.evidence import Evidence
from stories.contradictions.registry import find_all

__all__ = ["Contradiction", "Evidence", "Side", "find_all", "sections"]
