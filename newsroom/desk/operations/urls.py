from django.urls import path

from newsroom.desk.operations import views

PROJECTION = "operations/projections/<slug:name>"

urlpatterns = [
    path("operations/", views.OperationsPage.as_view(), name="operations"),
    path(f"{PROJECTION}/", views.ProjectionPart.as_view(), name="operations_projection"),
    path(f"{PROJECTION}/rebuild/", views.Rebuild.as_view(), name="operations_rebuild"),
    path(f"{PROJECTION}/cancel/", views.Cancel.as_view(), name="operations_cancel"),
    path(f"{PROJECTION}/retry/", views.Retry.as_view(), name="operations_retry"),
    path("operations/chain/", views.ChainPart.as_view(), name="operations_chain"),
    path("operations/verify/", views.Verify.as_view(), name="operations_verify"),
    path("operations/workers/", views.WorkersPart.as_view(), name="operations_workers"),
]
