"""How do the three doors stand open?

One listening Unix socket each, one thread for each connection.
"""

import shutil
import socket
import struct
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final

import structlog

from amaan.keyservice.core.desk import Dispatcher
from amaan.keyservice.port import Door
from amaan.keyservice.sockets import addressed, socket_path
from amaan.keyservice.wire import BadMessage, receive_frame, send_frame

LOG = structlog.get_logger("amaan.keyd")
BACKLOG: Final = 128
MAX_CONNECTIONS: Final = 256  # for each door: above the KDF queue of 64 and every pool of a host
NO_GROUPS: Final[Mapping[Door, str]] = {}
_PEER: Final = struct.Struct("3i")  # struct ucred: pid, uid, gid


class Server:
    """Serves a desk at the sockets of a run directory until `stop`."""

    def __init__(
        self,
        desk: Dispatcher,
        run: Path,
        *,
        groups: Mapping[Door, str] = NO_GROUPS,
        refused_uid: int | None = None,
    ) -> None:
        self._desk = desk
        self._run = run
        self._groups = groups
        self._refused_uid = refused_uid
        self._places = {door: threading.BoundedSemaphore(MAX_CONNECTIONS) for door in Door}
        self._listeners: list[socket.socket] = []
        self._stopped = threading.Event()

    def start(self) -> None:
        """Bind all doors, then accept in threads."""
        self._run.mkdir(mode=0o750, parents=True, exist_ok=True)
        for door in Door:
            listener = self._bind(socket_path(self._run, door), self._groups.get(door))
            self._listeners.append(listener)
            _thread(partial(self._accept, door, listener), door.value)

    def wait(self) -> None:
        """Block until `stop`."""
        self._stopped.wait()

    def stop(self) -> None:
        """Close the doors; running requests end with their threads."""
        self._stopped.set()
        for listener in self._listeners:
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            listener.close()

    def _bind(self, path: Path, group: str | None) -> socket.socket:
        # The keystore lock says that no other service runs: a socket left here is a dead one.
        path.unlink(missing_ok=True)
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        with addressed(path) as address:
            listener.bind(address)
        path.chmod(0o600)
        if group is not None:
            # One group for each door: the public site's user must not reach the staff door.
            shutil.chown(path, group=group)
            path.chmod(0o660)
        listener.listen(BACKLOG)
        return listener

    def _accept(self, door: Door, listener: socket.socket) -> None:
        while not self._stopped.is_set():
            try:
                line, _ = listener.accept()
            except OSError:
                if self._stopped.is_set():
                    return
                raise
            if self._is_refused(line) or not self._places[door].acquire(blocking=False):
                LOG.warning("connection-refused", door=door.value)
                line.close()
                continue
            _thread(partial(self._serve, door, line), f"{door.value}-line")

    def _is_refused(self, line: socket.socket) -> bool:
        """In service, a caller under the key service's own user shows that nothing separates the
        two.
        """
        if self._refused_uid is None:
            return False
        peer = line.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _PEER.size)
        _, uid, _ = _PEER.unpack(peer)
        return bool(uid == self._refused_uid)

    def _serve(self, door: Door, line: socket.socket) -> None:
        try:
            with line, suppress(ConnectionError, BadMessage):
                while (body := receive_frame(line)) is not None:
                    send_frame(line, self._desk.answer(door, body))
        finally:
            self._places[door].release()


def _thread(work: Callable[[], None], name: str) -> None:
    threading.Thread(target=work, name=f"keyd-{name}", daemon=True).start()
