from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView
from drf_spectacular.renderers import (
    OpenApiJsonRenderer,
    OpenApiJsonRenderer2,
    OpenApiYamlRenderer,
    OpenApiYamlRenderer2,
)
from drf_spectacular.views import SpectacularAPIView

from newsroom.docs import DocsView
from newsroom.health import healthz, readyz
from newsroom.observing.views import MetricsView

handler400 = "newsroom.error_handlers.bad_request"
handler403 = "newsroom.error_handlers.forbidden"
handler404 = "newsroom.error_handlers.not_found"
handler500 = "newsroom.error_handlers.server_error"

# JSON unless YAML is asked for: it is what clients and generators of clients read, and YAML too.
schema = SpectacularAPIView.as_view(
    renderer_classes=[
        *(OpenApiJsonRenderer2, OpenApiJsonRenderer, OpenApiYamlRenderer, OpenApiYamlRenderer2)
    ]
)

urlpatterns = [
    # First what programs ask for most: patterns are tried one by one.
    path("api/v1/", include("stories.api.urls")),
    path("api/v1/", include("events.api.urls")),
    path("", RedirectView.as_view(pattern_name="desk:stories"), name="home"),
    path("healthz", healthz),
    path("readyz", readyz),
    path("desk/", include("newsroom.desk.urls")),
    path("metrics", MetricsView.as_view()),
    path("admin/", admin.site.urls),
    path("api/schema/", schema, name="schema"),
    path("api/docs/", DocsView.as_view(url_name="schema"), name="docs"),
]
