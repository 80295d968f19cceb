from django.urls import path

from newsroom.desk.access import keys, list_of_acts, overview, people

PERSON = "access/people/<int:id>"

urlpatterns = [
    path("access/", overview.AccessPage.as_view(), name="access"),
    path("access/keys/", keys.Issue.as_view(), name="access_keys"),
    path("access/keys/<int:id>/revoke/", keys.Revoke.as_view(), name="access_revoke"),
    path("access/people/", people.Add.as_view(), name="access_people"),
    path(f"{PERSON}/", people.PersonPage.as_view(), name="access_person"),
    path(f"{PERSON}/link/", people.Link.as_view(), name="access_link"),
    path("access/locks/lift/", overview.LiftLock.as_view(), name="access_lift"),
    path("access/audit/", list_of_acts.AuditPage.as_view(), name="access_audit"),
    path("access/audit.csv", list_of_acts.AuditTable.as_view(), name="access_audit_csv"),
]
