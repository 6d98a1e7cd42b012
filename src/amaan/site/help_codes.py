"""Which line of the log belongs to the error page that somebody reads out? The one with its code.

The code is random and says nothing; beside it stand status and the name of the route, never an
address, a record or a word. Whoever gives help looks for `"help_code": "…"` in the log of the site.
"""

import secrets

import structlog
from django.http import HttpRequest

log = structlog.get_logger("amaan.site.errors")

OURS = 500  # from this status on the failure is the site's own


def logged_code(request: HttpRequest, status: int) -> str:
    """A new code, written down with what it stands for; a failure of ours with its place."""
    code = secrets.token_hex(4).upper()
    found = request.resolver_match
    route = found.view_name if found else ""
    tell = log.error if status >= OURS else log.warning
    tell("error-page", help_code=code, status=status, route=route, exc_info=status >= OURS)
    return code
