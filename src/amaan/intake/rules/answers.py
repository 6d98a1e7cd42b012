"""What a reporter may tell, question by question; every answer is optional and all of
it is sealed.
"""

import json
from dataclasses import asdict, dataclass, field, fields, replace
from enum import StrEnum
from typing import Any

from amaan.intake.rules.dependents import fallen, unseen
from amaan.intake.rules.urgency import Danger


class Who(StrEnum):
    SELF = "SELF"
    KNOWN = "KNOWN"
    CHILD = "CHILD"
    SAW = "SAW"
    UNSURE = "UNSURE"


class Sign(StrEnum):
    """What is happening, in the words of the report page; not a legal form."""

    FORCED_WORK = "FORCED_WORK"
    DEBT = "DEBT"
    SEXUAL = "SEXUAL"
    BEGGING = "BEGGING"
    MARRIAGE = "MARRIAGE"
    ORGAN = "ORGAN"
    JOURNEY = "JOURNEY"
    PAPERS_TAKEN = "PAPERS_TAKEN"
    CHILD_GIVEN = "CHILD_GIVEN"
    OTHER = "OTHER"


class ReporterAnswer(StrEnum):
    YES = "YES"
    NO = "NO"
    NOT_SURE = "NOT_SURE"


class Contact(StrEnum):
    """How the reporter may be reached; none but the code by default."""

    CODE_ONLY = "CODE_ONLY"
    PHONE = "PHONE"
    NEVER = "NEVER"


class OfficeKind(StrEnum):
    """Whose official is complained of: kinds of agency as the directory has them."""

    POLICE = "POLICE"
    INVESTIGATION = "INVESTIGATION"
    LABOUR = "LABOUR"
    SOCIAL_WELFARE = "SOCIAL_WELFARE"
    CHILD_PROTECTION = "CHILD_PROTECTION"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers; an empty text is "not answered", which is never "no"."""

    who: str = ""
    signs: tuple[str, ...] = ()
    child: str = ""
    confined: str = ""
    violence: str = ""
    travel_soon: str = ""
    district: str = ""
    place: str = ""
    story: str = ""
    people: str = ""
    official: str = ""
    office_kind: str = ""
    office_unit: str = ""
    office_words: str = ""
    contact: str = ""
    phone: str = ""
    phone_shared: str = ""
    safe_hours: str = ""
    to_police: str = ""
    seen: tuple[str, ...] = field(
        default=()
    )  # questions already shown, so that going on needs no memory

    def danger(self) -> Danger:
        """The answers that the automatic urgency check looks at."""
        child = self.child or (ReporterAnswer.YES if self.who == Who.CHILD else "")
        return Danger(
            child=yes(child),
            confined=yes(self.confined),
            violence=yes(self.violence),
            travel_within_48h=yes(self.travel_soon),
        )

    def with_(self, **changes: Any) -> "Answers":
        """These answers after one step; what hangs on an answer that changed falls with it."""
        before, after = asdict(self), asdict(replace(self, **changes))
        after |= dict.fromkeys(fallen(before, after, changes), "")
        again = unseen(before, after)
        seen = tuple(page for page in after["seen"] if page not in again)
        return Answers(**{**after, "seen": seen})

    def to_bytes(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Answers":
        """Read a sealed draft; unknown names of a newer version are left out rather than lost in an
        error.
        """
        stored = json.loads(data)
        known = {f.name for f in fields(cls)}
        pairs: dict[str, Any] = {
            name: tuple(v) if isinstance(v, list) else v
            for name, v in stored.items()
            if name in known
        }
        return cls(**pairs).with_()


def asks_for_office(answers: Answers) -> bool:
    """Which office is asked only when an official is, or may be, part of it."""
    return answers.official in (ReporterAnswer.YES, ReporterAnswer.NOT_SURE)


def yes(answer: str) -> bool | None:
    """YES is True, NO is False, everything else is not known."""
    return (
        {ReporterAnswer.YES: True, ReporterAnswer.NO: False}.get(ReporterAnswer(answer))
        if answer in set(ReporterAnswer)
        else None
    )


def empty_draft() -> bytes:
    return Answers().to_bytes()
