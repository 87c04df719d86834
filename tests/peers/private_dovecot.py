"""A Dovecot of our own: any address has a mailbox here, filled over LMTP and read over IMAP, both on 127.0.0.1."""

from __future__ import annotations

import imaplib
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.peers.service import free_port
from tests.peers.waiting import wait_for

DOVECOT = shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin:/usr/bin")
PASSWORD = "correct-horse"
NOBODY = 65534

CONFIGURATION = """\
base_dir = {base}/run
state_dir = {base}/state
log_path = {base}/dovecot.log
protocols = imap lmtp
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain
first_valid_uid = 1
mail_location = {mail_location}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={user} home={base}/home/%u allow_all_users=yes
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    address = 127.0.0.1
    port = {imap}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp}
  }}
}}
service stats {{
  chroot =
}}
"""


@dataclass(frozen=True, slots=True)
class Dovecot:
    """A running Dovecot."""

    base: Path
    imap: int
    lmtp: int

    @property
    def log(self) -> str:
        """What it logged."""
        file = self.base / "dovecot.log"
        return file.read_text(errors="replace") if file.exists() else ""

    def login(self, address: str) -> imaplib.IMAP4:
        """Return an IMAP connection to an address's mailbox."""
        imap = imaplib.IMAP4("127.0.0.1", self.imap, timeout=20)
        try:
            imap.login(address, PASSWORD)
        except imaplib.IMAP4.error:
            imap.shutdown()
            raise
        return imap

    def mails(self, address: str) -> list[bytes]:
        """Return the mails in an address's inbox, oldest first."""
        with self.login(address) as imap:
            imap.select("INBOX", readonly=True)
            numbers = imap.search(None, "ALL")[1][0].split()
            return [imap.fetch(number, "(RFC822)")[1][0][1] for number in numbers]  # type: ignore[index, misc]

    def stop(self) -> None:
        """Stop it and delete everything of it."""
        command = [DOVECOT or "dovecot", "-c", self.base / "dovecot.conf", "stop"]
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        shutil.rmtree(self.base, ignore_errors=True)


def version() -> str:
    """Return what Dovecot calls itself, such as 2.3.19."""
    assert DOVECOT is not None
    return subprocess.run([DOVECOT, "--version"], capture_output=True, text=True, check=True).stdout.split()[0]


def start(mail_location: str = "maildir:~/Maildir", user: int = NOBODY) -> Dovecot:
    """Start a Dovecot. Raises RuntimeError with what it said where it does not start."""
    assert DOVECOT is not None
    # A short path, for its sockets: a unix socket's name ends at 108 characters.
    base = Path(tempfile.mkdtemp(prefix="nextround-dovecot-"))
    base.chmod(0o755)
    (base / "home").mkdir()
    os.chown(base / "home", user, user)
    peer = Dovecot(base, free_port(), free_port())
    (base / "dovecot.conf").write_text(
        CONFIGURATION.format(
            base=base, imap=peer.imap, lmtp=peer.lmtp, password=PASSWORD, user=user, mail_location=mail_location
        )
    )
    with (base / "start.log").open("w") as said:  # not a pipe: the daemon would keep it open
        subprocess.run([DOVECOT, "-c", base / "dovecot.conf"], stdout=said, stderr=said, check=False)
    try:
        wait_for(lambda: _answers(peer))
    except TimeoutError:
        told = (base / "start.log").read_text() + peer.log
        peer.stop()
        raise RuntimeError(f"Dovecot does not start: {told}") from None
    return peer


def _answers(peer: Dovecot) -> bool:
    try:
        with peer.login("doctor@home.example") as imap:
            return imap.noop()[0] == "OK"
    except (OSError, imaplib.IMAP4.error):
        return False
