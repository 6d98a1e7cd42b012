"""What may the arguments of a job hold? Ids only: the queue is no place for a name or a number."""

from collections.abc import Mapping
from uuid import UUID


def ids_only(arguments: Mapping[str, UUID | str]) -> dict[str, str]:
    """The arguments as texts. Raises TypeError for a value that is not a uuid."""
    return {name: _id(name, value) for name, value in arguments.items()}


def _id(name: str, value: UUID | str) -> str:
    try:
        return str(UUID(str(value)))
    except ValueError as error:
        raise TypeError(f"the argument {name} of a job must be an id") from error
