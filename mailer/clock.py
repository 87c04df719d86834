"""The one place where the clock is read; everywhere else the time is an argument."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the present instant in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - see the module's first line
