"""The `nextround` command: one file for each group of commands, put together in `commands`."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    # Imported here, so that a role (`python -m mailer.cli.roles receive`) starts without the other commands.
    from mailer.cli.commands import run

    run()
