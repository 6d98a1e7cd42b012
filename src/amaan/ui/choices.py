"""What may be chosen in a form, in the language of the page?"""

from collections.abc import Callable, Iterable

from amaan.ui import catalogues
from amaan.ui.language import current

Choices = list[tuple[str, str]]


def in_words(section: str, codes: Iterable[str], *, blank: str = "") -> Callable[[], Choices]:
    """The codes of a catalogue, asked anew for every reader: `ChoiceField(choices=in_words(…))`.

    `blank` stands for no answer and comes first.
    """
    kept = [str(code) for code in codes]

    def choices() -> Choices:
        said = [(code, catalogues.say(section, code, current())) for code in kept]
        return [("", blank), *said] if blank else said

    return choices
