"""What a report must hold before it can be sent: as little as possible."""

from collections.abc import Iterator

from amaan.intake.rules.answers import Answers
from amaan.kernel.reasons import Reason


def reasons_against_submitting(answers: Answers) -> Iterator[Reason]:
    """Something must be told, and the district must be known so that a desk can be found."""
    if not (answers.story.strip() or answers.signs):
        yield Reason("nothing-told")
    if not answers.district:
        yield Reason("district-missing")
