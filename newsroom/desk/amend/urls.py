from django.urls import path

from newsroom.desk.amend.acts import ACTS
from newsroom.desk.amend.views import AmendPage

urlpatterns = [
    path(f"events/<uuid:id>/{name}/", AmendPage.as_view(act=name), name=name) for name in ACTS
]
