from django.urls import path

from events.api.views import EventsView, EventTypesView, EventTypeView, EventView

urlpatterns = [
    path("events/", EventsView.as_view(), name="events"),
    path("events.csv", EventsView.as_view(), {"format": "csv"}),
    path("events/<str:id>/", EventView.as_view(), name="event"),
    path("event-types/", EventTypesView.as_view(), name="event-types"),
    path("event-types.csv", EventTypesView.as_view(), {"format": "csv"}),
    path("event-types/<str:name>/", EventTypeView.as_view(), name="event-type"),
]
