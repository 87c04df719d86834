"""The sockets the role listens on, opened before anything slow happens, so that early clients wait in the queue."""

from __future__ import annotations

import os
import socket
import stat
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

from mailer.errors import BadSetting

BACKLOG = 1024
_SOCKET_MODE = 0o660


def open_sockets(addresses: str, setting: str) -> list[socket.socket]:
    """Return a listening socket for each address: host:port, [IPv6]:port, :port for all interfaces, or a path.

    Raises BadSetting, naming the setting, where an address cannot be read or used.
    """
    opened: list[socket.socket] = []
    try:
        for address in filter(None, (part.strip() for part in addresses.split(","))):
            opened += _open_path(Path(address)) if address.startswith("/") else _open_port(address)
    except (OSError, ValueError) as error:
        for each in opened:
            each.close()
        reason = (error.strerror or str(error)) if isinstance(error, OSError) else "use address:port"
        raise BadSetting(f"NEXTROUND_{setting.upper()}: {address}: {reason}") from error
    return opened


def _open_port(address: str) -> list[socket.socket]:
    host, colon, port = address.rpartition(":")
    if not colon or not port.isdigit() or int(port) > 65535:
        raise ValueError(address)
    found = socket.getaddrinfo(
        host.strip("[]") or None, int(port), type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE | socket.AI_NUMERICSERV
    )
    with ExitStack() as opened:
        listeners = [opened.enter_context(_bound(family, place)) for family, _, _, _, place in dict.fromkeys(found)]
        opened.pop_all()
    return listeners


def _open_path(path: Path) -> list[socket.socket]:
    with suppress(FileNotFoundError):
        if stat.S_ISSOCK(path.lstat().st_mode):
            path.unlink()  # left behind by a process that was killed
    path.parent.mkdir(parents=True, exist_ok=True)
    before = os.umask(0o777 & ~_SOCKET_MODE)
    try:
        return [_bound(socket.AF_UNIX, str(path))]
    finally:
        os.umask(before)


def _bound(family: int, place: Any) -> socket.socket:
    """Return a socket that listens; none is left open where it cannot."""
    with ExitStack() as opened:
        listener = opened.enter_context(socket.socket(family, socket.SOCK_STREAM))
        if family != socket.AF_UNIX:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        listener.bind(place)
        listener.listen(BACKLOG)
        opened.pop_all()
    return listener
