"""What happens because a mail came."""

__version__ = "0.1.0"
