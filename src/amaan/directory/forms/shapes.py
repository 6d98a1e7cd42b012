"""What every form of the directory can do: show the rules' objections beside its fields."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from amaan.kernel.reasons import Reason
from amaan.ui import catalogues
from amaan.ui.choices import unanswered
from amaan.ui.language import current


class ReasonedForm(forms.Form):
    """A form that takes reasons; one that names a field of the form stands beside it."""

    def add_reasons(self, reasons: Iterable[Reason]) -> None:
        for reason in reasons:
            words = catalogues.say("directory:reason", reason.code, current(), **reason.params)
            name = str(reason.params.get("field", ""))
            self.add_error(name if name in self.fields else None, words)


def choices(section: str, codes: Iterable[str]) -> list[tuple[str, str]]:
    """Codes with their words in the reader's language."""
    said = f"directory:label.{section}"
    return [(str(code), catalogues.say(said, str(code), current())) for code in codes]


class CodeField(forms.ChoiceField):
    """One code of an enumeration, labelled from words.toml when the form is shown."""

    def __init__(
        self, codes: type[StrEnum], section: str, *, label: Any, required: bool = True
    ) -> None:
        def words() -> list[tuple[str, str]]:
            return choices(section, codes)

        blank = "" if required else "—"
        super().__init__(choices=unanswered(words, blank=blank), label=label, required=required)


class CodesField(forms.MultipleChoiceField):
    """Several codes of a list, as tick boxes."""

    def __init__(self, codes: Iterable[str], section: str, *, label: Any) -> None:
        known = tuple(codes)
        super().__init__(
            choices=lambda: choices(section, known),
            label=label,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )


class DayField(forms.DateField):
    """A day from the browser's own calendar."""

    def __init__(self, *, label: Any, required: bool = True, help_text: Any = "") -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "dir": "ltr"})
        super().__init__(label=label, required=required, help_text=help_text, widget=widget)


class TextField(forms.CharField):
    """A line of text; `lang` says in which language it is typed."""

    def __init__(
        self,
        *,
        label: Any,
        required: bool = True,
        longest: int = 120,
        lang: str = "",
        help_text: Any = "",
    ) -> None:
        direction = {"en": "ltr", "ur": "rtl"}.get(lang)
        attrs = {"lang": lang, "dir": direction} if direction else {}
        super().__init__(
            label=label,
            required=required,
            max_length=longest,
            help_text=help_text,
            widget=forms.TextInput(attrs=attrs),
        )


class NumberField(forms.IntegerField):
    """A whole number of one column: it takes what the column takes, and no less than `least`."""

    def __init__(
        self,
        model: type[Model],
        column: str,
        *,
        label: Any,
        required: bool = True,
        least: int = 0,
    ) -> None:
        validators = model._meta.get_field(column).validators  # type: ignore[union-attr]
        most = [it.limit_value for it in validators if isinstance(it, MaxValueValidator)]
        super().__init__(label=label, required=required, min_value=least, max_value=min(most))
        self.column = f"{model._meta.db_table}.{column}"


class LongTextField(forms.CharField):
    """Several lines of text."""

    def __init__(self, *, label: Any, lang: str = "", help_text: Any = "", rows: int = 3) -> None:
        direction = {"en": "ltr", "ur": "rtl"}.get(lang)
        attrs: dict[str, Any] = {"rows": rows}
        attrs |= {"lang": lang, "dir": direction} if direction else {}
        super().__init__(
            label=label, required=False, help_text=help_text, widget=forms.Textarea(attrs=attrs)
        )


NAME_EN = _("Name in English")
NAME_UR = _("Name in Urdu")
