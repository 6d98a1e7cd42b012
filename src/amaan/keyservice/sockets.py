"""How does a process reach the key service.

A small pool of persistent connections to one Unix socket.
"""

import contextlib
import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from amaan.kernel.reasons import OutsideFailed
from amaan.keyservice.port import Door
from amaan.keyservice.wire import BadMessage, receive_frame, send_frame

IDLE_KEPT: Final = 8
LONGEST: Final = 107  # sun_path, without its end
CONNECT_SECONDS: Final = 2.0


def socket_path(run: Path, door: Door) -> Path:
    """Where the door's socket stands: `run` is `$AMAAN_DATA/run`."""
    return run / f"keyd-{door.value}.sock"


@contextlib.contextmanager
def addressed(path: Path) -> Iterator[str]:
    """The path as bind and connect take it: at most 107 bytes, so a long one goes by its folder."""
    if len(os.fsencode(path)) <= LONGEST:
        yield str(path)
        return
    folder = os.open(path.parent, os.O_PATH | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)


class SocketLine:
    """Sends one frame, returns one frame.

    Thread-safe; survives a restart of the service and a fork of the caller.
    """

    def __init__(self, path: Path, *, timeout: float = 20.0) -> None:
        # 20 s: the longest wait for a KDF slot (10 s) plus the run itself on a busy host.
        self._path = path
        self._timeout = timeout
        self._idle: list[socket.socket] = []
        self._lock = threading.Lock()
        self._process = os.getpid()

    def exchange(self, body: bytes, *, again: bool = True) -> bytes:
        """One round trip. A pooled connection may be stale, so a broken one is tried once more on a
        fresh one.

        `again` False is for verbs that must not run twice. Raises OutsideFailed.
        """
        pooled = self._take()
        try:
            if pooled is not None:
                with contextlib.suppress(ConnectionError):
                    return self._converse(pooled, body)
                self.close()
                if not again:
                    raise OutsideFailed("key service hung up", permanent=False)
            return self._converse(self._connect(), body)
        except (OSError, BadMessage) as broken:
            raise OutsideFailed("key service does not answer", permanent=False) from broken

    def close(self) -> None:
        """Drop the idle connections."""
        with self._lock:
            idle, self._idle = self._idle, []
        for line in idle:
            line.close()

    def _converse(self, line: socket.socket, body: bytes) -> bytes:
        answered = False
        try:
            send_frame(line, body)
            reply = receive_frame(line)
            if reply is None:
                raise ConnectionResetError("hung up")
            answered = True
        finally:
            if not answered:
                line.close()
        self._give_back(line)
        return reply

    def _connect(self) -> socket.socket:
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            line.settimeout(CONNECT_SECONDS)
            with addressed(self._path) as address:
                line.connect(address)
        except OSError:
            line.close()
            raise
        line.settimeout(self._timeout)
        return line

    def _take(self) -> socket.socket | None:
        with self._lock:
            if self._process != os.getpid():
                # A forked child must not talk on its parent's connections.
                self._idle, self._process = [], os.getpid()
            return self._idle.pop() if self._idle else None

    def _give_back(self, line: socket.socket) -> None:
        with self._lock:
            if len(self._idle) < IDLE_KEPT:
                self._idle.append(line)
                return
        line.close()
