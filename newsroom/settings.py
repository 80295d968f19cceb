"""Everything that can be set, in one file, read from the environment."""

import secrets
from datetime import timedelta
from typing import Any

import django_stubs_ext
import environ
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from newsroom import connections, env, unfold_settings
from newsroom.fingerprint import fingerprint
from newsroom.observing import logs

django_stubs_ext.monkeypatch()

_environ = environ.Env()
BASE_DIR = env.CHECKOUT
NEWSROOM_DATA = env.data_folder()
_running = env.running(NEWSROOM_DATA)

# --- The newsroom -------------------------------------------------------------------------------
NEWSROOM_TIMEZONE = env.timezone()
NEWSROOM_RUNTIME_ROLE = connections.runtime_role()
NEWSROOM_ANONYMOUS_READ = env.flag("NEWSROOM_ANONYMOUS_READ", False)
# Brought along by the statement that tells where the views are: see newsroom/access/keys.py.
NEWSROOM_RIGHTS_MARK = "SELECT mark FROM access_rightsmark"
NEWSROOM_REQUESTS_PER_MINUTE = env.number("NEWSROOM_REQUESTS_PER_MINUTE", 1000)
# In the tag of every answer: other code may answer the same question otherwise.
NEWSROOM_CODE = SimpleLazyObject(fingerprint)
# Bytes of answers that each web process keeps, to give them again while they hold.
NEWSROOM_KEPT_ANSWERS = env.number("NEWSROOM_KEPT_ANSWERS", 64 * 1024 * 1024)
NEWSROOM_LARGEST_BODY = env.number("NEWSROOM_LARGEST_BODY", 10 * 1024 * 1024, least=1)
# The desk's forms may be as large, and have as many fields as the largest event and its citations.
DATA_UPLOAD_MAX_MEMORY_SIZE = NEWSROOM_LARGEST_BODY
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# How long an answer waits for the views to reach a position before it says 503.
NEWSROOM_READ_WAIT_SECONDS = env.seconds("NEWSROOM_READ_WAIT_SECONDS", 5.0)
# Age of the oldest event not taken up from which `/readyz` says that the views are behind.
NEWSROOM_BEHIND_SECONDS = env.seconds("NEWSROOM_BEHIND_SECONDS", 30.0)
# Into how many slices new generations of a projection are cut, such as tenures=4,facts=2.
NEWSROOM_SLICES = env.slices()
# Processes that share a rebuild; by default one a core.
NEWSROOM_REBUILD_PARTS = env.number("NEWSROOM_REBUILD_PARTS", 0)

