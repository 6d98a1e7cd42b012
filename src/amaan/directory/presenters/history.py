"""The history of an entry as a timeline: facts in words, newest first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol

from django.utils.translation import gettext as _

from amaan.kernel.actor import Actor, ActorKind
from amaan.kernel.ids import Ref
from amaan.ledger.queries import timeline
from amaan.ui import catalogues
from amaan.ui.dates import moment_words
from amaan.ui.language import current

TONES: Final = {"verified": "ok", "signed_off": "ok", "closed": "warn", "ended": "warn"}


class Said(Protocol):
    """What this page needs of a fact."""

    kind: str
    actor_kind: str
    recorded_at: datetime
    body: Any


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One item of the timeline component."""

    title: str
    time: str
    tone: str
    note: str


def history(about: Ref, *, to: Actor) -> list[HistoryLine]:
    """What happened to an entry, newest first; call inside `reading`."""
    return [line_of(fact) for fact in reversed(list(timeline(about, to=to)))]


def line_of(fact: Said) -> HistoryLine:
    """Who did it is known to `security`; here only whether it was a person or the set-up."""
    return HistoryLine(
        title=catalogues.say("directory:fact", fact.kind, current()),
        time=moment_words(fact.recorded_at, current()),
        tone=TONES.get(fact.kind.rpartition(".")[2], ""),
        note=note_of(fact.actor_kind, fact.body or {}),
    )


def note_of(actor_kind: str, body: Mapping[str, object]) -> str:
    parts = []
    if "version" in body:
        parts.append(_("Version %(number)s") % {"number": body["version"]})
    if actor_kind == ActorKind.SYSTEM:
        parts.append(_("by the set-up"))
    return " · ".join(parts)
