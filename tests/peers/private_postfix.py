"""A Postfix of our own: own configuration, own queue, one port on 127.0.0.1; it touches no other Postfix here."""

from __future__ import annotations

import shutil
import smtplib
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.peers.service import free_port
from tests.peers.waiting import wait_for

POSTFIX = shutil.which("postfix", path="/usr/sbin:/usr/local/sbin:/usr/bin")

# The services that accepting, queueing and passing on need, and no more.
MASTER = """\
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""
MAIN = """\
compatibility_level = 3.6
queue_directory = {base}/queue
data_directory = {base}/data
maillog_file = {base}/mail.log
maillog_file_prefixes = {base}
myhostname = {name}
mydestination =
alias_maps =
alias_database =
local_recipient_maps =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtp_dns_support_level = disabled
smtpd_peername_lookup = no
smtpd_client_connection_count_limit = 0
smtputf8_enable = yes
minimal_backoff_time = 1s
maximal_backoff_time = 5s
queue_run_delay = 1s
"""


@dataclass(frozen=True, slots=True)
class Postfix:
    """A running Postfix."""

    base: Path
    port: int

    @property
    def log(self) -> str:
        """What it logged."""
        file = self.base / "mail.log"
        return file.read_text(errors="replace") if file.exists() else ""

    def queued(self) -> int:
        """Return how many mails wait in its queue."""
        told = subprocess.run(["postqueue", "-c", self.base / "etc", "-j"], capture_output=True, check=True, text=True)
        return len(told.stdout.splitlines())

    def send(self, sender: str, recipient: str, raw: bytes, client: str = "") -> None:
        """Hand it a mail as a client does; `client` is the address to be taken for, where it allows that by XCLIENT."""
        with smtplib.SMTP("127.0.0.1", self.port, timeout=20) as smtp:
            if client:
                smtp.ehlo("mx.provider.example")
                smtp.docmd("XCLIENT", f"ADDR={client} NAME=mx.provider.example")
                smtp.ehlo("mx.provider.example")
            smtp.sendmail(sender, [recipient], raw)

    def stop(self) -> None:
        """Stop it and delete everything of it."""
        command = [POSTFIX or "postfix", "-c", self.base / "etc", "stop"]
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        shutil.rmtree(self.base, ignore_errors=True)


def start(name: str, lines: list[str]) -> Postfix:
    """Start a Postfix with `lines` added to main.cf. Raises RuntimeError with what it said where it does not start."""
    assert POSTFIX is not None
    # Not in pytest's own folder: that is closed to Postfix's own user.
    base, port = Path(tempfile.mkdtemp(prefix="nextround-postfix-")), free_port()
    base.chmod(0o755)
    for folder in ("etc", "queue", "data"):
        (base / folder).mkdir(mode=0o755)
    shutil.chown(base / "data", "postfix")
    (base / "etc" / "main.cf").write_text(MAIN.format(base=base, name=name) + "\n".join(lines) + "\n")
    (base / "etc" / "master.cf").write_text(MASTER.format(port=port))
    peer = Postfix(base, port)
    with (base / "start.log").open("w") as said:  # not a pipe: the daemon would keep it open
        subprocess.run([POSTFIX, "-c", base / "etc", "start"], stdout=said, stderr=said, check=False)
    try:
        wait_for(lambda: _answers(port))
    except TimeoutError:
        told = (base / "start.log").read_text() + peer.log
        peer.stop()
        raise RuntimeError(f"Postfix does not start: {told}") from None
    return peer


def _answers(port: int) -> bool:
    try:
        with smtplib.SMTP("127.0.0.1", port, timeout=2) as smtp:
            return smtp.noop()[0] == 250
    except (OSError, smtplib.SMTPException):
        return False
