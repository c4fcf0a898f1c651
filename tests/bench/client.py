"""A server in a process of its own, and a client that adds as little as possible to what it measures."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Connection:
    """One connection that stays open; asks for one page after the other."""

    port: int
    headers: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._socket = socket.create_connection(("127.0.0.1", self.port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def get(self, address: str, **headers: str) -> tuple[int, int]:
        """Ask for a page; its status and the size of its body."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        lines = [f"{name}: {value}" for name, value in {**self.headers, **named}.items()]
        self._socket.sendall("\r\n".join([f"GET {address} HTTP/1.1", "Host: t", *lines, "\r\n"]).encode())
        return self._answer()

    def _answer(self) -> tuple[int, int]:
        received = bytearray()
        while (end := received.find(b"\r\n\r\n")) < 0:
            received += self._more()
        head = bytes(received[:end]).lower()
        status = int(head[9:12])
        _before, found, after = head.partition(b"content-length:")
        size = int(after.split(b"\r\n")[0]) if found and status != 304 else 0
        missing = size - (len(received) - end - 4)
        while missing > 0:
            missing -= len(self._more())
        return status, size

    def _more(self) -> bytes:
        more = self._socket.recv(1 << 20)
        if not more:
            raise ConnectionError("the server closed the connection")
        return more


@contextmanager
def served(app: str, environment: Mapping[str, str]) -> Iterator[int]:
    """Serve `app` ("module:factory()") with one gunicorn worker as in production; yields the port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", "1"]
    command += ["--worker-class", "gthread", "--threads", "4", "--no-control-socket", "--keep-alive", "60"]
    server = subprocess.Popen([*command, "--log-level", "error", app], env={**os.environ, **environment})
    try:
        _wait_for(port, server)
        yield port
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the server did not start")
