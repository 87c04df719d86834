"""`nextround demo`: the main job for a newcomer to see, with the real service on loopback.

Starts `nextround serve` on free ports with a data folder of its own, mails three debriefs to it over SMTP, waits for
the answers in the Maildir, and shows them.
"""

from __future__ import annotations

import os
import shutil
import smtplib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from html import escape
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.panel import Panel
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from mailer.errors import TryLater
from mailer.message.parse import Message, parse
from mailer.words import Words

WAIT_SECONDS = 60.0


def demo(
    folder: Annotated[Path, typer.Option(help="where to keep the answers")] = Path("demo-mail"),
) -> None:
    """Start the service, mail three debriefs to it, and show the answers."""
    console = Console(width=min(100, Console().width))
    mails = sorted((Words().folder / "demo").glob("*.eml"))
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    started = time.monotonic()
    with _service(folder.resolve() / "data") as port:
        console.print(f"Nextround listens on 127.0.0.1:{port} ({time.monotonic() - started:.1f} s).")
        pairs = [(parse(mail.read_bytes()), _answer(mail, port, folder)) for mail in mails]
    for mail, (_sent, (answer, seconds)) in zip(mails, pairs, strict=True):
        (folder / f"answer-{mail.stem}.eml").write_bytes(answer)
        console.print()
        console.rule(f"{mail.name}: answered in {seconds:.2f} s")
        console.print(Panel(parse(answer).text.strip(), title=parse(answer).subject, title_align="left"), markup=False)
    page = folder / "answers.html"
    page.write_text(_page([(sent, parse(answer)) for sent, (answer, _) in pairs]), encoding="utf-8")
    console.print(f"\nKept in {folder}/: the answers as .eml, and {page.name} to look at in a browser.")
    console.print("Next: write a debrief of your own to a file and run")
    console.print("    .venv/bin/nextround explain my-debrief.eml")
    console.print("or run it for yourself: README.md, “Run it for yourself”.")


@contextmanager
def _service(data: Path) -> Iterator[int]:
    """Run `nextround serve` on a free port until the block ends; gives the port."""
    port = _free_port()
    given = {
        "DATA_DIR": str(data),
        "SMTP_LISTEN": f"127.0.0.1:{port}",
        "TRUSTED_PEERS": '["127.0.0.1/32"]',
        "SIGN_UP": "open",
        "LOG_LEVEL": "error",
    }
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("NEXTROUND_")}  # noqa: TID251 - for the child
    environment = inherited | {f"NEXTROUND_{k}": v for k, v in given.items()}
    process = subprocess.Popen([sys.executable, "-m", "mailer", "serve"], env=environment)
    try:
        _wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def _answer(mail: Path, port: int, folder: Path) -> tuple[bytes, float]:
    """Send one mail and wait for its answer; returns the answer's bytes and the seconds it took."""
    raw = mail.read_bytes()
    sent = parse(raw)
    new = folder / "data" / "maildir" / "new"
    before = set(new.glob("*")) if new.is_dir() else set()
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, transient=True) as progress:
        task = progress.add_task(f"{mail.name}: mailing")
        began = time.monotonic()
        with smtplib.SMTP("127.0.0.1", port, timeout=10) as smtp:
            sender = sent.from_.email if sent.from_ else ""
            smtp.sendmail(sender, ["coach@nextround.localhost"], raw)
        progress.update(task, description=f"{mail.name}: taken (250), being read")
        while time.monotonic() - began < WAIT_SECONDS:
            if new.is_dir() and (fresh := set(new.glob("*")) - before):
                return fresh.pop().read_bytes(), time.monotonic() - began
            time.sleep(0.01)
    raise TryLater(f"no answer to {mail.name} within {WAIT_SECONDS:.0f} seconds")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    began = time.monotonic()
    while time.monotonic() - began < WAIT_SECONDS:
        if process.poll() is not None:
            raise TryLater("the service ended before it listened")
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.02)
    raise TryLater("the service does not listen")


def _page(pairs: list[tuple[Message, Message]]) -> str:
    """Return one HTML page with each mail beside its answer, as a phone shows it."""
    parts = [
        "<!doctype html><meta charset='utf-8'><meta name='viewport' content='width=device-width'>"
        "<meta name='color-scheme' content='light dark'><title>Nextround</title>"
        "<body style='font-family:sans-serif;margin:1em auto;max-width:70em'>"
    ]
    for sent, answer in pairs:
        parts.append(
            "<div style='display:flex;flex-wrap:wrap;gap:1.5em;margin-bottom:3em'>"
            f"<pre style='flex:1 1 20em;white-space:pre-wrap;font:inherit'>{escape(sent.text)}</pre>"
            f"<iframe style='flex:1 1 24em;max-width:27em;height:52em;border:1px solid #888;border-radius:12px'"
            f" srcdoc='{escape(answer.html or '', quote=True)}'></iframe></div>"
        )
    return "".join(parts)


commands = (demo,)
