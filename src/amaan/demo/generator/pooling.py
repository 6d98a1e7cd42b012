"""The processes of a large run: Django is set up before anything of it is imported."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amaan.demo.generator.running import Generator

_generators: "list[Generator]" = []


def begin(pickled: bytes) -> None:
    """Django first, then what was asked for, then the picture of the directory."""
    import pickle

    import django

    django.setup()
    from amaan.demo.generator.running import Generator

    _generators[:] = [Generator.of(pickle.loads(pickled))]  # noqa: S301  (from the parent process)


def write_one(batch: range) -> int:
    """A refusal is told as text: as it is, it does not pass between processes."""
    from amaan.kernel.reasons import Refused

    try:
        _generators[0].write_batch(batch)
    except Refused as refused:
        raise RuntimeError(f"refused: {refused}; the next run goes on here") from None
    return len(batch)
