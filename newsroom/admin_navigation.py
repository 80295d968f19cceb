"""The admin's sidebar: ways to the desk, and every list by what it is of; its icon, and
our styles on top of its own."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse

from stories.models import ROW_MODELS

READ, OPERATE, PEOPLE = "access.read", "access.operate", "auth.change_user"
Link = dict[str, Any]


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """For django-unfold, which leaves out what whoever looks may not see."""
    return [
        _section(
            "Desk",
            _link("Stories", "newspaper", "desk:stories", READ),
            _link("Operations", "monitor_heart", "desk:operations", OPERATE),
            _link("Access", "key", "desk:access", PEOPLE),
        ),
        _section(
            "The log",
            _list("Events", "list_alt", "events.event", READ),
            _list("Entities and stories", "group_work", "events.entity", READ),
        ),
        _section(
            "Views",
            *(
                _list(name.replace("_", " ").title(), "table_rows", model._meta.label_lower, READ)
                for name, model in ROW_MODELS.items()
            ),
        ),
        _section(
            "Engine",
            _list("Generations", "layers", "stories.projectionstate", OPERATE),
            _list("Checkpoints", "flag", "stories.checkpoint", OPERATE),
            _list("Parked tracks", "report", "stories.parkedtrack", OPERATE),
            _list("Rebuilds", "sync", "stories.rebuild", OPERATE),
            _list("Verifications", "verified", "audit.verification", OPERATE),
        ),
        _section(
            "Access",
            _list("People", "person", "auth.user", PEOPLE),
            _list("Groups", "groups", "auth.group", "auth.view_group"),
            _list("API keys", "vpn_key", "access.apikey", "access.view_apikey"),
            _list("Audit list", "history", "audit.auditentry", PEOPLE),
        ),
    ]


def icon(request: HttpRequest) -> str:
    return static("desk/icon.svg")


def styles(request: HttpRequest) -> str:
    return static("desk/admin.css")


def _section(title: str, *links: Link) -> dict[str, Any]:
    return {"title": title, "separator": True, "items": list(links)}


def _link(title: str, icon: str, page: str, right: str) -> Link:
    return {"title": title, "icon": icon, "link": reverse(page), "permission": _holds(right)}


def _list(title: str, icon: str, model: str, right: str) -> Link:
    return _link(title, icon, f"admin:{model.replace('.', '_')}_changelist", right)


def _holds(right: str) -> Callable[[HttpRequest], bool]:
    return lambda request: request.user.has_perm(right)
