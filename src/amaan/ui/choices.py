"""What may be chosen in a form, in the language of the page?"""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext

from amaan.ui import catalogues
from amaan.ui.language import current

Choices = list[tuple[str, str]]


def in_words(section: str, codes: Iterable[str], *, blank: str = "") -> Callable[[], Choices]:
    """The codes of a catalogue, asked anew for every reader: `ChoiceField(choices=in_words(…))`.

    Nothing is answered beforehand: what comes first is no answer. `blank` are the words of it where
    the question may be left open; else the field is required and says "Choose".
    """
    kept = [str(code) for code in codes]
    return unanswered(
        lambda: [(code, catalogues.say(section, code, current())) for code in kept], blank=blank
    )


def unanswered(
    choices: Choices | Callable[[], Choices], *, blank: str = ""
) -> Callable[[], Choices]:
    """These choices behind one that is no answer: nobody signs what a page has chosen for them."""

    def asked() -> Choices:
        given = choices() if callable(choices) else choices
        return [("", blank or gettext("Choose")), *given]

    return asked
