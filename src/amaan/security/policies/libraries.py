"""Which role may touch the tables that libraries bring for sessions, signing in and rights?

They have no row-level security; the public site reaches none of them.
"""

from collections.abc import Mapping
from typing import Final

from amaan.kernel.row_security import APP, WORKER, WRITE, granted, library

TABLES: Final[Mapping[str, Mapping[str, str]]] = {
    "django_migrations": {},
    "django_session": {APP: WRITE, WORKER: "SELECT, DELETE"},
    "django_content_type": {APP: "SELECT", WORKER: "SELECT"},
    "auth_permission": {APP: "SELECT"},
    "auth_group": {APP: "SELECT"},
    "auth_group_permissions": {APP: "SELECT"},
    "account_emailaddress": {APP: WRITE},
    "account_emailconfirmation": {APP: WRITE},
    "axes_accessattempt": {APP: WRITE},
    "axes_accessattemptexpiration": {APP: WRITE},
    "axes_accesslog": {APP: WRITE},
    "axes_accessfailurelog": {APP: WRITE},
}

DECLARED: Final = (
    *(part for table, grants in TABLES.items() for part in library(table, grants)),
    # A site that was taken over must not leave a second factor of its own behind.
    *library("mfa_authenticator", {APP: "SELECT, INSERT"}),
    *granted("mfa_authenticator", "UPDATE", APP, on="last_used_at"),
)
