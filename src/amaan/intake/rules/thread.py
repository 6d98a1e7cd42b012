"""By which channel does a report come, who speaks in its thread, and what is a message?"""

from enum import StrEnum


class Channel(StrEnum):
    """How a report came to the platform."""

    WEB = "WEB"
    WALK_IN = "WALK_IN"  # taken at a desk


class Side(StrEnum):
    """Who wrote a message: staff have no name in a thread."""

    REPORTER = "REPORTER"
    DESK = "DESK"


class MessageKind(StrEnum):
    MESSAGE = "MESSAGE"
    QUESTION = "QUESTION"
    ANSWER = "ANSWER"
    OUTCOME = "OUTCOME"
    CONTACT = "CONTACT"  # how the reporter may be reached, as said last
