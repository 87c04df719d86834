"""`python -m mailer` is the `nextround` command."""

from mailer.cli import main

if __name__ == "__main__":
    main()
