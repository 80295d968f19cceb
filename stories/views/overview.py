"""What a story comes down to at a moment: what is known, disputed and unknown. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from stories.views.shapes import Json

MOST = 100
"""Facts told of a kind; the counts are of all."""
_KNOWN = ("held", "interim", "vacant")


def overview(
    organizations: Sequence[Json],
    facts: Json,
    *,
    disputed: Sequence[Json],
    undated: Sequence[Json],
    contradictions: Json,
) -> Json:
    """Posts and members of boards by how sure their holders are, and facts to look into.

    Posts count as known where it is known who holds them, or that nobody does.
    """
    return {
        "facts": facts,
        "organizations": list(organizations),
        "known": {
            "founders": _founders(organizations, "certain"),
            "board": _members(organizations, "certain", disputed=False),
            "posts": _posts(organizations, *_KNOWN),
        },
        "disputed": {
            "founders": [one for one in _all_founders(organizations) if one["disputed"]],
            "board": [one for one in _all_members(organizations) if one["disputed"]],
            "posts": _posts(organizations, "disputed"),
            "contradictions": contradictions,
            "facts": list(disputed),
        },
        "unknown": {
            "founders": _founders(organizations, "possible"),
            "board": _members(organizations, "possible", disputed=False),
            "posts": _posts(organizations, "uncertain", "unknown"),
            "undated": list(undated),
        },
    }


def _posts(organizations: Sequence[Json], *statuses: str) -> list[Json]:
    return [
        {
            "organization": told["organization"],
            "post": post["post"],
            "title": post["title"],
            "status": post["status"],
            "holders": post["holders"],
        }
        for told in organizations
        for post in told["posts"]
        if post["status"] in statuses
    ]


def _founders(organizations: Sequence[Json], presence: str) -> list[Json]:
    return [
        one
        for one in _all_founders(organizations)
        if one["presence"] == presence and not one["disputed"]
    ]


def _all_founders(organizations: Sequence[Json]) -> Iterator[Any]:
    for told in organizations:
        for founder in told["founders"]:
            yield {"organization": told["organization"], **founder}


def _members(organizations: Sequence[Json], presence: str, *, disputed: bool) -> list[Json]:
    return [
        one
        for one in _all_members(organizations)
        if one["presence"] == presence and one["disputed"] is disputed
    ]


def _all_members(organizations: Sequence[Json]) -> Iterator[Any]:
    for told in organizations:
        for member in told["board"]["members"]:
            yield {
                "organization": told["organization"],
                "person": member["person"],
                "presence": member["presence"],
                "disputed": member["disputed"],
                "posts": [post["post"] for post in member["posts"]],
            }
