"""How does every template of both sites write words, pictures, references and figures?

{% load amaan %}
{% icon "lock" %} decorative; {% icon "lock" label=said %} when no word stands beside it
{% word "status" row.status %}, or {% word "referral:status" code %} to name the capability
{% reasons refused.reasons %} a list of objections; {% reason one %} a single one
{{ row.number|ref }} a number, phone or code: left to right, never broken
{{ row.due_at|local_date }} |local_moment
{{ amount|rupees }} |rupees_exact   {{ length|clock_left }}
{{ unit|pick:"name" }} unit.name_en or unit.name_ur
<p {{ text|text_lang }}>{{ text }}</p> words that somebody wrote; <h1{{ title|other_lang }}>
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from amaan.kernel.reasons import Reason
from amaan.ui import amounts, catalogues, dates, icons
from amaan.ui.language import Language, current, language_of, other, pick

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An inlined picture; `label` only where no word stands beside it."""
    # Drawn from committed files; the only outside part, the label, is escaped here.
    return SafeString(icons.markup(name, label=str(conditional_escape(label))))


@register.simple_tag
def word(section: str, code: object, **params: str | int) -> str:
    """The words of a code in the reader's language; nothing for no code."""
    return catalogues.say(section, str(code), current(), **params) if code else ""


@register.simple_tag
def reason(objection: Reason) -> str:
    """One objection in words."""
    return catalogues.say("reason", objection.code, current(), **objection.params)


@register.simple_tag
def reasons(objections: Iterable[Reason]) -> SafeString:
    """All objections as a list; nothing when there is none."""
    said = [(reason(objection),) for objection in objections]
    if not said:
        return SafeString("")
    return format_html('<ul class="am-reasons">{}</ul>', format_html_join("", "<li>{}</li>", said))


@register.filter
def ref(value: object) -> SafeString:
    """A number, phone or code: isolated, left to right, in the face of the figures."""
    return format_html('<bdi dir="ltr" class="ref">{}</bdi>', value)


@register.simple_tag
def steps_done(number: object, of: object) -> list[bool]:
    """One mark for each step of a report: reached or not yet."""
    reached = int(str(number))
    return [step < reached for step in range(max(int(str(of)), reached))]


@register.simple_tag
def other_language() -> Language:
    """The language that the switch offers."""
    return other(current())


@register.filter
def local_date(day: date | None) -> str:
    return dates.day_words(day, current()) if day else ""


@register.filter
def local_moment(moment: datetime | None) -> str:
    return dates.moment_words(moment, current()) if moment else ""


@register.filter
def rupees(amount: int | None) -> str:
    """In lakh and crore as spoken; the exact figures stand in the title."""
    if amount is None:
        return ""
    lang = current()
    exact, spoken = amounts.rupees_exact(amount, lang), amounts.rupees_large(amount, lang)
    if exact == spoken:
        return exact
    return format_html('<span title="{}">{}</span>', exact, spoken)


@register.filter
def rupees_exact(amount: int | None) -> str:
    return "" if amount is None else amounts.rupees_exact(amount, current())


@register.filter
def clock_left(length: timedelta | None) -> str:
    return "" if length is None else amounts.time_left(length, current())


@register.filter
def text_lang(text: object) -> SafeString:
    """Attributes for the element around words that somebody wrote: their direction, and their
    language where it is not that of the page.
    """
    return SafeString(f'dir="auto"{other_lang(text)}')


@register.filter
def other_lang(text: object) -> SafeString:
    """The language alone, with a space before; nothing where it is that of the page."""
    lang = language_of(str(text or ""))
    # a code of ours; nothing of the text goes in
    return SafeString("" if lang in (None, current()) else f' lang="{lang}"')


register.filter("pick", pick)
