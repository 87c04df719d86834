"""Where the role listens is what the host has set."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from mailer.errors import BadSetting
from mailer.receive.listen import open_sockets


def places(addresses: str) -> list[object]:
    """Open, note where, close."""
    opened = open_sockets(addresses, "smtp_listen")
    found = [listener.getsockname() for listener in opened]
    for listener in opened:
        listener.close()
    return found


def test_several_addresses_are_separated_by_commas(tmp_path: Path) -> None:
    """A host may listen on IPv4, IPv6 and a local socket at once; nothing set means nowhere."""
    path = tmp_path / "deep" / "lmtp.sock"
    found = places(f"127.0.0.1:0, [::1]:0,{path}")
    assert [place[0] if isinstance(place, tuple) else place for place in found] == ["127.0.0.1", "::1", str(path)]
    assert places("") == []


def test_all_interfaces_can_be_named_for_each_protocol() -> None:
    """IPv6 on all interfaces leaves the port's IPv4 side to the address that is set for it."""
    (six,) = open_sockets("[::]:0", "smtp_listen")
    with six:
        port = six.getsockname()[1]
        assert places(f"0.0.0.0:{port}") == [("0.0.0.0", port)]


def test_a_socket_left_behind_is_replaced(tmp_path: Path) -> None:
    """After a kill the old socket file does not keep the role from starting; any other file does."""
    path = tmp_path / "lmtp.sock"
    with socket.socket(socket.AF_UNIX) as old:
        old.bind(str(path))
    assert places(str(path)) == [str(path)]
    other = tmp_path / "letter.txt"
    other.write_text("dear")
    with pytest.raises(BadSetting, match="SMTP_LISTEN"):
        places(str(other))
    assert other.read_text() == "dear"


@pytest.mark.parametrize("bad", ["2525", "127.0.0.1", "127.0.0.1:smtp", "127.0.0.1:70000", "no such host.invalid:25"])
def test_an_address_that_cannot_be_used_names_its_setting(bad: str) -> None:
    """The host is told which setting is wrong."""
    with pytest.raises(BadSetting, match="NEXTROUND_SMTP_LISTEN"):
        places(bad)


def test_a_port_in_use_is_told() -> None:
    """Two programs on one port: the second says so."""
    (first,) = open_sockets("127.0.0.1:0", "smtp_listen")
    with first, pytest.raises(BadSetting, match="in use"):
        places(f"127.0.0.1:{first.getsockname()[1]}")
