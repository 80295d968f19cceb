"""Everything that can be set, in one file, read from the environment."""

import secrets
from typing import Any

import django_stubs_ext
import environ

from newsroom import surroundings

django_stubs_ext.monkeypatch()

env = environ.Env()
BASE_DIR = surroundings.CHECKOUT
NEWSROOM_DATA = surroundings.data_folder()
_running = surroundings.running(NEWSROOM_DATA)

# --- The newsroom -------------------------------------------------------------------------------
NEWSROOM_TIMEZONE = env.str("NEWSROOM_TIMEZONE", default="UTC")
NEWSROOM_RUNTIME_ROLE = surroundings.runtime_role()
NEWSROOM_ANONYMOUS_READ = env.bool("NEWSROOM_ANONYMOUS_READ", default=False)
NEWSROOM_REQUESTS_PER_MINUTE = env.int("NEWSROOM_REQUESTS_PER_MINUTE", default=1000)
# How long an answer waits for the views to reach a position before it says 503.
NEWSROOM_READ_WAIT_SECONDS = env.float("NEWSROOM_READ_WAIT_SECONDS", default=5.0)
# Into how many slices new generations of a projection are cut, such as tenures=4,facts=2.
NEWSROOM_SLICES = {
    name: int(slices) for name, slices in env.dict("NEWSROOM_SLICES", default={}).items()
}
# Processes that share a rebuild; by default one a core.
NEWSROOM_REBUILD_PARTS = env.int("NEWSROOM_REBUILD_PARTS", default=0)

# --- Security -----------------------------------------------------------------------------------
DEBUG = env.bool("DEBUG", default=False)
# Commands that serve nobody do without one. A key of this process alone is safe, but no other
# process accepts what it signs: `newsroom.wsgi` refuses to serve with it.
_secret_key = surroundings.secret_key(NEWSROOM_DATA)
SECRET_KEY = _secret_key or secrets.token_urlsafe(50)
NEWSROOM_HAS_SECRET_KEY = bool(_secret_key)
# Loopback always, for health checks made on the machine itself.
ALLOWED_HOSTS = [*env.list("ALLOWED_HOSTS", default=[]), "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# Cookies go over TLS only; `make run`, which serves plain HTTP on loopback, says otherwise.
NEWSROOM_HTTPS = env.bool("NEWSROOM_HTTPS", default=True)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = NEWSROOM_HTTPS
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=3600) if NEWSROOM_HTTPS else 0
if env.bool("NEWSROOM_BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# --- The parts ----------------------------------------------------------------------------------
INSTALLED_APPS = [
    "unfold",
    "unfold.contrib.filters",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "events",
    "stories",
    "newsroom.access",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
UNFOLD = {"SITE_TITLE": "Newsroom", "SITE_HEADER": "Newsroom"}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True

# --- PostgreSQL ---------------------------------------------------------------------------------
_database = surroundings.database(
    env.str("DATABASE_URL", default="") or _running.get("database_url"), NEWSROOM_DATA
)
DATABASES: dict[str, dict[str, Any]] = {
    # The append procedure commits by itself, so no request is wrapped in a transaction.
    "default": _database
    | {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True, "ATOMIC_REQUESTS": False}
}

# --- Redis --------------------------------------------------------------------------------------
REDIS_URL: str = (
    env.str("REDIS_URL", default="")
    or _running.get("redis_url")
    or f"unix://{NEWSROOM_DATA}/valkey/valkey.sock?db=0"
)
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "newsroom",
    }
}

# --- Celery -------------------------------------------------------------------------------------
CELERY_BROKER_URL = surroundings.broker_url(REDIS_URL)
CELERY_BROKER_TRANSPORT_OPTIONS = {"global_keyprefix": "newsroom:celery:"}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = "json"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"
# In memory: what was swept last need not be remembered, and no file can be left half written.
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"
CELERY_BEAT_MAX_LOOP_INTERVAL = 5
CELERY_BEAT_SCHEDULE = {
    # Finds what a lost wake-up left behind. A sweep that found no worker in time is dropped.
    "sweep": {"task": "stories.tasks.sweep", "schedule": 2.0, "options": {"expires": 2.0}},
}

# --- REST ---------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "newsroom.access.authentication.ApiKeyAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["events.api.permissions.RequiresRead"],
    "DEFAULT_THROTTLE_CLASSES": ["newsroom.access.throttling.CallerThrottle"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "events.api.problems.exception_handler",
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Newsroom",
    "DESCRIPTION": "The record of a running story, as it was in the world and as we knew it.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["events.api.permissions.RequiresRead"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}

# --- Static files -------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Without `collectstatic` (development) they are served from where the packages keep them.
WHITENOISE_USE_FINDERS = not STATIC_ROOT.exists()
WHITENOISE_AUTOREFRESH = False

# --- Logging ------------------------------------------------------------------------------------
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="INFO")},
}
