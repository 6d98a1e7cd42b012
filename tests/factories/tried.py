"""What would an action answer? Tried by the one who acts, and undone whatever it says."""

from collections.abc import Callable

from amaan.access.transactions import writing
from amaan.kernel.actor import Actor
from amaan.kernel.reasons import NotFound, Refused

NOT_FOUND = "not-found"


class UndoneError(Exception):
    """Thrown at the end of a step that was taken, so that nothing of it stays."""


def undo() -> None:
    raise UndoneError


def codes_against(step: Callable[[], object], by: Actor) -> set[str]:
    """The codes with which an action (its `.step`) refuses; none when it was taken and undone."""
    try:
        with writing(by):
            step()
            undo()
    except UndoneError:
        pass
    except Refused as refused:
        return {reason.code for reason in refused.reasons}
    except NotFound:
        return {NOT_FOUND}
    return set()
