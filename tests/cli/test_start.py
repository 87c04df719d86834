"""The command line loads what is wanted and nothing else, so that mail is taken at once."""

from __future__ import annotations

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from mailer.cli.commands import COMMANDS, put_together

RUN = CliRunner()
# What reads mail, words answers or draws on a terminal; some of it takes longer to load than all the receiver needs.
HEAVY = {
    "apscheduler", "dkim", "dns", "holidays", "jinja2", "lxml", "numpy", "onnxruntime", "rich", "sqlite_utils",
    "tokenizers", "typer", "mailer.act", "mailer.app", "mailer.coach", "mailer.message", "mailer.reader",
    "mailer.when", "mailer.words", "mailer.work", "scheduler",
}  # fmt: skip


def loaded(code: str) -> set[str]:
    """The modules that are there after this code ran in a Python of its own."""
    printed = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\nprint(*sys.modules)"], check=True, capture_output=True, text=True
    ).stdout
    return set(printed.split())


def test_the_receiver_loads_nothing_that_reads() -> None:
    """Mail is taken before anything is there that could read it."""
    assert not HEAVY & loaded("import mailer.cli.roles, mailer.receive.role")


def test_serve_loads_nothing_but_what_watches() -> None:
    """What starts the roles is not in their way."""
    assert not (HEAVY | {"aiosmtpd", "uvloop", "sqlite3"}) & loaded("import mailer.cli, mailer.cli.roles")


def test_delivery_loads_no_reader() -> None:
    """What hands mail on needs no words."""
    assert not (HEAVY - {"mailer.message"}) & loaded("import mailer.cli.roles, mailer.deliver.role")


def test_the_help_loads_no_command() -> None:
    """Whoever asks what there is does not wait for all of it."""
    assert not (HEAVY - {"rich", "typer", "scheduler"}) & loaded(
        "from mailer.cli.commands import put_together\nput_together('')"
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_the_overview_says_of_a_command_what_it_says_of_itself(name: str) -> None:
    """The first help and the command's own agree."""
    out = RUN.invoke(put_together(name), [name, "--help"])
    assert out.exit_code == 0
    assert COMMANDS[name][1] in " ".join(out.stdout.split())
