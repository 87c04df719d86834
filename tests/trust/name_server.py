"""A DNS server on the loopback with the records of a test; it can also fail or keep silent."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import dns.flags
import dns.message
import dns.rcode
import dns.rrset

SERVFAIL, SILENT = "servfail", "silent"
Zone = dict[str, Mapping[str, Sequence[str]] | str]  # name → kind → texts, or what goes wrong


@dataclass
class NameServer:
    """Answers from `zone`, by names in lower case without the final dot; remembers what it was asked."""

    zone: Zone
    port: int
    asked: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        """As the setting `resolver` takes it."""
        return f"127.0.0.1:{self.port}"

    def answer(self, wire: bytes) -> bytes | None:
        """Return the answer to one question."""
        query = dns.message.from_wire(wire)
        question = query.question[0]
        name = question.name.to_text(omit_final_dot=True).lower()
        self.asked.append(name)
        records = self.zone.get(name, {})
        response = dns.message.make_response(query)
        response.flags |= dns.flags.RA
        if records == SILENT:
            return None
        if isinstance(records, str):
            response.set_rcode(dns.rcode.SERVFAIL)
            return response.to_wire()
        kind = question.rdtype.name
        texts = [_quoted(text) if kind == "TXT" else text for text in records.get(kind, ())]
        if texts:
            response.answer.append(dns.rrset.from_text_list(question.name, 60, "IN", kind, texts))
        elif name not in self.zone:
            response.set_rcode(dns.rcode.NXDOMAIN)
        return response.to_wire()


def _quoted(text: str) -> str:
    return " ".join(f'"{text[at : at + 200]}"' for at in range(0, max(len(text), 1), 200))


@contextmanager
def serving(zone: Zone, host: str = "127.0.0.1", port: int = 0) -> Iterator[NameServer]:
    """Answer on a port, a free one unless it is given, until the block ends."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listener:
        listener.bind((host, port))
        server = NameServer(zone, listener.getsockname()[1])

        def run() -> None:
            while True:
                wire, client = listener.recvfrom(4096)
                if wire == b"stop":
                    return
                answer = server.answer(wire)
                if answer is not None:
                    listener.sendto(answer, client)

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as bye:
                bye.sendto(b"stop", (host, server.port))
            thread.join(5)
