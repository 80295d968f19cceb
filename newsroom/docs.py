"""The page that describes the API."""

from typing import cast

from django.contrib.auth.views import redirect_to_login
from django.urls import reverse
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.exceptions import NotAuthenticated
from rest_framework.response import Response


class DocsView(SpectacularSwaggerSplitView):
    """A person whose browser is not logged in is asked to; a program is answered 401."""

    template_name = "newsroom/docs.html"

    def handle_exception(self, exc: Exception) -> Response:
        wants_page = "text/html" in self.request.headers.get("Accept", "")
        if isinstance(exc, NotAuthenticated) and wants_page:
            # DRF passes on whatever response of Django's it is given, though it is typed narrower.
            login = redirect_to_login(self.request.get_full_path(), reverse("desk:login"))
            return cast("Response", login)
        return super().handle_exception(exc)
