"""The Postfix in front, as in tests/peers."""

from tests.peers.conftest import front, milters, postfix_here

__all__ = ["front", "milters", "postfix_here"]
