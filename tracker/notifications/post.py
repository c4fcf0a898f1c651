"""How a mail leaves: through the SMTP server, or in the demo onto a page."""

import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from email.utils import formataddr
from typing import Any

from flask import current_app
from flask_mailman import EmailMultiAlternatives
from flask_mailman.backends.smtp import EmailBackend

from tracker.config import Settings
from tracker.core import clock
from tracker.extensions import db, unit_of_work
from tracker.notifications.framing import Envelope
from tracker.notifications.models import DemoLetter

SECONDS_TO_WAIT = 20


def mail_settings(settings: Settings) -> dict[str, Any]:
    """What the mail extension needs to know."""
    server = settings.smtp
    if server is None:
        return {"MAIL_BACKEND": "dummy"}
    return {
        "MAIL_BACKEND": f"{__name__}.CarefulEmailBackend",
        "MAIL_SERVER": server.host,
        "MAIL_PORT": server.port,
        "MAIL_USERNAME": server.user,
        "MAIL_PASSWORD": server.password,
        "MAIL_USE_TLS": server.starttls,
        "MAIL_USE_SSL": server.tls,
        "MAIL_DEFAULT_SENDER": settings.mail_from,
        "MAIL_TIMEOUT": SECONDS_TO_WAIT,
    }


class _NotesSending:
    """Part of a connection that knows whether a mail is just going over the line."""

    is_sending = False

    def data(self, message: Any) -> tuple[int, bytes]:
        """Hand the mail over: until the server has answered, it may have it or not."""
        self.is_sending = True
        answer: tuple[int, bytes] = super().data(message)  # type: ignore[misc]
        self.is_sending = False
        return answer


class Smtp(_NotesSending, smtplib.SMTP):
    """A connection in the open, or encrypted after STARTTLS."""

    def starttls(self, **options: Any) -> tuple[int, bytes]:  # type: ignore[override]
        """Encrypt only towards the server we mean: Python's default believes any certificate."""
        return super().starttls(context=options.get("context") or ssl.create_default_context())


class SmtpOverTls(_NotesSending, smtplib.SMTP_SSL):
    """A connection that is encrypted from the first byte."""


class CarefulEmailBackend(EmailBackend):  # type: ignore[misc]
    """SMTP that checks certificates, and knows at which point a line broke."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """The connection that is opened."""
        return SmtpOverTls if self.use_ssl else Smtp


class NotDelivered(Exception):
    """The mail has not left, or nobody knows. `code` is in labels.PROBLEMS, `detail` the server's words."""

    def __init__(self, code: str, detail: object = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail

    @property
    def problem(self) -> str:
        """Code and detail as they are kept in the outbox."""
        return f"{self.code} {self.detail}".strip()


class MayLeaveLater(NotDelivered):
    """The mail was surely not taken, and another try may help."""


class ServerUnreachable(MayLeaveLater):
    """No mail can leave now."""


class FateUnknown(NotDelivered):
    """The line broke while the mail was going over it: it may have arrived."""


class SmtpPost:
    """A connection that is opened with the first mail and kept for the next ones."""

    def __init__(self) -> None:
        self._backend: Any = current_app.extensions["mailman"].get_connection()

    def deliver(self, envelope: Envelope) -> None:
        """Hand a mail to the server. NotDelivered when it was not taken, or nobody knows."""
        self.open()
        try:
            self._backend.send_messages([_message(envelope)])
        except OSError as error:
            problem = _judged(error, is_sending=self._backend.connection.is_sending)
            self.close()
            raise problem from error
        except ValueError as error:
            raise NotDelivered("mail_address_refused", error) from error

    def open(self) -> None:
        """Reach the server, unless it is reached already. ServerUnreachable when that fails."""
        try:
            self._backend.open()
        except OSError as error:
            self.close()
            raise ServerUnreachable("mail_server_unreachable", _words_of(error)) from error

    def close(self) -> None:
        """Let the server go. It has answered for every mail, so how it parts does not matter."""
        connection, self._backend.connection = self._backend.connection, None
        if connection is not None:
            with suppress(OSError):
                connection.quit()


class DemoPost:
    """Keeps what would have been sent, to be read on a page."""

    def open(self) -> None:
        """There is always room."""

    def deliver(self, envelope: Envelope) -> None:
        """Keep a mail."""
        letter = DemoLetter(
            to_address=envelope.to.address,
            subject=envelope.subject,
            text=envelope.text,
            html=envelope.html,
            sent_at=clock.now(),
        )
        with unit_of_work():
            db.session.add(letter)

    def close(self) -> None:
        """Nothing was opened."""


def open_post() -> SmtpPost | DemoPost:
    """The way by which this installation's mail leaves."""
    return DemoPost() if current_app.config["SETTINGS"].is_demo else SmtpPost()


def _message(envelope: Envelope) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        subject=envelope.subject,
        body=envelope.text,
        to=[formataddr((" ".join(envelope.to.name.split()), envelope.to.address))],
        # Out-of-office machines do not answer what says so.
        headers={"Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(envelope.html, "text/html")
    return message


def _judged(error: OSError, *, is_sending: bool) -> NotDelivered:
    """What the server's answer means. Only a no is a no: after a broken line the mail may have arrived."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
        return _kind_of(code)("mail_address_refused", _reply(code, words))
    if isinstance(error, smtplib.SMTPResponseException):
        return _kind_of(error.smtp_code)("mail_refused", _words_of(error))
    if is_sending:
        return FateUnknown("mail_fate_unknown", error)
    return ServerUnreachable("mail_server_unreachable", error)


def _kind_of(code: int) -> Callable[[str, object], NotDelivered]:
    # From 500 on the server would say the same again.
    return NotDelivered if code >= 500 else MayLeaveLater


def _words_of(error: OSError) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _reply(error.smtp_code, error.smtp_error)
    return str(error)


def _reply(code: int, words: bytes | str) -> str:
    text = words.decode(errors="replace") if isinstance(words, bytes) else words
    return f"{code} {' '.join(text.split())}"
