"""The web application, which does not start without a good secret key."""

import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

# Before all that follows is imported, which takes its time.
if weakness := settings.NEWSROOM_SECRET_KEY_WEAKNESS:
    raise ImproperlyConfigured(weakness)

application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018 - all that answers is imported now, not by the first request
