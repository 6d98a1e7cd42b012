"""How a clock reads: late, time left, paused, as the clock component takes it."""

from datetime import timedelta
from typing import Protocol

from django.utils.translation import gettext as _

from amaan.ui.templatetags.amaan import clock_left


class ClockLike(Protocol):
    """What is owed, and how it stands: `state` late, soon, fine, paused or met; `used`
    in per cent.
    """

    @property
    def kind(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def left(self) -> timedelta: ...
    @property
    def used(self) -> int: ...


def clock_words(clock: ClockLike) -> dict[str, object]:
    """`state`, `text`, `used` and `kind` for the clock component."""
    state = str(clock.state)
    text = _("Paused") if state == "paused" else str(clock_left(clock.left))
    return {"state": state, "text": text, "used": clock.used, "kind": clock.kind}
