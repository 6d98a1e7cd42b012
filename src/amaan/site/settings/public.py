"""The public site: role amaan_public, no sign-in, no session, nothing but the reporter's own
code.
"""

from amaan.site.settings.base import *

ROOT_URLCONF = "amaan.site.urls_public"
WSGI_APPLICATION = "amaan.site.wsgi_public.application"
AMAAN_SITE = "public"
AMAAN_KEY_DOOR = "public"
DATABASES = {"default": database("amaan_public", pool=8)}
AMAAN_SECRET_FILE = "django-public"  # noqa: S105  (a name)
SECRET_KEY = secret_key(AMAAN_SECRET_FILE)

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "amaan.site.web.HardHeaders",  # first: a worker's script needs the headers too
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "amaan.site.policies_in_force.PublicPolicies",
    "django.middleware.common.CommonMiddleware",
    "amaan.site.web.OwnPagesOnly",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "amaan.ui.one_entry.OneEntryMiddleware",
    "amaan.site.refusals.PublicRefusals",
]
INSTALLED_APPS = [name for name in INSTALLED_APPS if not name.startswith(STAFF_ONLY)]
AUTHENTICATION_BACKENDS: list[str] = []
CSRF_COOKIE_NAME = "__Host-amaan-public-csrf"
AMAAN_PASS_COOKIE = "__Host-amaan-public-pass"  # noqa: S105  (a name)
CSRF_FAILURE_VIEW = "amaan.site.public.errors.csrf_failure"
# A list of its own: the staff settings add to theirs in place.
TEMPLATES = [
    {
        **TEMPLATES[0],
        "OPTIONS": {
            **TEMPLATES[0]["OPTIONS"],
            "context_processors": [
                "django.template.context_processors.request",
                "amaan.site.public.context.public",
            ],
        },
    }
]
