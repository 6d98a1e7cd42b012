"""Fields of the public forms: answers with words from the catalogue, and digits of any script."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amaan.kernel.folding import latin_digits
from amaan.ui import catalogues
from amaan.ui.answers import ChoiceLabel
from amaan.ui.language import current


def answers_of(name: str, codes: Iterable[str], *, helped: bool = False) -> list[tuple[str, Any]]:
    """(code, words) of a list of words.toml; `helped` adds the smaller line of `<name>_help`."""
    lang = current()

    def words(code: str) -> Any:
        label = catalogues.say(f"intake:label.{name}", code, lang)
        if not helped:
            return label
        return ChoiceLabel(label, catalogues.say(f"intake:label.{name}_help", code, lang))

    return [(str(code), words(code)) for code in codes]


def one_of(label: Any, choices: Any, *, help_text: Any = "") -> forms.ChoiceField:
    """One answer among few; none is an answer too."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=False,
        widget=forms.RadioSelect,
        help_text=help_text,
        error_messages={"invalid_choice": _("Choose one of the answers")},
    )


def words_field(label: Any, most: int, *, rows: int = 0, help_text: Any = "") -> forms.CharField:
    """Free words of at most `most` letters; several lines when `rows` is given."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    widget.attrs |= {"autocomplete": "off", "class": "am-input", "dir": "auto"}
    return WordsField(
        label=label,
        required=False,
        widget=widget,
        help_text=help_text,
        most=most,
    )


class WordsField(forms.CharField):
    """Does not cut in the browser: too long a text comes back whole, with a request to shorten."""

    def __init__(self, *, most: int, **options: Any) -> None:
        self.most = most
        super().__init__(**options)

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if len(text) > self.most:
            raise forms.ValidationError(
                _("Shorten it to %(most)s letters"), params={"most": self.most}, code="long"
            )
        return text


class DigitsField(forms.CharField):
    """Digits as people type them, given on as ASCII."""

    def to_python(self, value: Any) -> str:
        return latin_digits(super().to_python(value) or "")
