"""The tabs of the directory: one for each register."""

from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

TABS: Final = (
    ("overview", _("Overview")),
    ("services", _("Services")),
    ("units", _("Units")),
    ("focal_persons", _("Focal persons")),
    ("helplines", _("Helplines")),
    ("laws", _("Laws and sections")),
    ("territories", _("Territories")),
    ("calendars", _("Calendars")),
    ("clock_limits", _("Clock limits")),
)


def tabs(current: str) -> list[dict[str, Any]]:
    """Items for the tabs component."""
    return [
        {"url": reverse(f"directory:{name}"), "label": label, "current": name == current}
        for name, label in TABS
    ]
