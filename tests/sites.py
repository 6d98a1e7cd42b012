"""How does one test process speak as several processes? By putting another role in the place of
`default`.

In service every process has one connection, `default`, under its own role. A test has one
connection for each role; `as_role("public")` makes `default` the public role's for a while, so that
ORM, `atomic`, sessions and the queue all use it, just as in the public process. Nothing in the
product knows of this.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import connections
from django.http import HttpResponse
from django.test import Client, override_settings

KEPT = {"DATABASES", "INSTALLED_APPS", "SECRET_KEY", "ALLOWED_HOSTS", "STORAGES", "LOGGING"}


_playing: ContextVar[str] = ContextVar("playing", default="default")


def playing() -> str:
    """The alias of the role that this test plays at the moment; `default` is the staff site's."""
    return _playing.get()


@contextmanager
def as_role(alias: str) -> Iterator[None]:
    """Be the process of another role: `public`, `worker`, `audit`, `keys`, `stats` or `owner`."""
    before, wanted = connections["default"], connections[alias]
    token = _playing.set(alias)
    connections["default"] = wanted
    try:
        yield
    finally:
        connections["default"] = before
        _playing.reset(token)


@cache
def differences(site: str) -> Mapping[str, Any]:
    """The settings in which a site differs from the tests' own."""
    module = import_module(f"amaan.site.settings.{site}")
    return {
        name: getattr(module, name)
        for name in dir(module)
        if name.isupper()
        and name not in KEPT
        and getattr(settings, name, None) != getattr(module, name)
    }


class SiteClient(Client):
    """Django's test client, speaking to one site under that site's settings and database role."""

    def __init__(self, site: str, alias: str, **defaults: Any) -> None:
        super().__init__(**defaults)
        self.site = site
        self.alias = alias

    def request(self, **request: Any) -> HttpResponse:  # type: ignore[override]
        with override_settings(**differences(self.site)), as_role(self.alias):
            return super().request(**request)  # type: ignore[return-value]

    def carry(self, secret: bytes) -> "SiteClient":
        """Put a pass into the cookie that this site reads."""
        module = import_module(f"amaan.site.settings.{self.site}")
        self.cookies[module.AMAAN_PASS_COOKIE] = secret.hex()
        return self


def public_site(**defaults: Any) -> SiteClient:
    return SiteClient("public", "public", **defaults)


def staff_site(**defaults: Any) -> SiteClient:
    return SiteClient("staff", "default", **defaults)
