"""A real SMTP server that keeps what it is given."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller


class Sink:
    """Takes every mail, unless it is told what to `answer` instead.

    It breaks off after a mail when it `hangs_up`, and before one when it `is_shy`.
    """

    def __init__(self) -> None:
        self.port = free_port()
        self.mails: list[EmailMessage] = []
        self.answer = ""
        self.hangs_up = False
        self.is_shy = False

    async def handle_MAIL(  # noqa: N802
        self, server: Any, _session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """What the server says to a sender."""
        if self.is_shy:
            server.transport.abort()
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        """What the server says to a mail."""
        if self.answer:
            return self.answer
        self.mails.append(message_from_bytes(envelope.content, policy=default))
        if self.hangs_up:
            server.transport.abort()
        return "250 OK"

    @property
    def subjects(self) -> list[str]:
        """What came, by its subjects."""
        return sorted(str(mail["Subject"]) for mail in self.mails)


def free_port() -> int:
    """A port where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_sink() -> Iterator[Sink]:
    """A sink that listens."""
    sink = Sink()
    controller = Controller(sink, hostname="127.0.0.1", port=sink.port)
    controller.start()
    try:
        yield sink
    finally:
        controller.stop()


def part(mail: EmailMessage, kind: str) -> str:
    """The text of a mail ("plain" or "html")."""
    body = mail.get_body((kind,))
    assert body is not None
    return str(body.get_content())
