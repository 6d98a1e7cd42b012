"""The tests: the staff site as amaan_app by default, and every other role under its own alias.

Two things hold that a plain test run would hide: connections are those of the plain roles, so that
row-level security binds, and `tests.sites.as_role` puts another role in the place of `default`, as
in that role's own process.
"""

from amaan.site.settings.staff import *

# Until a test asks for `db`, there is no database to reach.
NO_DATABASE = "ask_for_the_db_fixture"
ROLE_OF_ALIAS = {
    "default": "amaan_app",
    "public": "amaan_public",
    "worker": "amaan_worker",
    "audit": "amaan_audit",
    "keys": "amaan_keys",
    "stats": "amaan_stats",
    "owner": "amaan_owner",
}
DATABASES = {
    alias: database(role, in_database=NO_DATABASE) for alias, role in ROLE_OF_ALIAS.items()
}
SECRET_KEY = "tests only"  # noqa: S105  (it guards nothing)
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
