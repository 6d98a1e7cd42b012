"""What does every page of the public site know? Whether the node is in service, and the way out."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


def public(request: HttpRequest) -> dict[str, object]:
    """For the base template; a context processor of the public settings."""
    del request
    return {"node_in_service": settings.AMAAN_IN_SERVICE, "exit_url": reverse("intake:leave")}
