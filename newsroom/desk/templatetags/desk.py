"""How the desk writes times, presence and links. Takes the JSON shapes of the views."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from events.when import Window, utc_text
from events.when.words import in_words, moment_in_words
from newsroom.desk.labels import label
from newsroom.desk.pages import Right, has
from stories.views.shapes import read_instant

register = template.Library()


@register.filter
def when(window: Mapping[str, Any] | None, zone: str = "UTC") -> str:
    """A window in words, in its own zone if it has one: "17 November 2023, 12:00 to 12:23"."""
    if not window:
        return ""
    bounds = Window(read_instant(window.get("earliest")), read_instant(window.get("latest")))
    return in_words(bounds, ZoneInfo(window.get("timezone") or zone))


@register.filter
def since(window: Mapping[str, Any] | None, zone: str = "UTC") -> str:
    """When a state began, behind a comma or alone: "since 2019", "since some time between …"."""
    if not window:
        return ""
    told = when(window, zone)
    if window.get("earliest") is None:
        known = window.get("latest")
        return (
            f"since {told.removeprefix('by ')} at the latest" if known else "since when is unknown"
        )
    vague = told.startswith("between") or " to " in told
    return f"since some time {told}" if vague else f"since {told}"


@register.filter
def moment(text: str | datetime | None, zone: str = "UTC") -> SafeString | str:
    """An instant as a `time` element, with its exact value for machines and on hovering."""
    found = read_instant(text)
    if found is None:
        return ""
    exact = found.astimezone(UTC).isoformat().replace("+00:00", "Z")
    told = moment_in_words(found.astimezone(ZoneInfo(zone)))
    return format_html('<time datetime="{}" title="{}">{}</time>', exact, exact, told)


@register.simple_tag
def presence(value: str, *, disputed: bool = False) -> SafeString:
    """A badge that says how sure it is, in words and not by colour alone."""
    kind = "disputed" if disputed else value
    told = f"{value}, disputed" if disputed and value != "disputed" else value
    return format_html('<span class="badge badge-{}">{}</span>', kind, told.replace("_", " "))


@register.simple_tag
def entity(named: Mapping[str, Any] | None, kind: str = "") -> SafeString | str:
    """A link to the page of a person or an organisation, where there is one."""
    if not named:
        return ""
    try:
        url = reverse(f"desk:{kind}", args=[named["id"]])
    except NoReverseMatch:
        return format_html("{}", named["name"])
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
def exact(moment: datetime) -> SafeString:
    """An instant in full, in UTC."""
    return format_html("<time>{}</time>", utc_text(moment))


@register.filter
def without_accepted(detail: str) -> str:
    """What is wrong, without the list of what would be accepted, which stands at the field."""
    return detail.partition(" Accepted:")[0]


@register.filter
def field_words(name: str) -> str:
    """A form's field as people would call it: `data.members.0.person` → "Members 1 person"."""
    if name == "said":
        return "What happened"
    parts = [str(int(part) + 1) if part.isdecimal() else part for part in name.split(".")]
    told = parts[1:] if parts[0] in ("data", "new", "amendment") else parts
    if len(told) == 1:
        return label(told[0])
    return " ".join(told).replace("_", " ").capitalize()
