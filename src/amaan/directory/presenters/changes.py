"""What a form is about to change, field by field, for the page that asks to confirm."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

NOTHING = "—"


@dataclass(frozen=True, slots=True)
class ChangeLine:
    label: str
    before: str
    after: str


def changes_of(form: forms.Form) -> list[ChangeLine]:
    """The fields that differ from what they were; for a new entry, all that are filled."""
    return list(_lines(form))


def _lines(form: forms.Form) -> Iterator[ChangeLine]:
    for name, field in form.fields.items():
        before = value_words(field, form.get_initial_for_field(field, name))
        after = value_words(field, form.cleaned_data.get(name))
        if before != after:
            yield ChangeLine(str(field.label), before, after)


def value_words(field: forms.Field, value: Any) -> str:
    """A value as the reader knows it: the words of a choice, yes or no."""
    if isinstance(field, forms.BooleanField):
        return _("yes") if value else _("no")
    if isinstance(field, forms.MultipleChoiceField):
        return ", ".join(_word_of(field, each) for each in value or ()) or NOTHING
    if isinstance(field, forms.ChoiceField):
        return _word_of(field, value) or NOTHING
    return NOTHING if value in {None, ""} else str(value)


def _word_of(field: forms.ChoiceField, value: Any) -> str:
    words = {str(code): str(label) for code, label in field.choices}  # type: ignore[union-attr,misc]
    return words.get(str(value if value is not None else ""), "")
