"""Bringing a file in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amaan.directory.actions import KINDS
from amaan.directory.forms.shapes import ReasonedForm, choices
from amaan.ui.choices import unanswered


class ImportForm(ReasonedForm):
    kind = forms.ChoiceField(label=_("What the file holds"))
    file = forms.FileField(label=_("File (CSV, UTF-8)"), allow_empty_file=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (declared above)
        field.choices = unanswered(choices("import_kind", KINDS))
