"""`python -m scheduler` is the role `schedule`; with a command after it, that command."""

import sys

from mailer.roles import WATCHED, main
from scheduler.cli import commands, run

if __name__ == "__main__":
    main(run if sys.argv[1:] in ([], [WATCHED]) else commands, sys.argv)
