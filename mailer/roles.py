"""How a role runs as a process of its own: it ends with the `serve` that started it, and says in one line why it cannot start."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress

from mailer.errors import BadSetting, NextroundError

CONFIG = 78  # sysexits.h EX_CONFIG: starting again will not help
WATCHED = "watched"  # the argument by which `serve` says that it holds the other end of standard input and output


def main(run: Callable[[], None], arguments: list[str]) -> None:
    """Run a role; an expected error is one line on standard error, and a bad setting exits with EX_CONFIG."""
    if WATCHED in arguments:
        threading.Thread(target=_end_with_the_parent, name="parent", daemon=True).start()
    try:
        run()
    except NextroundError as error:
        sys.stderr.write(f"nextround: {error}\n")
        raise SystemExit(CONFIG if isinstance(error, BadSetting) else 1) from None


def ready() -> None:
    """Tell the `serve` that started this role that it is at work now; nothing where nobody listens."""
    if WATCHED in sys.argv:
        with suppress(OSError):  # it is gone, and this role goes with it
            os.write(1, b"ready\n")


def _end_with_the_parent() -> None:
    """Wait for the end of standard input: it comes when `serve` is gone, however it went."""
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
