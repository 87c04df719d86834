"""Logs as events with fields; no event holds anyone's text or a whole address."""

from __future__ import annotations

import logging
import sys

from mailer.sparing import without

with without("rich"):  # for pretty tracebacks, which we do not write; loading it is a tenth of a role's start
    import structlog

Log = structlog.typing.FilteringBoundLogger


def configure(level: str) -> None:
    """Write events of `level` and above to standard error, one a line."""
    number = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
    # aiosmtpd and APScheduler log through the standard library; aiosmtpd logs addresses at INFO, so it is kept quiet.
    logging.basicConfig(stream=sys.stderr, level=max(number, logging.WARNING), format="%(levelname)s %(name)s")
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


def get(role: str) -> Log:
    """Return the logger of a role."""
    log: Log = structlog.get_logger(role=role)
    return log
