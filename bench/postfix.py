"""A private Postfix for benchmarks: its own configuration, queue and loopback port. All it takes goes on hold, or onward to another."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

from bench.net import answers, cpu_seconds

_MAIN = """\
compatibility_level = 3.6
queue_directory = {dir}/queue
data_directory = {dir}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = bench.invalid
mydestination = {domain}
local_recipient_maps =
alias_maps =
alias_database =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
smtpd_peername_lookup = no
smtpd_client_connection_count_limit = 0
smtpd_relay_restrictions = permit_mynetworks, reject
in_flow_delay = 0
"""
_HOLD = "smtpd_client_restrictions = check_client_access static:HOLD\n"
_ONWARD = """\
relay_domains = {domain}
relayhost = [127.0.0.1]:{onward}
smtp_tls_security_level = none
disable_dns_lookups = yes
"""

_MASTER = """\
127.0.0.1:{port} inet n - n - - smtpd
pickup    unix  n - n 60 1 pickup
cleanup   unix  n - n - 0 cleanup
qmgr      unix  n - n 300 1 qmgr
rewrite   unix  - - n - - trivial-rewrite
bounce    unix  - - n - 0 bounce
defer     unix  - - n - 0 bounce
trace     unix  - - n - 0 bounce
verify    unix  - - n - 1 verify
flush     unix  n - n 1000? 0 flush
proxymap  unix  - - n - - proxymap
error     unix  - - n - - error
retry     unix  - - n - - error
discard   unix  - - n - - discard
local     unix  - n n - - local
smtp      unix  - - n - - smtp
relay     unix  - - n - - smtp
anvil     unix  - - n - 1 anvil
scache    unix  - - n - 1 scache
postlog   unix-dgram n - n - 1 postlogd
"""


class Postfix:
    """One private instance, from start to stop."""

    def __init__(self, place: Path, port: int, domain: str, onward: int | None = None) -> None:
        self.port = port
        self._place = place
        self._conf = place / "conf"
        self._conf.mkdir(parents=True)
        (place / "queue").mkdir()
        (place / "data").mkdir()
        shutil.chown(place / "data", "postfix")
        settings = _MAIN.format(dir=place, domain=domain if onward is None else "localhost.invalid")
        settings += _HOLD if onward is None else _ONWARD.format(domain=domain, onward=onward)
        (self._conf / "main.cf").write_text(settings)
        (self._conf / "master.cf").write_text(_MASTER.format(port=port))

    def __enter__(self) -> Postfix:
        self._run("start")
        for _ in range(100):
            if answers(self.port):
                return self
            time.sleep(0.1)
        raise SystemExit("Postfix did not start")

    def __exit__(self, *_: object) -> None:
        self._run("stop")

    def queued(self) -> int:
        """How many mails are on hold."""
        return sum(len(files) for _, _, files in os.walk(self._place / "queue" / "hold"))

    def clear(self) -> None:
        """Drop what is on hold, so that no round works in a fuller directory than another."""
        subprocess.run(["postsuper", "-c", str(self._conf), "-d", "ALL"], check=True, capture_output=True)

    def cpu(self) -> float:
        """Seconds of processor that its processes have taken, those that ended included."""
        master = int((self._place / "queue" / "pid" / "master.pid").read_text())
        children = subprocess.run(["pgrep", "-P", str(master)], capture_output=True, text=True).stdout.split()
        return sum(cpu_seconds(int(pid)) for pid in [master, *children])

    def _run(self, what: str) -> None:
        done = subprocess.run(["postfix", "-c", str(self._conf), what], capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"postfix {what}: {done.stdout}{done.stderr}")
