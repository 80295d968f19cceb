"""Who said what: statements, announcements, messages, and claims and opinions as such. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from stories.views.fact_lists import FactList
from stories.views.rows import StoredFact
from stories.views.shapes import Json, Names, entity_json


@dataclass(frozen=True, slots=True)
class Form:
    """How a type tells who spoke, and what."""

    name: str
    speaker: str
    texts: tuple[str, ...]


FORMS = {
    "statement.made": Form("statement", "speaker", ("text",)),
    "announcement.made": Form("announcement", "publisher", ("text", "title")),
    "message.sent": Form("message", "sender", ("gist",)),
    "claim.made": Form("claim", "claimant", ("claim",)),
    "opinion.expressed": Form("opinion", "holder", ("opinion",)),
}


def statement(row: StoredFact, names: Names) -> Json:
    """Only of statements is it told whether the words are the very words."""
    form, data = FORMS[row.type], row.data
    spoken = form.name == "statement"
    return {
        "form": form.name,
        "speaker": entity_json(names, data.get(form.speaker)),
        "text": next((data[name] for name in form.texts if data.get(name)), None),
        "verbatim": bool(data.get("verbatim")) if spoken else None,
        "translated": bool(data.get("translated")) if spoken else None,
        "language": data.get("language"),
        "venue": data.get("venue") or data.get("channel"),
        "about": [names.entity(one) for one in data.get("about") or ()],
    }


def spoken_of(row: StoredFact) -> Iterable[str]:
    yield from row.data.get("about") or ()
    if speaker := row.data.get(FORMS[row.type].speaker):
        yield speaker


STATEMENTS = FactList(
    "statements",
    types=tuple(FORMS),
    roles={spoken: form.speaker for spoken, form in FORMS.items()},
    more=statement,
    speaks_of=spoken_of,
)
