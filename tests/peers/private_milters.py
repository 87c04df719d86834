"""OpenDKIM and OpenDMARC as deploy/postfix/start.sh sets them up, with name servers and sockets of our own.

OpenDMARC asks whoever /etc/resolv.conf names, so both run where that file is another one: in a mount namespace.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.peers.service import free_port
from tests.peers.waiting import wait_for
from tests.trust.name_server import NameServer, Zone, serving

START = Path(__file__).parents[2] / "deploy" / "postfix" / "start.sh"
# The milters know no other port than 53, so each process that runs tests has an address of its own.
NAMES = f"127.77.{os.getpid() >> 8 & 255}.{os.getpid() % 254 + 1}"
SBIN = "/usr/sbin:/usr/local/sbin:/usr/bin"
PROGRAMS = ("opendkim", "opendmarc", "unshare")


def missing() -> str:
    """Return why they cannot run here; "" where they can."""
    absent = [name for name in PROGRAMS if shutil.which(name, path=SBIN) is None]
    if absent:
        return f"not installed: {', '.join(absent)}"
    try:
        alone = subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False).returncode == 0
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.bind((NAMES, 53))
    except OSError as error:
        return f"no name server on {NAMES}: {error.strerror}"
    return "" if alone else "no mount namespaces here"


@dataclass(frozen=True, slots=True)
class Milters:
    """The two, running."""

    lines: list[str]  # for Postfix's main.cf
    authserv_id: str
    names: NameServer


@contextmanager
def running(zone: Zone) -> Iterator[Milters]:
    """Run both until the block ends."""
    base = Path(tempfile.mkdtemp(prefix="nextround-milters-"))
    (base / "resolv.conf").write_text(f"nameserver {NAMES}\n")
    script, ports, started = START.read_text(), {}, []
    with serving(zone, NAMES, 53) as names:
        try:
            for name, options in (("opendkim", "-f -x"), ("opendmarc", "-f -c")):
                ports[name] = free_port()
                (base / f"{name}.conf").write_text(_settings(script, name, ports[name]))
                inside = f"mount --bind {base}/resolv.conf /etc/resolv.conf && exec {name} {options} {base}/{name}.conf"
                with (base / f"{name}.log").open("w") as log:
                    started.append(subprocess.Popen(["unshare", "-m", "sh", "-c", inside], stdout=log, stderr=log))
            for name, port in ports.items():
                try:
                    wait_for(lambda port=port: _listens(port))  # type: ignore[misc]
                except TimeoutError:
                    said = (base / f"{name}.log").read_text()
                    raise RuntimeError(f"{name} does not start: {said}") from None
            server = re.search(r"^AuthservID (\S+)$", script, re.M)
            assert server is not None
            milters = ", ".join(f"inet:127.0.0.1:{port}" for port in ports.values())
            yield Milters([f"smtpd_milters = {milters}", "milter_default_action = tempfail"], server[1], names)
        finally:
            for process in started:
                process.terminate()
                process.wait(20)
            shutil.rmtree(base, ignore_errors=True)


def _settings(script: str, name: str, port: int) -> str:
    """Return a program's settings out of the script, with its socket, user and name server made ours."""
    found = re.search(rf"^cat >/etc/{name}\.conf <<END\n(.*?)^END$", script, re.M | re.S)
    assert found is not None
    lines = [line for line in found[1].splitlines() if not line.startswith(("Socket ", "UserID ", "Nameservers "))]
    lines.append(f"Socket inet:{port}@127.0.0.1")
    if name == "opendkim":
        lines.append(f"Nameservers {NAMES}")
    return "\n".join(lines) + "\n"


def _listens(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2):
            return True
    except OSError:
        return False
