"""Addresses from which mail never comes straight: this machine's and private networks' are a front server's."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

_FOUR = ("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16")
_INSIDE = tuple(map(ip_network, (*_FOUR, "::/127", "fc00::/7", "fe80::/10")))


def is_inside(peer: str) -> bool:
    """Tell whether an address is of a private network or this machine, or none at all."""
    try:
        address = ip_address(peer)
    except ValueError:
        return True
    return any(address in network for network in _INSIDE)
