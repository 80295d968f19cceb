"""How the desk writes times, presence and links. Takes the JSON shapes of the views."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from events.when import Window, utc_text
from events.when.words import edge_in_words, in_words, moment_in_words
from events.when.zones import local_time
from newsroom.desk.labels import label
from newsroom.desk.pages import Right, has
from stories.views.shapes import read_instant

register = template.Library()


@register.filter
def when(window: Mapping[str, Any] | None, zone: str = "") -> str:
    """A window in words, in its own zone if it has one: "17 November 2023, 12:00 to 12:23".

    `zone` is what the page says its times are in: a time of day of another zone says which.
    """
    if not window:
        return ""
    own = window.get("timezone") or zone or settings.NEWSROOM_TIMEZONE
    told = in_words(_bounds(window), ZoneInfo(own))
    return f"{told} ({own})" if own != zone and ":" in told else told


@register.filter
def edge(window: Mapping[str, Any] | None, zone: str) -> str:
    """When a state began or ended, behind "from" or "until"."""
    return edge_in_words(_bounds(window), ZoneInfo(zone)) if window else ""


@register.filter
def since(window: Mapping[str, Any] | None, zone: str) -> str:
    """When a state began, behind a comma or alone: "since 2019", "since some time between …"."""
    if not window:
        return ""
    bounds = _bounds(window)
    if bounds.earliest is None and bounds.latest is None:
        return "since when is unknown"
    return f"since {edge_in_words(bounds, ZoneInfo(zone))}"


def _bounds(window: Mapping[str, Any]) -> Window:
    return Window(read_instant(window.get("earliest")), read_instant(window.get("latest")))


@register.filter
def moment(text: str | datetime | None, zone: str = "") -> SafeString | str:
    """An instant as a `time` element, with its exact value for machines and on hovering. It says
    its zone where the page does not: where none is given."""
    found = read_instant(text)
    if found is None:
        return ""
    exact = found.astimezone(UTC).isoformat().replace("+00:00", "Z")
    told = moment_in_words(local_time(found, ZoneInfo(zone or settings.NEWSROOM_TIMEZONE)))
    shown = told if zone else f"{told} ({settings.NEWSROOM_TIMEZONE})"
    return format_html('<time datetime="{}" title="{}">{}</time>', exact, exact, shown)


@register.simple_tag
def presence(value: str, *, disputed: bool = False) -> SafeString:
    """A badge that says how sure it is, in words and not by colour alone."""
    kind = "disputed" if disputed else value
    told = f"{value}, disputed" if disputed and value != "disputed" else value
    return format_html('<span class="badge badge-{}">{}</span>', kind, told.replace("_", " "))


@register.simple_tag
def entity(named: Mapping[str, Any] | None, kind: str = "") -> SafeString | str:
    """A link to the page of a person or an organisation, where there is one; else the name."""
    if not named:
        return ""
    try:
        url = reverse(f"desk:{kind}", args=[named["id"]])
    except NoReverseMatch:
        return format_html("<bdi>{}</bdi>", named["name"])
    return format_html('<a href="{}">{}</a>', url, named["name"])


@register.simple_tag(takes_context=True)
def may(context: Mapping[str, Any], right: Right) -> bool:
    """Whether whoever looks holds the right to read, append, correct, operate or administer."""
    return has(context["request"], right)


@register.simple_tag(takes_context=True)
def current(context: Mapping[str, Any], section: str) -> SafeString | str:
    """`aria-current` for the link to the section that the page is in: what its address begins
    with, below the desk's own, which is that of the stories."""
    match = context["request"].resolver_match
    parts = match.route.split("/") if match and match.namespace == "desk" else []
    inside = len(parts) > 1 and (parts[1] or "stories") == section
    return mark_safe(' aria-current="page"') if inside else ""


@register.filter
def words(name: str | None) -> str:
    """`asked_to_leave` → "asked to leave"; of nothing nothing."""
    return name.replace("_", " ").replace(".", " ") if name else ""


@register.filter
def left_how(manner: str | None) -> str:
    """How somebody left, as a verb; of whom that is not known, that they left."""
    return words(manner) if manner and manner != "unknown" else "left"


@register.filter
def exact(moment: datetime) -> SafeString:
    """An instant in full, in UTC."""
    return format_html("<time>{}</time>", utc_text(moment))


@register.filter
def field_words(name: str) -> str:
    """A form's field as people would call it: `data.members.0.person` → "Members 1 person"."""
    if name == "said":
        return "What happened"
    parts = [str(int(part) + 1) if part.isdecimal() else part for part in name.split(".")]
    if parts[0] == "new":
        return f"{label(parts[-1])} of what is new"
    told = parts[1:] if parts[0] in ("data", "amendment") else parts
    first, *inner = told
    return " ".join([label(first), *(one.replace("_", " ") for one in inner)])
