"""`nextround serve` starts the roles, watches them, and takes them along when it goes."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from tests.peers.service import serving, wait_until


def test_a_role_that_dies_is_started_again(tmp_path: Path) -> None:
    """Kill any role, and a moment later another does its work."""
    with serving(tmp_path / "data") as service:
        for role in ("receive", "work", "deliver", "scheduler"):
            wait_until(lambda role=role: bool(service.pids(role)), role)  # type: ignore[misc]
            before = service.pids(role)
            service.kill(role)
            wait_until(
                lambda role=role, before=before: bool(set(service.pids(role)) - set(before)),  # type: ignore[misc]
                f"another {role}",
            )


def test_the_roles_end_with_serve_however_it_ends(tmp_path: Path) -> None:
    """A `serve` that is killed outright leaves no orphans that hold its port."""
    with serving(tmp_path / "data") as service:
        roles = ("receive", "work", "deliver", "scheduler")
        wait_until(lambda: all(service.pids(role) for role in roles), "all roles")
        pids = [pid for role in roles for pid in service.pids(role)]
        service.process.send_signal(signal.SIGKILL)
        wait_until(lambda: not any(_alive(pid) for pid in pids), "the roles to end", 30)


def test_a_setting_that_cannot_work_stops_everything_with_one_line(tmp_path: Path) -> None:
    """A port that is taken is told in one line that names the setting; nothing spins."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        environment = {
            "PATH": os.environ["PATH"],
            "NEXTROUND_DATA_DIR": str(tmp_path / "data"),
            "NEXTROUND_SMTP_LISTEN": f"127.0.0.1:{taken.getsockname()[1]}",
            "NEXTROUND_LOG_LEVEL": "critical",
        }
        command = [sys.executable, "-m", "mailer", "serve"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 78
    assert "NEXTROUND_SMTP_LISTEN" in done.stderr
    assert "Traceback" not in done.stderr


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
