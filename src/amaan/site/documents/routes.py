"""Which routes has each site, and which lock is on each?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, get_resolver

from amaan.access.locks import RouteLock, lock_of
from amaan.access.permissions import Permission

SITES = ("public", "staff")


@dataclass(frozen=True, slots=True)
class Route:
    """One route of a site; `lock` is None when nobody put one on."""

    site: str
    pattern: str
    name: str
    view: object
    lock: RouteLock | None


def routes() -> Iterator[Route]:
    """Every route of both sites."""
    for site in SITES:
        module = f"amaan.site.urls_{site}"
        if find_spec(module):
            import_module(module)
            yield from below(site, get_resolver(module), "/", "")


def below(site: str, resolver: URLResolver, prefix: str, spaces: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{spaces}{entry.namespace}:" if entry.namespace else spaces
            yield from below(site, entry, path, inner)
        elif isinstance(entry, URLPattern):
            name = f"{spaces}{entry.name or ''}"
            yield Route(site, path, name, entry.callback, lock_of(entry.callback))


def routes_by_permission() -> Mapping[Permission, list[str]]:
    found: dict[Permission, list[str]] = {}
    for route in routes():
        if route.lock and route.lock.permission:
            found.setdefault(route.lock.permission, []).append(route.pattern)
    return found
