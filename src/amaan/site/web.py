"""What does every response of both sites carry, and which posts are our own?"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware

GetResponse = Callable[[HttpRequest], HttpResponseBase]

POWERS = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen",
    "geolocation", "gyroscope", "hid", "idle-detection", "magnetometer", "microphone", "midi",
    "payment", "picture-in-picture", "publickey-credentials-get", "screen-wake-lock", "serial",
    "usb", "web-share", "xr-spatial-tracking",
)  # fmt: skip
HEADERS = {
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{power}=()" for power in POWERS),
    "X-Robots-Tag": "noindex, nofollow",
}


class HardHeaders:
    """The fixed headers of security.md section 10; a page that may be kept says so itself."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


class OwnPagesOnly(CsrfViewMiddleware):
    """Django's check, told that our own pages send no referrer.

    Under `Referrer-Policy: no-referrer` a browser posts with `Origin: null` and without a referrer,
    which the stock check refuses. `Sec-Fetch-Site`, which no page can forge, says where the post
    comes from; the token and the strict cookie are asked for as ever.
    """

    def _origin_verified(self, request: HttpRequest) -> bool:
        if request.META.get("HTTP_ORIGIN") == "null":
            return bool(request.META.get("HTTP_SEC_FETCH_SITE", "same-origin") == "same-origin")
        return super()._origin_verified(request)  # type: ignore[misc, no-any-return]

    def _check_referer(self, request: HttpRequest) -> None:
        if request.META.get("HTTP_REFERER"):
            super()._check_referer(request)  # type: ignore[misc]
