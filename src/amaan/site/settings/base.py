"""What do both sites, the worker and the commands share? Everything but roles, routes and
cookies.
"""

import os
from pathlib import Path
from typing import Any

from amaan.node.endpoint import connection_parameters
from amaan.node.logs import logging_of
from amaan.node.places import REPOSITORY, places
from amaan.node.secret_files import read_secret

PLACES = places()


def secret_key(name: str) -> str:
    """The site's secret; a known text in its place serves commands alone (`node.serving`)."""
    return read_secret(PLACES, name) or "set-up has not run yet"


SOURCE = REPOSITORY / "src" / "amaan"

AMAAN_NODE = os.environ.get("AMAAN_NODE", "national")
AMAAN_LOCATORS = os.environ.get("AMAAN_LOCATORS", "own")  # or "leased" from another node
AMAAN_KEY_RUN = PLACES.run  # where the doors of the key service stand
AMAAN_ROOTS = PLACES.roots

DEBUG = False
AMAAN_SECRET_FILE = "django"  # noqa: S105  (a name)
SECRET_KEY = secret_key(AMAAN_SECRET_FILE)
ALLOWED_HOSTS = os.environ.get("AMAAN_HOSTS", "localhost,127.0.0.1").split(",")
ATOMIC_REQUESTS = False

CAPABILITIES = (
    "ui",
    "ledger",
    "access",
    "directory",
    "work",
    "security",
    "identity",
    "intake",
    "screening",
    "casework",
    "referral",
    "statistics",
)
SITE = (
    "amaan.site.audit.apps.AuditConfig",
    "amaan.site.apps.SiteConfig",
)
LIBRARIES: tuple[str, ...] = (
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "django_cotton",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
)


def config_of(capability: str) -> str:
    """`directory` -> `amaan.directory.apps.DirectoryConfig`."""
    return f"amaan.{capability}.apps.{capability.capitalize()}Config"


INSTALLED_APPS = [
    *LIBRARIES,
    *map(config_of, CAPABILITIES),
    *SITE,
]

AUTH_USER_MODEL = "security.Staff"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]

LANGUAGE_CODE = "en"
LANGUAGES = [("ur", "اردو"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "django_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = True
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_AGE = None  # gone with the browser: nothing stays on a reporter's device
LOCALE_PATHS = sorted(Path(path) for path in SOURCE.glob("*/locale"))
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

COTTON_DIR = "cotton"
COTTON_ISOLATE_BY_DEFAULT = True
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton"],
            "context_processors": ["django.template.context_processors.request"],
        },
    }
]

STATIC_URL = "/static/"
STATIC_ROOT = PLACES.data / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = False

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

SELF = "'self'"
POLICY: dict[str, Any] = {
    "default-src": ["'none'"],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "media-src": [SELF, "blob:"],
    "worker-src": [SELF],
    "manifest-src": [SELF],
    "form-action": [SELF],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
    "require-trusted-types-for": ["'script'"],
    "trusted-types": ["amaan-proof"],
}
CONTENT_SECURITY_POLICY = {"DIRECTIVES": POLICY}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# In service the sites stand behind a proxy that speaks TLS; on loopback there is none.
BEHIND_TLS = os.environ.get("AMAAN_BEHIND_TLS") == "1"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_AGE = None
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"

# For processes that serve no page: the sign-in library insists on being named.
IDLE_MIDDLEWARE = ["allauth.account.middleware.AccountMiddleware"]
STAFF_ONLY = (
    "allauth",
    "axes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django_htmx",
)

DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
AXES_ENABLED = False  # only the staff site counts failed sign-ins

LOGGING = logging_of()


def database(role: str, *, pool: int = 0, in_database: str = "") -> dict[str, Any]:
    """The connection settings of one role; `pool` connections at most, 0 for one per thread."""
    found = connection_parameters(PLACES, role)
    options: dict[str, Any] = {
        "sslmode": found["sslmode"],
        "application_name": role,
        # A pass is sent beside its statement, never inside: `pg_stat_activity` shows statements.
        "server_side_binding": True,
    }
    if pool:
        options["prepare_threshold"] = 5  # a connection lives long: its plans are made once
        options["pool"] = {"min_size": 1, "max_size": pool, "timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": found["host"],
        "PORT": found["port"],
        "NAME": in_database or found["dbname"],
        "USER": found["user"],
        "PASSWORD": found["password"],
        "CONN_MAX_AGE": 0 if pool else 60,
        "CONN_HEALTH_CHECKS": True,  # after a restart of PostgreSQL nobody is handed a dead one
        "OPTIONS": options,
    }
