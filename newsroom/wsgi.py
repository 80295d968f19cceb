"""The web application, which does not start without a good secret key."""

import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

application = get_wsgi_application()

if weakness := settings.NEWSROOM_SECRET_KEY_WEAKNESS:
    raise ImproperlyConfigured(weakness)
