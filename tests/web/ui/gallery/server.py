"""Where does a browser find the sample pages? A small server with the site's own policy."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from threading import Thread

from amaan.node.places import REPOSITORY
from amaan.site.settings.base import POLICY
from tests.web.ui.gallery.rendering import rendered

STATIC = REPOSITORY / "src/amaan/ui/static"
HEADERS = {
    "Content-Security-Policy": "; ".join(
        f"{name} {' '.join(values)}"
        for name, values in {**POLICY, "trusted-types": ["amaan-htmx", "amaan-proof"]}.items()
    ),
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Samples(BaseHTTPRequestHandler):
    """`/en/home` is a sample, `/static/…` a file; a post leads to `/en/track`."""

    busy = 0  # how many posts are turned away first
    scripted = True  # whether the middleware is there
    posts: list[bytes]

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path.startswith("/static/"):
            file = STATIC / path.removeprefix("/static/")
            if not file.is_file():
                self.reply(404, b"")
                return
            self.reply(200, file.read_bytes(), guess_type(file.name)[0] or "font/woff2")
        elif path == "/weather":
            self.reply(200, b"<title>Weather</title>")
        elif path == "/favicon.ico":
            self.reply(204, b"")
        else:
            lang, _, name = path.strip("/").partition("/")
            more = {"exit_url": "/weather", **({"theme": "dark"} if "dark" in self.path else {})}
            self.reply(200, rendered(name, lang, **more).encode())

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        type(self).posts.append(body)
        if type(self).busy:
            type(self).busy -= 1
            self.reply(503, b"", retry_after="1")
        elif self.headers["X-One-Entry"] and self.scripted:
            self.reply(204, b"", x_location="/en/track")
        else:
            self.reply(303, b"", location="/en/track")

    def reply(self, status: int, body: bytes, kind: str = "text/html", **more: str) -> None:
        self.send_response(status)
        for name, value in HEADERS.items():
            self.send_header(name, value)
        for name, value in more.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """A test says what it saw; the server keeps still."""


@contextmanager
def serving() -> Iterator[str]:
    """The address of the samples while they are served."""
    Samples.posts = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Samples)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
