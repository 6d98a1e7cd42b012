"""What is a panel made of? Figures, and cards of rows; every one of them leads to its page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True, slots=True)
class PanelFigure:
    """One number; `tone` only where it asks for something (`danger`, `warn`)."""

    label: Words
    value: int | str
    url: str
    tone: str = ""
    note: Words = ""


@dataclass(frozen=True, slots=True)
class PanelRow:
    """One record: its number or its words, a few facts below, and what is owed or when it was."""

    url: str
    ref: str = ""
    title: str = ""
    facts: tuple[Words, ...] = ()
    urgency: str = ""
    child: bool = False
    clock: Mapping[str, object] | None = None
    on: date | datetime | None = None
    note: Words = ""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a card's records have one urgency."""

    urgency: str
    number: int
    url: str


@dataclass(frozen=True, slots=True)
class Card:
    """A topic. `aside` stands in the second column; `empty` is said instead of no rows, and a card
    without rows and without that is left out.
    """

    title: Words
    icon: str
    url: str
    url_words: Words
    rows: tuple[PanelRow, ...] = ()
    heads: tuple[Words, Words, Words] = ("", "", "")
    empty: Words = ""
    aside: bool = False
    shares: tuple[Share, ...] = ()
    template: str = "site/home_rows.html"
    shown: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HomePanel:
    """What one kind of work shows; `coming` says what will stand here once there is something."""

    figures: tuple[PanelFigure, ...] = ()
    cards: tuple[Card, ...] = ()
    coming: Words = ""
