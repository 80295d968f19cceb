from django.urls import include, path, re_path

from newsroom.desk.pages import NoSuchPage

app_name = "desk"
urlpatterns = [
    path("", include("newsroom.desk.login.urls")),
    path("", include("newsroom.desk.story.urls")),
    path("", include("newsroom.desk.timemachine.urls")),
    path("", include("newsroom.desk.people.urls")),
    path("", include("newsroom.desk.events.urls")),
    path("", include("newsroom.desk.amend.urls")),
    path("", include("newsroom.desk.operations.urls")),
    path("", include("newsroom.desk.access.urls")),
    path("", include("newsroom.desk.append.urls")),
    re_path(r"^(?P<rest>.+)$", NoSuchPage.as_view(), name="nowhere"),
]
