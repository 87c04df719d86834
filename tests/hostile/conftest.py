"""The Postfix in front, as in tests/peers."""

from tests.peers.conftest import front, postfix_here

__all__ = ["front", "postfix_here"]
