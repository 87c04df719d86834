"""`python -m scheduler` is the role `schedule`."""

from scheduler.cli import run

if __name__ == "__main__":
    run()
