from django.urls import path

from newsroom.desk.timemachine.views import OrganizationPage, OrganizationsPage

urlpatterns = [
    path("organizations/", OrganizationsPage.as_view(), name="organizations"),
    path("organizations/<slug:id>/", OrganizationPage.as_view(), name="organization"),
]
