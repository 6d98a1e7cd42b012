"""A browser for benchmarks: keeps cookies, fills the hidden fields of a form, follows one redirect
at a time.
"""

import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field

HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')
ATTRIBUTE = re.compile(r'(name|value)="([^"]*)"')


class Stay(urllib.request.HTTPRedirectHandler):
    """Redirects are answers here, not orders."""

    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


@dataclass(slots=True)
class Answer:
    """Status, address of a redirect, text, and bytes on the wire."""

    status: int
    location: str
    text: str
    size: int


@dataclass(slots=True)
class Client:
    """One person; `base` is the address of the site."""

    base: str
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Answer:
        return self.send(urllib.request.Request(self.address(path)))

    def post(self, path: str, page: str, **fields: str) -> Answer:
        """Send a form of `page`: its hidden fields and those given."""
        hidden = {}
        for tag in HIDDEN.findall(page):
            found = dict(ATTRIBUTE.findall(tag))
            if "name" in found:
                hidden[found["name"]] = found.get("value", "")
        body = urllib.parse.urlencode({**hidden, **fields}).encode()
        return self.send(urllib.request.Request(self.address(path), data=body))

    def address(self, path: str) -> str:
        return path if path.startswith("http") else self.base + path

    def send(self, request: urllib.request.Request) -> Answer:
        request.add_header("Cookie", "; ".join(f"{k}={v}" for k, v in self.cookies.items()))
        request.add_header("Origin", self.base)
        request.add_header("Accept-Language", "en")
        opener = urllib.request.build_opener(Stay)
        try:
            response = opener.open(request, timeout=30)
        except urllib.error.HTTPError as answer:
            response = answer
        body = response.read()
        for header in response.headers.get_all("Set-Cookie") or []:
            name, _, value = header.split(";")[0].partition("=")
            self.cookies[name] = value
        location = response.headers.get("Location", "")
        return Answer(response.status, location, body.decode(errors="replace"), len(body))
