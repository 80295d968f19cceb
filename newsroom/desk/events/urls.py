from django.urls import path

from newsroom.desk.events.views import EventPage, EventsPage, EventsTable

urlpatterns = [
    path("events/", EventsPage.as_view(), name="events"),
    path("events.csv", EventsTable.as_view(), name="events_table"),
    path("events/<uuid:id>/", EventPage.as_view(), name="event"),
]
