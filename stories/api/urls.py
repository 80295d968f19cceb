"""Addresses below `/api/v1/`. Whatever has a table also has one with `.csv` at its end."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, path

from stories.api import lists, operating, profiles, states
from stories.api.reading import ReadView

READ: dict[str, type[ReadView]] = {
    "organizations": lists.Organizations,
    "organizations/<str:id>": profiles.Organization,
    "organizations/<str:id>/board": states.Board,
    "organizations/<str:id>/board/changes": states.BoardChanges,
    "organizations/<str:id>/board/history": states.BoardHistory,
    "organizations/<str:id>/leadership": states.Leadership,
    "organizations/<str:id>/leadership/changes": states.LeadershipChanges,
    "organizations/<str:id>/timeline": lists.OrganizationTimeline,
    "people": lists.People,
    "people/<str:id>": profiles.Person,
    "people/<str:id>/career": states.Career,
    "people/<str:id>/timeline": lists.PersonTimeline,
    "stories": lists.Stories,
    "stories/<str:id>": profiles.Story,
    "stories/<str:id>/timeline": lists.StoryTimeline,
    "stories/<str:id>/leadership": states.StoryLeadership,
    "resolve": profiles.Resolve,
}


def _read() -> Iterator[URLPattern]:
    for address, view in READ.items():
        name = address.replace("<str:id>", "one").replace("/", "-")
        yield path(f"{address}/", view.as_view(), name=name)
        if view.table:
            table = view.as_view(schema=None)
            yield path(f"{address}.csv", table, {"format": "csv"}, name=f"{name}-table")


urlpatterns = [
    *_read(),
    path("projections/", operating.Projections.as_view(), name="projections"),
    path(
        "projections/<str:name>/rebuild/",
        operating.RebuildProjection.as_view(),
        name="projection-rebuild",
    ),
    path(
        "projections/<str:name>/retry/",
        operating.RetryProjection.as_view(),
        name="projection-retry",
    ),
]
