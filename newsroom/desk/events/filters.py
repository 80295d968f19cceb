"""The form of the event browser: what may be asked, and what it comes down to."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django import forms

from events.facts import STATUSES
from events.models import Entity
from events.types import CONFIDENCES, ENTITY_KINDS, event_types
from events.when import read_as_of
from newsroom.desk.events.naming import OFFERED, the_one
from newsroom.desk.events.search import Wanted
from stories.engine.reading import Known
from stories.views import queries
from stories.views.resolving import resolve
from stories.views.shapes import Json

ORDERS = (
    ("recorded", "Recorded, newest first"),
    ("oldest", "Recorded, oldest first"),
    ("world", "In the world, latest first"),
    ("world-oldest", "In the world, earliest first"),
)


class FilterForm(forms.Form):
    q = forms.CharField(
        label="Text",
        required=False,
        max_length=200,
        help_text="Words, “exact words”, -without, this or that.",
        widget=forms.SearchInput({"data-key": "/", "data-says": "Search events"}),
    )
    entity = forms.CharField(label="Person, organisation, work", required=False, max_length=300)
    type = forms.ChoiceField(label="Type", required=False)
    story = forms.ChoiceField(label="Story", required=False)
    confidence = forms.ChoiceField(label="Confidence", required=False)
    status = forms.ChoiceField(label="Status", required=False)
    editor = forms.CharField(
        label="Recorded by",
        required=False,
        max_length=150,
        widget=forms.TextInput({"list": "recorders", "autocomplete": "off"}),
    )
    recorded_from = forms.DateField(label="Recorded from", required=False)
    recorded_to = forms.DateField(label="Recorded to", required=False)
    happened_from = forms.DateField(label="Happened from", required=False)
    happened_to = forms.DateField(label="Happened to", required=False)
    order = forms.ChoiceField(label="Order", required=False, choices=ORDERS)

    PLAIN = ("entity", "type", "order")
    """Shown at once; the others when asked for, or in use."""

    def __init__(self, given: Any, known: Known) -> None:
        super().__init__(given, label_suffix="")
        self.known = known
        self.candidates: list[Json] = []
        self._choices("type", [(name, name) for name in sorted(event_types())])
        self._choices("confidence", [(name, name) for name in CONFIDENCES])
        self._choices("status", [(name, name) for name in STATUSES])
        stories = queries.introduced(known, queries.STORY).values_list("entity", "name")
        self._choices("story", sorted(stories, key=lambda story: story[1].casefold()))
        for field in self.fields.values():
            if isinstance(field, forms.DateField):
                field.widget = forms.DateInput(attrs={"type": "date"})

    def clean_q(self) -> str:
        return str(self.cleaned_data["q"]).strip()

    def clean_entity(self) -> str:
        """A name as well as an id; one that several may be meant by offers them."""
        asked = str(self.cleaned_data["entity"]).strip()
        if not asked:
            return ""
        if Entity.objects.filter(id=asked).exclude(kind=queries.STORY).exists():
            return queries.follow_merges(self.known, [asked])[0]
        found = resolve(self.known, asked, ENTITY_KINDS, OFFERED)
        self.candidates = found["candidates"]
        if meant := the_one(found):
            return meant
        if self.candidates:
            raise forms.ValidationError("This name can mean several; see below.")
        raise forms.ValidationError("Nobody and nothing in the record has a name like this.")

    def wanted(self, zone: str) -> Wanted:
        """Of a valid form. Days are those of the zone."""
        said: dict[str, Any] = dict(self.cleaned_data)
        for name, field in self.fields.items():
            if isinstance(field, forms.DateField):
                said[name] = _bound(said[name], zone, last=name.endswith("_to"))
        return Wanted(text=said.pop("q"), order=said.pop("order") or "recorded", **said)

    def about(self) -> list[Json]:
        """Whom a searched text names as well."""
        text = self.cleaned_data["q"]
        if not text or self.cleaned_data["entity"]:
            return []
        return list(resolve(self.known, text, ENTITY_KINDS, OFFERED)["candidates"])

    @property
    def hidden_in_use(self) -> bool:
        names = set(self.fields) - {"q", *self.PLAIN}
        return any(self.data.get(name) for name in names)

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.PLAIN]

    @property
    def other_fields(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in ("q", *self.PLAIN)]

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        field.choices = [("", "any"), *choices]  # type: ignore[attr-defined]


def _bound(day: date | None, zone: str, *, last: bool) -> datetime | None:
    """The first or the last instant of a civil day."""
    if day is None:
        return None
    found = read_as_of(day.isoformat(), timezone=zone, now=datetime.now(UTC)).day
    return found[last] if found else None
