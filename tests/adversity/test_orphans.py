"""A server process that was killed leaves nobody behind who goes on serving."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

from amaan.site.processes import programs
from tests.live import LiveSites


def group(leader: int) -> Iterator[int]:
    """Every process of a process group."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == leader:
            yield int(folder.name)


def test_a_server_that_is_started_again_is_the_only_one(live_sites: LiveSites) -> None:
    first = live_sites.running.started["public"]
    os.kill(first.pid, signal.SIGKILL)  # the leader alone, as the kernel does when memory is short
    first.wait()
    ports = {"public": int(live_sites.public.rpartition(":")[2])}
    again = next(it for it in programs(live_sites.where, ports) if it.name == "public")
    live_sites.running.start(again)
    left = list(group(first.pid))
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    assert left == []
