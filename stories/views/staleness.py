"""Whether an answer may rest on rows that wait for a retry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from events.facts import Undecodable
from events.history import History
from events.log import read
from events.log.merged import merges
from events.models import Mention
from stories.engine.projection import home
from stories.engine.registry import projection
from stories.views.question import Question, Subject

HOMED = frozenset({"tenures", "contradictions"})
"""Their rows name who a fact names together with the home of their track. Names stand in every
answer, chains of control reach on and on, and a fact may be behind rows that it names nobody of.
"""


def is_stale(question: Question, parked: Sequence[tuple[str, str]]) -> bool:
    """Of projections and tracks that wait. An answer about nothing in particular rests on all."""
    subject = question.subject
    if subject is None or any(name not in HOMED for name, _ in parked):
        return bool(parked)
    if not parked:
        return False
    if subject.kind == "organization":  # of tenures it is asked for its own
        parked = [one for one in parked if one[0] != "tenures" or home(one[1]) == subject.id]
    named = History(merges=merges(question.known.position))
    homes = named.every_id(home(track) for _, track in parked)
    try:
        about = named.every_id(_asked_for(subject, {name for name, _ in parked}, question))
    except Undecodable:
        return True
    return bool(homes & about) or _named_together(homes, about)


def _asked_for(subject: Subject, names: Iterable[str], question: Question) -> Iterable[str]:
    """What answers about the subject are about: of a story also what it follows, and whoever is
    named by what is filed under it and bears on others, such as a death."""
    yield subject.id
    if subject.kind != "story":
        return
    yield from subject.attributes.get("follows") or []
    wide = {one for name in names for one in projection(name).wide}
    filed = Mention.objects.filter(entity=subject.id, type__in=wide)
    roots = list(filed.values_list("root", flat=True).distinct())
    history = History(read.events_of_roots(roots, question.known.position) if roots else ())
    for root in roots:
        fact = history.at(root, question.known.position)
        yield from fact.entities if fact else ()


def _named_together(homes: Iterable[str], about: Iterable[str]) -> bool:
    """Whether any event names one of both."""
    naming = Mention.objects.filter(entity__in=list(about)).values("root")
    return Mention.objects.filter(entity__in=list(homes), root__in=naming).exists()
