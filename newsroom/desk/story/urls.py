from django.urls import path

from newsroom.desk.story.views import StoriesPage, StoryPage

urlpatterns = [
    path("", StoriesPage.as_view(), name="stories"),
    path("stories/<slug:id>/", StoryPage.as_view(), name="story"),
]
