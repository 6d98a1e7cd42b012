"""Calendars and limits: what an officer writes of them."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from amaan.directory.forms.shapes import (
    CodeField,
    CodesField,
    DayField,
    LongTextField,
    NumberField,
    ReasonedForm,
    TextField,
)
from amaan.directory.models import ClockLimit, WorkingCalendarVersion
from amaan.directory.rules.calendars import CalendarTerms, Holiday
from amaan.directory.rules.clock_limits import LimitRow, LimitStatus, read_escalations
from amaan.directory.rules.confidence import Confidence
from amaan.kernel.clock import Limit, LimitUnit

KARACHI = ZoneInfo("Asia/Karachi")
WEEKDAYS = tuple(str(day) for day in range(7))


class CalendarForm(ReasonedForm):
    """The working week of a province from a day on."""

    weekly_holidays = CodesField(WEEKDAYS, "weekday", label=_("Weekly holidays"))
    opens = forms.TimeField(
        label=_("Opens"),
        widget=forms.TimeInput(attrs={"type": "time", "dir": "ltr"}, format="%H:%M"),
    )
    closes = forms.TimeField(
        label=_("Closes"),
        widget=forms.TimeInput(attrs={"type": "time", "dir": "ltr"}, format="%H:%M"),
    )
    holidays = LongTextField(
        label=_("Gazetted holidays"),
        rows=12,
        help_text=_("One a line: 2027-03-23 | name in English | name in Urdu"),
    )
    source = TextField(label=_("Source"), longest=300)
    confidence = CodeField(Confidence, "confidence", label=_("Confidence"))
    valid_from = DayField(label=_("In force from"))

    def clean_holidays(self) -> str:
        """Every line must read; the days themselves are read again by `terms`."""
        text = str(self.cleaned_data["holidays"])
        for number, line in enumerate(filter(str.strip, text.splitlines()), 1):
            try:
                holiday(line)
            except ValueError as error:
                message = _("Line %(number)s: write 2027-03-23 | English | Urdu")
                raise forms.ValidationError(message, params={"number": number}) from error
        return text

    def terms(self, province: str) -> CalendarTerms:
        values = self.cleaned_data
        lines = filter(str.strip, values["holidays"].splitlines())
        return CalendarTerms(
            province=province,
            weekly_holidays=tuple(int(day) for day in values["weekly_holidays"]),
            opens=values["opens"],
            closes=values["closes"],
            holidays=tuple(sorted((holiday(line) for line in lines), key=lambda day: day.on)),
            source=values["source"],
            confidence=values["confidence"],
        )

    def starts(self, at: datetime) -> datetime:
        """Midnight in Karachi of the day chosen; today means now, for nothing starts in the
        past.
        """
        midnight = datetime.combine(self.cleaned_data["valid_from"], time(), KARACHI)
        same_day = at.astimezone(KARACHI).date() == self.cleaned_data["valid_from"]
        return at if same_day else midnight

    @staticmethod
    def initial_of(row: WorkingCalendarVersion, today: date) -> dict[str, Any]:
        lines = (f"{d['on']} | {d['name_en']} | {d['name_ur']}" for d in row.holidays)
        return {
            "weekly_holidays": [str(day) for day in row.weekly_holidays],
            "opens": row.opens,
            "closes": row.closes,
            "holidays": "\n".join(lines),
            "source": row.source,
            "confidence": row.confidence,
            "valid_from": today,
        }


def holiday(line: str) -> Holiday:
    """`2027-03-23 | Pakistan Day | یومِ پاکستان`. Raises ValueError."""
    on, name_en, name_ur = (part.strip() for part in line.split("|"))
    return Holiday(date.fromisoformat(on), name_en, name_ur)


class LimitForm(ReasonedForm):
    """A limit, its ladder, and the decision that ratifies it."""

    amount = NumberField(ClockLimit, "amount", label=_("How many"), least=1)
    unit = CodeField(LimitUnit, "time_unit", label=_("Of what"))
    escalations = LongTextField(
        label=_("Who is told when"),
        lang="en",
        help_text=_("For example: supervisor=8 HOURS;district_focal_person=24 HOURS"),
    )
    status = CodeField(LimitStatus, "limit_status", label=_("State"))
    owner = TextField(label=_("Who decides it"), required=False)
    decision_ref = TextField(label=_("Decision"), required=False)
    effective_from = DayField(label=_("In force from"), required=False)
    source = TextField(label=_("Source"), required=False, longest=300)

    def terms(self, row: ClockLimit) -> LimitRow:
        """Raises Refused `escalation-unreadable`."""
        values = self.cleaned_data
        rungs = tuple(part.strip() for part in values["escalations"].split(";") if part.strip())
        return LimitRow(
            kind=row.kind,
            urgency=row.urgency,
            limit=Limit(values["amount"], LimitUnit(values["unit"])),
            escalations=read_escalations(rungs),
            mark=row.mark,
            status=values["status"],
            owner=values["owner"],
            decision_ref=values["decision_ref"],
            effective_from=values["effective_from"],
            source=values["source"],
        )

    @classmethod
    def initial_of(cls, row: ClockLimit) -> dict[str, Any]:
        return {name: getattr(row, name) for name in cls.base_fields}
