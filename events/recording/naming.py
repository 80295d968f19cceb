"""Whether what an event names was introduced, and is of the right kind. Pure."""

from collections.abc import Iterable

from events.recording.known import STORIES, Known
from events.recording.sent import Sent
from events.types import (
    ACCEPTED_KINDS,
    EventData,
    Reference,
    references,
    references_sent,
)

ARTICLES = {"organization": "an organization"}


def introduce(batch: Iterable[Sent], known: Known) -> None:
    """Notes what the batch itself introduces, which the whole batch may refer to.

    An introduction whose other fields are faulty counts, so as not to be reported twice.
    """
    for sent in batch:
        if sent.introduction is None:
            continue
        if before := introduced_before(sent, known):
            _refuse_twice(sent, *before, known)
        kind, slug = sent.introduction
        if kind == "story":
            known.stories.setdefault(slug, getattr(sent.data, "timezone", None))
        else:
            known.entities.setdefault(slug, kind)


def introduced_before(sent: Sent, known: Known) -> tuple[str, str] | None:
    """The kind of what has the slug already, with the slug; a story takes no entity's."""
    kind, slug = sent.introduction or ("", "")
    earlier = known.entities.get(slug)
    if kind == "story":
        earlier = kind if slug in known.stories else None
    return (earlier, slug) if earlier else None


def check_references(sent: Sent, known: Known) -> None:
    """That everything the event names in its data, and its stories, is there."""
    for story, where in sent.stories_sent:
        if story not in known.stories:
            _refuse_unknown(sent, where, "story", story, known)
    if sent.data:
        for reference in references(sent.data):
            check_reference(sent, "/data", reference, known)
    elif sent.kind_of:
        check_references_sent(sent, "/data", sent.kind_of, sent.raw.get("data"), known)


def check_references_sent(
    sent: Sent, base: str, kind_of: type[EventData], data: object, known: Known
) -> None:
    """Of faulty data, whose faults are told: what it names, but for ids that are at fault."""
    faulty = {problem.pointer for problem in sent.problems}
    for reference in references_sent(kind_of, data):
        if sent.place + base + reference.pointer not in faulty:
            check_reference(sent, base, reference, known)


def check_reference(sent: Sent, base: str, reference: Reference, known: Known) -> None:
    """One thing that data names; `base` is the JSON pointer of that data in the event."""
    if reference.introduces or reference.kind == "event":
        return
    where = base + reference.pointer
    if reference.kind == "story":
        if reference.id not in known.stories:
            _refuse_unknown(sent, where, "story", reference.id, known)
        return
    kind = known.entities.get(reference.id)
    if kind is None:
        _refuse_unknown(sent, where, reference.kind, reference.id, known)
    elif kind not in ACCEPTED_KINDS[reference.kind]:
        wanted = one_of(ACCEPTED_KINDS[reference.kind])
        sent.refuse(where, "wrong_kind", f"{reference.id} is {a(kind)}; here goes {wanted}")


def a(kind: str) -> str:
    return ARTICLES.get(kind, f"a {kind}")


def one_of(kinds: Iterable[str]) -> str:
    return " or ".join(a(kind) for kind in sorted(kinds))


def _refuse_unknown(sent: Sent, where: str, kind: str, slug: str, known: Known) -> None:
    kinds = STORIES if kind == "story" else ACCEPTED_KINDS[kind]
    near = list(known.suggest(slug, kinds))
    meant = f"did you mean {' or '.join(near)}? Else " if near else ""
    what = "no story was opened" if kind == "story" else f"{one_of(kinds)} was never introduced"
    how = "open it" if kind == "story" else "introduce it"
    code = "unknown_story" if kind == "story" else "unknown_entity"
    sent.refuse(where, code, f"{what} as {slug!r}; {meant}{how} first, or in the same batch.")


def _refuse_twice(sent: Sent, earlier: str, slug: str, known: Known) -> None:
    kind, _ = sent.introduction or (earlier, slug)
    told = f"{slug} was introduced already, as {a(earlier)}"
    if event := known.retracted_introduction(earlier, slug):
        told += f", which is retracted (event {event}): take another id"
        if kind == earlier:
            told += ", or reinstate that event and correct what was wrong with it"
    sent.refuse(f"/data/{kind}", "already_introduced", told)
