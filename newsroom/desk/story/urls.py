from django.urls import path

from newsroom.desk.story.inbox import InboxPage
from newsroom.desk.story.views import StoriesPage, StoryPage

urlpatterns = [
    path("", StoriesPage.as_view(), name="stories"),
    path("contradictions/", InboxPage.as_view(), name="contradictions"),
    path("stories/<slug:id>/", StoryPage.as_view(), name="story"),
]
