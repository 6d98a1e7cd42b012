"""How may a reporter be reached, as last said behind the code?"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from amaan.intake.rules.answers import Answers
from amaan.intake.rules.thread import MessageKind

KIND = MessageKind.CONTACT  # of a message that says it


@dataclass(frozen=True, slots=True)
class Reach:
    """The answers of the question on contact; sent as a message, so that both sides keep it."""

    contact: str = ""
    phone: str = ""
    phone_shared: str = ""
    safe_hours: str = ""

    def to_text(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> "Reach":
        return cls.given(json.loads(text))

    @classmethod
    def given(cls, answers: Mapping[str, Any]) -> "Reach":
        """As typed; a number has no place beside "only behind the code"."""
        return cls.told(Answers().with_(**answers))

    @classmethod
    def told(cls, answers: Answers) -> "Reach":
        """As it was said when the report was sent."""
        return cls(answers.contact, answers.phone, answers.phone_shared, answers.safe_hours)

    def upon(self, answers: Answers) -> Answers:
        """The answers with this in the place of what was said before."""
        return answers.with_(**asdict(self))
