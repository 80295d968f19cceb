from django.urls import path

from newsroom.desk.amend.views import AmendPage
from newsroom.desk.events.acts import ACTS

urlpatterns = [
    path(f"events/<uuid:id>/{name}/", AmendPage.as_view(act=name), name=name) for name in ACTS
]
