"""What rows that are told in the same words differ in. Pure."""

from __future__ import annotations

from stories.views.shapes import Json

DETAILS = {
    "title": "the title",
    "share": "the share",
    "independent": "the independence",
    "reports_to": "whom they report to",
    "reason": "the reason",
    "confidence": "the confidence",
}
"""What of a row the telling of its state leaves out."""


def differing(was: Json, row: Json) -> str:
    """In what a row differs from one that is told in the same words."""
    told = [said for name, said in DETAILS.items() if was.get(name) != row.get(name)]
    return ", ".join(told) or "the facts behind it"
