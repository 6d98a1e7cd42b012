"""What did an earlier start leave behind, and who holds a port that this one needs?"""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from socket import AF_INET, SO_REUSEADDR, SOCK_STREAM, SOL_SOCKET, socket

from amaan.node.places import Places
from amaan.node.processes import end

MARK = b"amaan"
LISTENING = "0A"


def command_of(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ")
    except OSError:
        return b""


def pid_in(file: Path) -> int:
    """The number in a pid file when a process of ours still has it, else 0."""
    try:
        pid = int(file.read_text())
    except (FileNotFoundError, ValueError):
        return 0
    return pid if MARK in command_of(pid) else 0


def end_leftovers(where: Places) -> list[str]:
    """End what an earlier, broken start left running; returns the names."""
    ended = []
    for file in sorted(where.run.glob("*.pid")):
        if file.stem == "demo":
            continue
        if pid := pid_in(file):
            end(pid)
            ended.append(file.stem)
        file.unlink(missing_ok=True)
    return ended


def port_is_free(port: int) -> bool:
    with socket(AF_INET, SOCK_STREAM) as probe:
        probe.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def holder_of(port: int) -> str:
    """`python3 -m http.server (process 123)`, as far as this user may know."""
    inodes = listening_inodes(port)
    for folder in Path("/proc").glob("[0-9]*/fd"):
        if inodes & set(open_files(folder)):
            pid = int(folder.parent.name)
            return f"{command_of(pid).decode(errors='replace').strip()[:80]} (process {pid})"
    return "another program"


def open_files(folder: Path) -> Iterator[str]:
    """What a process holds open, as far as this user may look."""
    with suppress(OSError):
        for link in folder.iterdir():
            with suppress(OSError):
                yield str(link.readlink())


def listening_inodes(port: int) -> set[str]:
    found = set()
    for table in (Path("/proc/net/tcp"), Path("/proc/net/tcp6")):
        for line in table.read_text().splitlines()[1:] if table.exists() else ():
            fields = line.split()
            if int(fields[1].rpartition(":")[2], 16) == port and fields[3] == LISTENING:
                found.add(f"socket:[{fields[9]}]")
    return found
