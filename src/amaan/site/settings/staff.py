"""The staff site: role amaan_app, password and one-time code, a session that ends by itself."""

from copy import deepcopy
from datetime import timedelta

from amaan.security.rules import passes
from amaan.site.settings.base import *

ROOT_URLCONF = "amaan.site.urls_staff"
WSGI_APPLICATION = "amaan.site.wsgi_staff.application"
AMAAN_SITE = "staff"
AMAAN_KEY_DOOR = "staff"
DATABASES = {"default": database("amaan_app", pool=8)}
AMAAN_SECRET_FILE = "django-staff"  # noqa: S105  (a name)
SECRET_KEY = secret_key(AMAAN_SECRET_FILE)

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "amaan.site.web.HardHeaders",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "amaan.site.policies_in_force.StaffPolicies",
    "django.middleware.common.CommonMiddleware",
    "amaan.site.web.OwnPagesOnly",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "amaan.security.middleware.StaffMiddleware",
    "amaan.site.refusals.StaffRefusals",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]

CSRF_COOKIE_NAME = "__Host-amaan-staff-csrf"
SESSION_COOKIE_NAME = "__Host-amaan-staff-session"
AMAAN_PASS_COOKIE = "__Host-amaan-staff-pass"  # noqa: S105  (a name)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_SAVE_EVERY_REQUEST = True  # each page pushes the idle end on
AMAAN_SESSION_IDLE = passes.IDLE
AMAAN_SESSION_TOTAL = passes.TOTAL
SESSION_COOKIE_AGE = int(AMAAN_SESSION_IDLE.total_seconds())
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

AXES_ENABLED = True
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
# Who is counted with whom stands in the handler; thousands share one address behind a carrier.
AXES_HANDLER = "amaan.security.adapters.tries.CountedTries"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # else a stranger keeps it closed for ever
AXES_LOCKOUT_CALLABLE = "amaan.security.views.entering.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_ADAPTER = "amaan.security.adapters.accounts.QuietAccounts"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_RATE_LIMITS = False  # failed sign-ins are counted by axes, in the database
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "amaan.security.adapters.second_factor.SealedSecrets"
MFA_SUPPORTED_TYPES = ["totp"]
MFA_TOTP_ISSUER = "Amaan"

TEMPLATES = deepcopy(TEMPLATES)  # the public site of the same test process keeps its own
TEMPLATES[0]["OPTIONS"]["context_processors"] = [
    *TEMPLATES[0]["OPTIONS"]["context_processors"],
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "amaan.site.context.staff",
]
CONTENT_SECURITY_POLICY = {"DIRECTIVES": {**POLICY, "trusted-types": ["amaan-htmx", "amaan-proof"]}}
CSRF_FAILURE_VIEW = "amaan.site.errors.csrf_failure"
