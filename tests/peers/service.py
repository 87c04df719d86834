"""The running service as a test sees it: `nextround serve` in a folder of its own, on a free port."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 120.0


@dataclass(frozen=True)
class Service:
    """A running Nextround."""

    process: subprocess.Popen[bytes]
    port: int
    lmtp_port: int
    data: Path

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """Ask the database."""
        with sqlite3.connect(self.data / "nextround.sqlite3", timeout=30) as db:
            return db.execute(query).fetchall()

    def pids(self, role: str) -> list[int]:
        """Return the process ids of a role's processes."""
        found = []
        for proc in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                words = (proc / "cmdline").read_bytes().split(b"\0")
                parent = int((proc / "stat").read_text().rpartition(")")[2].split()[1])
                if parent == self.process.pid and role.encode() in words:
                    found.append(int(proc.name))
        return found

    def kill(self, role: str) -> int:
        """SIGKILL every process of a role and return how many there were."""
        pids = self.pids(role)
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        return len(pids)


def wait_until(true: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
    """Poll until something is true; fail by name where it never is."""
    end = time.monotonic() + patience
    while not true():
        assert time.monotonic() < end, f"waited {patience:.0f} s for: {what}"
        time.sleep(0.05)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


@contextmanager
def serving(data: Path, **settings: str) -> Iterator[Service]:
    """Run `nextround serve` until the block ends; settings by their names in lower case."""
    port, lmtp_port = free_port(), free_port()
    given = {
        "data_dir": str(data),
        "smtp_listen": f"127.0.0.1:{port}",
        "lmtp_listen": f"127.0.0.1:{lmtp_port}",
        "trusted_peers": '["127.0.0.1/32"]',
        "sign_up": "open",
        "log_level": "warning",
    } | settings
    environment = {k: v for k, v in os.environ.items() if not k.startswith("NEXTROUND_")}
    environment |= {f"NEXTROUND_{name.upper()}": value for name, value in given.items()}
    with (data.parent / "serve.log").open("ab") as log:
        process = subprocess.Popen([sys.executable, "-m", "mailer", "serve"], env=environment, stderr=log)
    try:
        wait_until(lambda: _listens(port) and _listens(lmtp_port), "the service to listen", 30)
        yield Service(process, port, lmtp_port, data)
    finally:
        process.terminate()
        process.wait(40)


def _listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5) as client:
        return client.recv(100).startswith(b"220 ")
    return False
