"""Waiting for other programs, which tell nobody when they are ready."""

from __future__ import annotations

import time
from collections.abc import Callable


def wait_for(what: Callable[[], bool], seconds: float = 20) -> None:
    """Return once it is so. Raises TimeoutError where it does not come to that."""
    end = time.monotonic() + seconds
    while not what():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.05)
