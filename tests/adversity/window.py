"""What does somebody with a browser send over the wire, and what comes back? A line for each
request, with cookies, for tests that need many at once.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlencode, urlsplit

from tests.waiting import LIMIT


class GaveUp(Exception):  # noqa: N818  (what happened to one person)
    """A step did not succeed in time, or was answered as no page of ours should."""


@dataclass(frozen=True, slots=True)
class Page:
    """One answer: status, where it leads, the text, and after how many seconds to try again."""

    status: int
    location: str
    text: str
    wait: float = 0.0

    def hidden(self, name: str) -> str:
        found = re.search(rf'name="{name}" value="([^"]*)"', self.text)
        if found is None:
            raise GaveUp(f"no field {name} in a page of status {self.status}")
        return unescape(found[1])

    def data(self, name: str) -> str:
        found = re.search(rf'data-{name}="([^"]*)"', self.text)
        return unescape(found[1]) if found else ""


@dataclass(slots=True, kw_only=True)
class Window:
    """One browser at one site; `source` is an address of loopback, so that everybody may have a
    network of their own. `token` goes with every form.
    """

    base: str
    source: str = "127.0.0.1"
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""

    def send(self, method: str, path: str, form: Mapping[str, object] | None = None) -> Page:
        """Raises OSError or HTTPException when nobody answers; who dies closes the line."""
        host = urlsplit(self.base)
        line = HTTPConnection("127.0.0.1", host.port, LIMIT, (self.source, 0))
        typed = {"csrfmiddlewaretoken": self.token, **(form or {})}
        body = urlencode(typed, doseq=True) if method == "POST" else None
        try:
            line.request(method, path, body, self.headers(host.netloc))
            answer = line.getresponse()
            text = answer.read().decode()
        finally:
            line.close()
        self.keep_cookies(answer)
        wait = float(answer.getheader("Retry-After", "0"))
        return Page(answer.status, answer.getheader("Location", ""), text, wait)

    def headers(self, host: str) -> dict[str, str]:
        return {
            "Host": host,
            "Origin": self.base,
            "Accept-Language": "en",
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }

    def keep_cookies(self, answer: HTTPResponse) -> None:
        for header in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = header.split(";")[0].partition("=")
            self.cookies[name] = value
