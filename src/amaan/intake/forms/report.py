"""The questions of a report, one form a page. Nothing is required: each can be skipped."""

from typing import Any, ClassVar

import phonenumbers
from django import forms
from django.utils.translation import gettext_lazy as _

from amaan.intake.forms.fields import DigitsField, answers_of, one_of, words_field
from amaan.intake.rules.answers import Contact, OfficeKind, ReporterAnswer, Sign, Who

STORY, LINE, PLACE = 8000, 500, 500


class Question(forms.Form):
    """A form that is a page of its own; `page` names its template among intake/questions."""

    page: ClassVar[str]


class WhoForm(Question):
    page = "who"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["who"] = one_of(
            _("Who needs help?"),
            answers_of("who", Who, helped=True),
            help_text=_("You can skip any question. You can stop at any time."),
        )


class SignsForm(Question):
    page = "signs"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["signs"] = forms.MultipleChoiceField(
            label=_("What is happening?"),
            help_text=_("Tick all that fit."),
            choices=answers_of("sign", Sign),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": _("Choose one of the answers")},
        )

    def clean_signs(self) -> tuple[str, ...]:
        return tuple(self.cleaned_data["signs"])


class DangerForm(Question):
    """Each of the four starts the urgent clock when it is answered with yes."""

    page = "danger"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = answers_of("answer", ReporterAnswer)
        self.fields["child"] = one_of(_("Is a child part of this?"), choices)
        self.fields["confined"] = one_of(_("Is someone locked in, or not free to leave?"), choices)
        self.fields["violence"] = one_of(_("Is someone beaten, hurt or threatened?"), choices)
        self.fields["travel_soon"] = one_of(
            _("Will someone be taken away within two days?"), choices
        )


class WhereForm(Question):
    """The district leads to the right desk; the place in words helps whoever goes there."""

    page = "where"
    place = words_field(
        _("Where in the district?"),
        PLACE,
        rows=3,
        help_text=_("Village, road, kiln, hotel, anything that helps to find it."),
    )

    def __init__(self, *args: Any, places: list[tuple[str, Any]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["district"] = forms.ChoiceField(
            label=_("Which district?"),
            choices=[("", _("Choose a district")), *places],
            required=False,
            widget=forms.Select(attrs={"class": "am-input"}),
            error_messages={"invalid_choice": _("Choose a district from the list")},
        )
        self.order_fields(["district", "place"])


class StoryForm(Question):
    page = "story"
    story = words_field(
        _("Tell us in your own words"),
        STORY,
        rows=8,
        help_text=_("What happened, when, and who needs to know. Short is fine."),
    )


class PeopleForm(Question):
    page = "people"
    people = words_field(
        _("Who is doing this?"),
        STORY,
        rows=5,
        help_text=_("Names, phone numbers, car numbers, what they look like. Only what you know."),
    )


class OfficialForm(Question):
    page = "official"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["official"] = one_of(
            _("Is a government official part of this?"),
            answers_of("answer", (ReporterAnswer.NO, ReporterAnswer.YES, ReporterAnswer.NOT_SURE)),
            help_text=_("Their office will never see this report."),
        )


class OfficeForm(Question):
    """Which office must never see the report; "I cannot say" keeps every such office away."""

    page = "office"
    office_words = words_field(
        _("Anything else about this official"), LINE, rows=2, help_text=_("Name, rank or place.")
    )

    def __init__(self, *args: Any, offices: list[tuple[str, Any]], **options: Any) -> None:
        """`offices` are those of the district, (code of the kind, rows)."""
        super().__init__(*args, **options)
        kinds = answers_of("office_kind", OfficeKind)
        self.kind_of = {ident: kind for kind, rows in offices for ident, _name in rows}
        self.fields["office_kind"] = one_of(_("What kind of office?"), kinds)
        named = [(dict(kinds)[kind], rows) for kind, rows in offices]
        self.fields["office_unit"] = forms.ChoiceField(
            label=_("Which office?"),
            choices=[("", _("I cannot say which")), *named],
            required=False,
            help_text=_(
                "If you cannot say, every office of this kind in the district is kept out."
            ),
            widget=forms.Select(attrs={"class": "am-input"}),
            error_messages={"invalid_choice": _("Choose an office from the list")},
        )
        self.order_fields(["office_kind", "office_unit", "office_words"])

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        kind, unit = found.get("office_kind"), found.get("office_unit")
        if unit and not kind:
            self.add_error("office_kind", _("Choose the kind of office"))
        elif unit and kind != self.kind_of[unit]:
            self.add_error("office_unit", _("Choose an office of the kind that you chose above"))
        return found


class ReachForm(forms.Form):
    """How the reporter may be reached; asked before sending, and again behind the code."""

    phone = DigitsField(
        label=_("Phone number"),
        required=False,
        max_length=40,
        widget=forms.TextInput(
            attrs={"inputmode": "tel", "autocomplete": "off", "dir": "ltr", "class": "am-input"}
        ),
    )
    safe_hours = words_field(_("When is it safe to call?"), 200, help_text=_("For example: 2 to 4"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        yes_no = answers_of("answer", ReporterAnswer)
        self.fields["contact"] = one_of(
            _("How may we reach you?"), answers_of("contact", Contact, helped=True)
        )
        self.fields["phone_shared"] = one_of(_("Does anyone else look at this phone?"), yes_no)
        self.order_fields(["contact", "phone", "phone_shared", "safe_hours"])

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("contact") == Contact.PHONE and "phone" in found:
            found["phone"] = self.readable(found["phone"])
        return found

    def readable(self, typed: str) -> str:
        """The number in the international form; asks for it when none can be read."""
        try:
            number = phonenumbers.parse(typed, "PK")
        except phonenumbers.NumberParseException:
            number = None
        if number is None or not phonenumbers.is_possible_number(number):
            self.add_error("phone", _("Write the number with all digits, like 0300 1234567"))
            return typed
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


class ContactForm(ReachForm, Question):
    page = "contact"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to_police"] = one_of(
            _("May the police be told?"),
            answers_of("answer", ReporterAnswer),
            help_text=_(
                "If life is in danger or it is about a child, the police may be told anyway."
            ),
        )
