"""The `nextround` command: one file for each group of commands, put together in `commands`."""

from __future__ import annotations

import sys

ROLES = ("serve", "receive", "work", "deliver")


def main() -> None:
    """Run the command line; a role takes the short way, since mail waits while it starts."""
    arguments = sys.argv[1:]
    if len(arguments) == 1 and arguments[0] in ROLES:
        from mailer.cli import roles

        roles.start(arguments[0])
    else:
        from mailer.cli.commands import run

        run()
