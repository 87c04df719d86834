"""What many tests share: a scratch app, and mails made from a few words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from mailer.app import App, scratch_app
from mailer.settings import Settings

NOW = datetime(2026, 11, 19, 18, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    """A Thursday evening."""
    return NOW


@pytest.fixture
def app() -> App:
    """An app on a database in memory, where whoever writes from 192.0.2.1 is believed and signed up."""
    return scratch_app(Settings(trusted_peers=("192.0.2.1/32",), sign_up="open", writer=False))  # type: ignore[arg-type]


@pytest.fixture
def mail() -> Callable[..., bytes]:
    """Makes the bytes of a plain mail."""

    def made(text: str, *, subject: str = "how it went", sender: str = "Jo <jo@example.org>", **headers: str) -> bytes:
        head = {
            "From": sender,
            "To": "coach@nextround.localhost",
            "Subject": subject,
            "Date": "Thu, 19 Nov 2026 18:00:00 +0000",
            "Message-ID": f"<{abs(hash(text))}@example.org>",
            "Content-Type": "text/plain; charset=utf-8",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        return "".join(f"{k}: {v}\r\n" for k, v in head.items()).encode() + b"\r\n" + text.encode()

    return made