# --- Security -----------------------------------------------------------------------------------
# Other programs read a variable of this name too: whatever is not on is off.
DEBUG = _environ.bool("DEBUG", default=False)
# Commands that serve nobody do without one. A key of this process alone is safe, but no other
# process accepts what it signs: `newsroom.wsgi` refuses to serve with it.
_secret_key = env.secret_key(NEWSROOM_DATA)
SECRET_KEY = _secret_key or secrets.token_urlsafe(50)
NEWSROOM_SECRET_KEY_WEAKNESS = env.weakness(_secret_key)
# Loopback always, for health checks made on the machine itself.
ALLOWED_HOSTS = [*env.listed("ALLOWED_HOSTS"), "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = env.listed("CSRF_TRUSTED_ORIGINS")
# Cookies go over TLS only; `make run`, which serves plain HTTP on loopback, says otherwise.
NEWSROOM_HTTPS = env.flag("NEWSROOM_HTTPS", True)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = NEWSROOM_HTTPS
SECURE_HSTS_SECONDS = env.number("SECURE_HSTS_SECONDS", 3600) if NEWSROOM_HTTPS else 0
# How many proxies of ours stand before it: what they say of the caller's address and of TLS counts.
NEWSROOM_BEHIND_PROXY = env.number("NEWSROOM_BEHIND_PROXY", 0)
if NEWSROOM_BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Behind a proxy plain HTTP is led to HTTPS. Monitors ask the process itself, and follow nowhere.
SECURE_SSL_REDIRECT = NEWSROOM_HTTPS and NEWSROOM_BEHIND_PROXY > 0
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$", "^metrics$"]
# Whether other hosts of the domain speak HTTPS only is not for this service to say.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "newsroom.desk.pages.csrf_failure"
# Pages load and run our own files only; newsroom.access.content_security_policy widens it for the
# admin.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        **{name: ["'none'"] for name in ("object-src", "base-uri", "frame-ancestors")},
        "form-action": ["'self'"],
    }
}
# Five wrong passwords for one name from one address: nobody elsewhere is locked out by them.
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "newsroom.audit.login_locks.username"
AXES_CLIENT_IP_CALLABLE = "newsroom.access.addresses.client_address"
AXES_LOCKOUT_CALLABLE = "newsroom.access.lockout.locked_out"
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False  # locks are lifted on the desk, which enters it in the audit list

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
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "axes",
    "csp",
    "events",
    "stories",
    "django_htmx",
    "newsroom.access",
    "newsroom.audit",
    "newsroom.desk",
    "newsroom.observing",
]
MIDDLEWARE = [
    "newsroom.observing.middleware.ObserveRequests",
    # Before all that answers by itself: redirects, refusals and files have their headers, too.
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "newsroom.access.content_security_policy.ContentPolicy",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "newsroom.middleware.AddSlash",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "newsroom.access.counted_logins.CountLogins",
    "newsroom.audit.middleware.AuditMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "newsroom.urls"
# The log knows nothing of the desk, where events have pages, and entities other than works.
ABSOLUTE_URL_OVERRIDES = {
    "events.event": lambda event: reverse("desk:event", args=[event.id]),
    "events.entity": lambda entity: (
        reverse(f"desk:{entity.kind}", args=[entity.id]) if entity.kind != "work" else ""
    ),
}
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
UNFOLD = unfold_settings.UNFOLD
LOGIN_URL = "desk:login"
LOGIN_REDIRECT_URL = "desk:stories"
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
# A worker that hangs in mid-batch would hold its projection up for ever: the server ends it, or
# another. Long, for a large batch calculates between two statements.
NEWSROOM_TRANSACTION_IDLE_SECONDS = env.number("NEWSROOM_TRANSACTION_IDLE_SECONDS", 3600)
_database = connections.database(
    env.given("DATABASE_URL") or _running.get("database_url"),
    NEWSROOM_DATA,
    idle_seconds=NEWSROOM_TRANSACTION_IDLE_SECONDS,
)
DATABASES: dict[str, dict[str, Any]] = {
    # The append procedure commits by itself, so no request is wrapped in a transaction.
    "default": _database
    | {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True, "ATOMIC_REQUESTS": False}
}

if _replica := env.given("DATABASE_REPLICA_URL"):
    # The API's views are read from it. Several are one URL, in libpq's way.
    DATABASES["replica"] = (
        DATABASES["default"]
        | connections.database(_replica, NEWSROOM_DATA)
        | {"TEST": {"MIRROR": "default"}}
    )
DATABASE_ROUTERS = ["newsroom.replica_router.ReplicaRouter"]

# --- Redis --------------------------------------------------------------------------------------
REDIS_URL: str = (
    env.given("REDIS_URL")
    or _running.get("redis_url")
    or f"unix://{NEWSROOM_DATA}/valkey/valkey.sock?db=0"
)
# One that hangs is as good as one that is gone, and no answer waits for it.
REDIS_TIMEOUTS = {"socket_connect_timeout": 2, "socket_timeout": 2}
# One for all processes. What each request needs goes past it: see stories/redis_client.py.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "newsroom",
        "OPTIONS": REDIS_TIMEOUTS,
    }
}

# --- Celery -------------------------------------------------------------------------------------
CELERY_BROKER_URL, CELERY_BROKER_TRANSPORT_OPTIONS = connections.broker(REDIS_URL)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = "json"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# Tasks after which a process opens new connections to PostgreSQL (ADR 52).
CELERY_DB_REUSE_MAX = 1000
CELERY_TIMEZONE = "UTC"
# In memory: what was swept last need not be remembered, and no file can be left half written.
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"
CELERY_BEAT_MAX_LOOP_INTERVAL = 5
CELERY_BEAT_SCHEDULE = {
    # Finds what a lost wake-up left behind. A sweep that found no worker in time is dropped.
    "sweep": {"task": "stories.tasks.sweep", "schedule": 2.0, "options": {"expires": 2.0}},
    "tidy": {"task": "stories.tasks.tidy", "schedule": 15.0, "options": {"expires": 15.0}},
}

# --- REST ---------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "NUM_PROXIES": NEWSROOM_BEHIND_PROXY,
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "newsroom.access.authentication.ApiKeyAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["events.api.permissions.RequiresRead"],
    "DEFAULT_THROTTLE_CLASSES": ["newsroom.access.throttling.CallerThrottle"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "events.api.negotiation.Negotiation",
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
    "POSTPROCESSING_HOOKS": ["events.api.components.named_once"],
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

# --- Observing ----------------------------------------------------------------------------------
# `/metrics` without credentials, where only the monitoring reaches it.
NEWSROOM_METRICS_OPEN = env.flag("NEWSROOM_METRICS_OPEN", False)
# Traces go to OTEL_EXPORTER_OTLP_ENDPOINT.
NEWSROOM_TRACING = env.flag("NEWSROOM_TRACING", False)
NEWSROOM_TRACING_NAME = _environ.str("OTEL_SERVICE_NAME", default="newsroom")
LOGGING = logs.configuration(
    _environ.str("LOG_FORMAT", default="") or "line",
    _environ.str("LOG_LEVEL", default="") or "INFO",
)
