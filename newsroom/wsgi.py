"""The web application, which does not start without a good secret key."""

import os
from importlib import import_module

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

# Before all that follows is imported, which takes its time.
if weakness := settings.NEWSROOM_SECRET_KEY_WEAKNESS:
    raise ImproperlyConfigured(weakness)

application = get_wsgi_application()
# All that answers, now and not by the first request.
import_module(settings.ROOT_URLCONF)
