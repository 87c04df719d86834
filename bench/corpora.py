"""Sends mails of public collections through the door and lets a worker act on each, in the worst of all houses.

    python -m bench.corpora FOLDER [--machines FOLDER]

In that house everybody is believed and anyone may sign up by writing, so only what a mail says of itself keeps it from
being answered. Printed are the mails that raised something, the verdicts, and with --machines those answered of a
folder in which nobody should be: bounces, reports, automatic answers.
"""

from __future__ import annotations

import argparse
import asyncio
import mailbox
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from mailer import clock, log, work
from mailer.app import scratch_app
from mailer.message.parse import parse
from mailer.settings import Settings
from tests.receive.talk import client, running

BELIEVED = Settings(
    sign_up="open", trusted_peers=("127.0.0.1/32",), answers_per_domain=100_000, answers_in_all=1_000_000
)
MAIL = {".eml", ".box", ".msg", ".txt", ""}
_END = b"\r\n.\r\n"


def mails(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the mails in a folder, those of mboxes one by one."""
    for file in sorted(folder.rglob("*")):
        if not file.is_file() or file.suffix.lower() not in MAIL or ".git" in file.parts:
            continue
        raw = file.read_bytes()
        if raw.startswith(b"From ") and raw.count(b"\nFrom ") > 1:
            for number, each in enumerate(mailbox.mbox(file, create=False)):
                yield f"{file}#{number}", each.as_bytes()
        elif b":" in raw[:2_000]:
            yield str(file), raw.partition(b"\n")[2] if raw.startswith(b"From ") else raw


def wire(raw: bytes) -> bytes:
    """Return a mail as a careful client sends it: CRLF everywhere, dots doubled."""
    lines = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    return b"\r\n".join(b"." + line if line.startswith(b".") else line for line in lines) + _END


async def run(folder: Path, machines: Path | None) -> bool:
    """Send and work on everything; True where something raised or a machine was answered."""
    verdicts: Counter[str] = Counter()
    wrong: list[str] = []
    slowest, count = (0.0, ""), 0
    app = scratch_app(BELIEVED)
    async with running(store=app.store, **BELIEVED.model_dump(exclude_unset=True)) as here:
        for name, raw in mails(folder):
            count += 1
            sender = parse(raw).from_
            async with client(here.smtp) as guest:
                address = sender.email if sender is not None and sender.email.isascii() else "someone@corpora.example"
                await guest.say(f"MAIL FROM:<{address}>", f"RCPT TO:<{BELIEVED.address}>", "DATA")
                guest.writer.write(wire(raw))
                said = await guest.reply()
            if not said.startswith("250 "):
                verdicts[f"door: {said[:40]}"] += 1
                continue
            began = time.process_time()
            worked = await asyncio.to_thread(work.step, app, "w", clock.now())
            slowest = max(slowest, (time.process_time() - began, name))
            row = app.store.reading.execute(
                "select state, verdict, why, trouble from inbox order by id desc"
            ).fetchone()
            answered = app.store.reading.execute("select count(*) from outbox").fetchone()[0]
            with app.store.writing() as db:
                for table in ("outbox", "inbox", "person"):
                    db.execute(f"delete from {table}")
            verdicts[f"{row['verdict'] or row['state']}, {'answered' if answered else 'silent'}"] += 1
            if not worked or row["trouble"]:
                wrong.append(f"{row['trouble']}: {name}")
            elif answered and machines is not None and Path(name).is_relative_to(machines):
                wrong.append(f"answered: {name}")
    print(*wrong, sep="\n")
    print(f"{count} mails; slowest {slowest[0]:.2f} s ({Path(slowest[1]).name}); {dict(verdicts)}; wrong: {len(wrong)}")
    return bool(wrong)


def main() -> None:
    """Run the folder that was named."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--machines", type=Path)
    given = options.parse_args()
    log.configure("critical")
    sys.exit(asyncio.run(run(given.folder, given.machines)))


if __name__ == "__main__":
    main()
