from django.urls import path

from newsroom.desk.people.views import PeoplePage, PersonPage

urlpatterns = [
    path("people/", PeoplePage.as_view(), name="people"),
    path("people/<slug:id>/", PersonPage.as_view(), name="person"),
]
