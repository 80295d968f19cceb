"""Addresses below `/api/v1/`. Whatever has a table also ends in `.csv` and `.ndjson`."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, path

from stories.api import (
    contradictions,
    entities,
    fact_lists,
    operating,
    ownership,
    profiles,
    states,
    timelines,
)
from stories.api.reading import ReadView

READ: dict[str, type[ReadView]] = {
    "organizations": entities.Organizations,
    "organizations/<str:id>": profiles.Organization,
    "organizations/<str:id>/board": states.Board,
    "organizations/<str:id>/board/changes": states.BoardChanges,
    "organizations/<str:id>/board/history": states.BoardHistory,
    "organizations/<str:id>/leadership": states.Leadership,
    "organizations/<str:id>/leadership/changes": states.LeadershipChanges,
    "organizations/<str:id>/funding": states.Funding,
    "organizations/<str:id>/ownership": ownership.Ownership,
    "organizations/<str:id>/contradictions": contradictions.OrganizationContradictions,
    "organizations/<str:id>/timeline": timelines.OrganizationTimeline,
    "people": entities.People,
    "people/<str:id>": profiles.Person,
    "people/<str:id>/career": states.Career,
    "people/<str:id>/statements": fact_lists.PersonStatements,
    "people/<str:id>/timeline": timelines.PersonTimeline,
    "stories": entities.Stories,
    "stories/<str:id>": profiles.Story,
    "stories/<str:id>/timeline": timelines.StoryTimeline,
    "stories/<str:id>/leadership": states.StoryLeadership,
    "stories/<str:id>/contradictions": contradictions.StoryContradictions,
    "stories/<str:id>/statements": fact_lists.StoryStatements,
    "stories/<str:id>/deals": fact_lists.StoryDeals,
    "stories/<str:id>/products": fact_lists.StoryProducts,
    "stories/<str:id>/market": fact_lists.StoryMarket,
    "stories/<str:id>/sources": fact_lists.StorySources,
    "resolve": profiles.Resolve,
}


def _read() -> Iterator[URLPattern]:
    for address, view in READ.items():
        name = address.replace("<str:id>", "one").replace("/", "-")
        yield path(f"{address}/", view.as_view(), name=name)
        if view.table:
            table = view.as_view(schema=None)
            for end in ("csv", "ndjson"):
                yield path(f"{address}.{end}", table, {"format": end}, name=f"{name}-{end}")


urlpatterns = [
    *_read(),
    path("projections/", operating.Projections.as_view(), name="projections"),
    *(
        path(f"projections.{end}", operating.Projections.as_view(schema=None), {"format": end})
        for end in ("csv", "ndjson")
    ),
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
