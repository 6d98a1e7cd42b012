"""What may the arguments of a job hold? Ids only: the queue is no place for a name or a number."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

# What a reporter can set going. The public process may queue nothing else: a job runs under the
# worker's role, which sees far more.
PUBLIC_JOBS: Final = ("intake.apply_acts", "intake.sort")
NAME: Final = r"^[a-z]+\.[a-z_]+$"  # a capability's own job, never one of the queue's built-in ones
ID: Final = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"


def ids_only(arguments: Mapping[str, UUID | str]) -> dict[str, str]:
    """The arguments as texts. Raises TypeError for a value that is not a uuid."""
    return {name: _id(name, value) for name, value in arguments.items()}


def _id(name: str, value: UUID | str) -> str:
    try:
        return str(UUID(str(value)))
    except ValueError as error:
        raise TypeError(f"the argument {name} of a job must be an id") from error
