from django.urls import path

from events.api.views import EventsView, EventTypesView, EventTypeView, EventView

AS_TABLE = {"format": "csv"}
AS_LINES = {"format": "ndjson"}
READ_ONLY = ["get", "head", "options"]

urlpatterns = [
    path("events/", EventsView.as_view(), name="events"),
    path("events.csv", EventsView.as_view(schema=None, http_method_names=READ_ONLY), AS_TABLE),
    path("events.ndjson", EventsView.as_view(schema=None, http_method_names=READ_ONLY), AS_LINES),
    path("events/<str:id>/", EventView.as_view(), name="event"),
    path("event-types/", EventTypesView.as_view(), name="event-types"),
    path("event-types.csv", EventTypesView.as_view(schema=None), AS_TABLE),
    path("event-types.ndjson", EventTypesView.as_view(schema=None), AS_LINES),
    path("event-types/<str:name>/", EventTypeView.as_view(), name="event-type"),
]
