"""What does an answer of a question say: its words and a smaller line below them (<c-choices>)."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class ChoiceLabel:
    """The label of a choice: `[("SELF", Answer(_("I do"), _("This is happening to me")))]`."""

    label: str | Promise
    help: str | Promise = ""

    def __str__(self) -> str:
        return str(self.label)
