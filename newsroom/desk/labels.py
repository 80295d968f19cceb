"""What the desk calls the fields of events. Pure."""

from __future__ import annotations

CALLED = {
    "url": "URL",
    "organization": "Organisation",
    "timezone": "Time zone",
    "occurred": "It happened, or took effect",
    "citations": "Source",
}


def label(field: str) -> str:
    """The name of a field for people: `reports_to` → "Reports to"."""
    return CALLED.get(field) or field.replace("_", " ").capitalize()
