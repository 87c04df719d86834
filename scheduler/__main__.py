"""`python -m scheduler` is the role `schedule`."""

import sys

from mailer.roles import main
from scheduler.cli import run

if __name__ == "__main__":
    main(run, sys.argv)
