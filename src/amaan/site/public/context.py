"""What does every page of the public site know? Whether the node is in service, and the way out."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from amaan.security.queries.node import in_service


def public(request: HttpRequest) -> dict[str, object]:
    """For the base template; a context processor of the public settings."""
    del request
    return {
        "node_in_service": SimpleLazyObject(in_service),
        "exit_url": reverse("intake:leave"),
    }
