from django.urls import path

from newsroom.desk.append.parts import PreviewPart, SuggestionsPart, UnderstoodPart
from newsroom.desk.append.views import AppendPage, DraftsPage

urlpatterns = [
    path("append/", AppendPage.as_view(), name="append"),
    path("append/drafts/", DraftsPage.as_view(), name="append_drafts"),
    path("append/preview/", PreviewPart.as_view(), name="append_preview"),
    path("append/suggestions/", SuggestionsPart.as_view(), name="append_suggestions"),
    path("append/understood/", UnderstoodPart.as_view(), name="append_understood"),
]
