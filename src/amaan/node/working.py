"""Does timed and deferred work go on until somebody asks it to stop? An end that nobody asked for
is told by the exit code, so that every supervisor starts the worker again.
"""

import asyncio
import signal
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from procrastinate import App

log = structlog.get_logger("amaan.worker")

CONCURRENCY = 4
ENDED_BY_ITSELF = 70  # EX_SOFTWARE: not the way a worker ends


def work_until_asked(queue: "App") -> int:
    """The exit code: 0 when SIGTERM or SIGINT asked for the end.

    The queue ends without an error when its listener loses the database.
    """
    if asyncio.run(asked_to_end(queue)):
        return 0
    log.critical("worker-ended-by-itself")
    return ENDED_BY_ITSELF


async def asked_to_end(queue: "App") -> bool:
    """Work; True when a signal ended it, after the running jobs were done."""
    asked = asyncio.Event()
    on_signal(asked)
    working = asyncio.create_task(work(queue))
    waiting = asyncio.create_task(asked.wait())
    await asyncio.wait({working, waiting}, return_when=asyncio.FIRST_COMPLETED)
    if not asked.is_set():
        waiting.cancel()
        await working  # an error of its own rises from here
        return False
    working.cancel()
    await asyncio.wait({working})
    return True


def on_signal(asked: asyncio.Event) -> None:
    """The first signal asks; a second one meets Python's own handler and ends at once."""
    loop = asyncio.get_running_loop()

    def ask() -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)
        asked.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ask)


async def work(queue: "App") -> None:
    async with queue.open_async():
        await queue.run_worker_async(
            concurrency=CONCURRENCY,
            name="amaan",
            delete_jobs="successful",
            install_signal_handlers=False,
        )
