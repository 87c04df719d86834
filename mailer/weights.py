"""Trained weights: checked against their hash, and opened for one core.

A damaged file must fail at the start, not read or write on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mailer.errors import GiveUp


def checked(path: Path, about: Mapping[str, Any]) -> str:
    """Return the path of a file whose hash is the one in `about`; raises GiveUp where it is not."""
    with path.open("rb") as content:
        if hashlib.file_digest(content, "sha256").hexdigest() != about["sha256"][path.name]:
            raise GiveUp(f"{path.name} is not the file that was built: install the package again")
    return str(path)


def session(path: Path, about: Mapping[str, Any]) -> Any:
    """Return an onnxruntime session on the checked file `path` that uses one core and keeps no memory between runs."""
    import onnxruntime

    make: Any = onnxruntime.InferenceSession  # type: ignore[attr-defined]  # untyped where it is defined
    options: Any = onnxruntime.SessionOptions()  # type: ignore[attr-defined]
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.enable_cpu_mem_arena = False  # the arena keeps the memory of the longest mail ever seen
    return make(checked(path, about), options, providers=["CPUExecutionProvider"])
