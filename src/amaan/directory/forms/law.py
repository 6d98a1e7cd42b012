"""The law register: the texts of one wording, typed as the register writes them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from amaan.directory.forms.shapes import ReasonedForm, TextField
from amaan.directory.models import OffenceVersion
from amaan.directory.rules.offences import OffenceRow, read_offence


class OffenceForm(ReasonedForm):
    """The columns of the register; they are read by the same rule as a file."""

    code = TextField(label=_("Code"), longest=24, lang="en")
    law = TextField(label=_("Law"), lang="en")
    section = TextField(label=_("Section"), required=False, longest=40, lang="en")
    short_title = TextField(label=_("Title in English"), longest=160, lang="en")
    title_ur = TextField(label=_("Title in Urdu"), required=False, longest=160, lang="ur")
    min_years = TextField(label=_("Least, in years"), required=False, longest=40, lang="en")
    max_years = TextField(label=_("Most, in years"), required=False, longest=40, lang="en")
    fine = TextField(label=_("Fine"), required=False, longest=80, lang="en")
    fine_alternative = TextField(
        label=_("Fine alone allowed?"),
        required=False,
        longest=80,
        lang="en",
        help_text=_("Begin with yes or no; empty or “unverified” stays not known."),
    )
    agency = TextField(label=_("Who investigates"), required=False, longest=80, lang="en")
    tip_form = TextField(label=_("Form, in the word of the register"), longest=40, lang="en")
    vintage = TextField(
        label=_("In force"),
        required=False,
        longest=60,
        lang="en",
        help_text=_("For example: from 2025-03, 2018-2025, pre-2025. Empty: start not known."),
    )
    confidence = TextField(
        label=_("Confidence"),
        longest=80,
        lang="en",
        help_text=_("X read in the source, P press, M memory."),
    )
    source = TextField(label=_("Source"), required=False, longest=300, lang="en")

    def wording(self) -> OffenceRow:
        """Raises Refused with the field and what to do."""
        return read_offence(self.cleaned_data)

    @staticmethod
    def initial_of(row: OffenceVersion) -> dict[str, Any]:
        same = ("code", "law", "section", "title_ur", "agency", "source")
        return {name: getattr(row, name) for name in same} | {
            "short_title": row.title_en,
            "min_years": row.min_text,
            "max_years": row.max_text,
            "fine": row.fine_text,
            "fine_alternative": row.fine_alternative_text,
            "tip_form": row.form_text,
            "vintage": row.vintage_text,
            "confidence": row.confidence_text,
        }


class SignOffForm(ReasonedForm):
    lawyer = TextField(label=_("Lawyer who compared it with the gazette"))
