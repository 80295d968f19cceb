import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

application = get_wsgi_application()

if not settings.NEWSROOM_HAS_SECRET_KEY:
    raise ImproperlyConfigured("Set SECRET_KEY, the same for every process that serves requests.")
