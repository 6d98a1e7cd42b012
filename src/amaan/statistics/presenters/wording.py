"""How are a category, a value and a finding said in the reader's language?"""

from collections.abc import Mapping

from django.utils.html import format_html
from django.utils.safestring import SafeString

from amaan.statistics.models import FigureFinding
from amaan.ui import catalogues
from amaan.ui.language import Language, current

# Which list of words.toml holds the codes of a gap; every other gap is a figure.
LISTS = {
    "axis": "axis",
    "part": "part",
    "absent": "part",
    "other": "indicator",
    "category": "category",
}
COMMA = {Language.ENGLISH: ", ", Language.URDU: "، "}


def label(kind: str, code: str) -> SafeString:
    """The words of a code of one of this capability's lists; a name that the list lacks is shown as
    English.
    """
    try:
        return format_html("{}", catalogues.say(f"statistics:label.{kind}", code, current()))
    except catalogues.UnknownWord:
        return format_html('<bdi lang="en" dir="ltr">{}</bdi>', code)


def figure(text: str) -> SafeString:
    """A number or an interval, isolated: "<5" and "0–8" must not turn round on an Urdu page."""
    return format_html('<bdi dir="ltr" class="ref">{}</bdi>', text)


def sentence(finding: FigureFinding) -> SafeString:
    """A finding in plain words."""
    params: Mapping[str, str] = finding.params
    gaps = {name: "{" + name + "}" for name in params}
    pattern = catalogues.say("statistics:label.finding", finding.kind, current(), **gaps)
    return format_html(pattern, **{name: filled(name, text) for name, text in params.items()})


def filled(name: str, text: str) -> SafeString:
    if name not in LISTS:
        return figure(text)
    several = text.split(", ") if name == "absent" else [text]
    names = [label(LISTS[name], one) for one in several]
    return SafeString(COMMA[current()].join(names))
