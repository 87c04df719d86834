"""The key that signs our tokens: a file in data_dir that only this user may read, made at the first start."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from mailer.errors import BadSetting
from mailer.settings import Settings

LENGTH = 32
_read: dict[Path, bytes] = {}
_passing = secrets.token_bytes(LENGTH)


def path(settings: Settings) -> Path:
    """Return where the key lies."""
    return settings.data_dir / "token.key"


def make(settings: Settings) -> bytes:
    """Return the key, made where there is none; two processes that start at once get the same one."""
    file = path(settings)
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = file.with_name(f"{file.name}.{os.getpid()}")
        fresh.unlink(missing_ok=True)
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as out:
            out.write(secrets.token_hex(LENGTH) + "\n")
            out.flush()
            os.fsync(descriptor)
        with suppress(FileExistsError):  # another process was first: its key counts
            os.link(fresh, file)
        fresh.unlink()
    return token(settings)


def token(settings: Settings) -> bytes:
    """Return the key; one that lives as long as this process where none was made (`nextround explain`, tests).

    Raises BadSetting where the file cannot be used.
    """
    file = path(settings)
    if file not in _read:
        try:
            key = bytes.fromhex(file.read_text(encoding="ascii"))
        except FileNotFoundError:
            return _passing
        except (OSError, ValueError) as error:
            raise BadSetting(f"{file}: cannot be read as the key of our tokens ({type(error).__name__})") from error
        if len(key) < LENGTH:
            raise BadSetting(f"{file}: too short for a key; delete it and start again: reply addresses change with it")
        _read[file] = key
    return _read[file]
