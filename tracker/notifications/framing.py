"""From letters in words to what leaves: plain text and HTML, with our name and why one receives it."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import current_app, render_template
from flask_babel import gettext as _

from tracker.core.text import SHORT_TEXT
from tracker.notifications.letters import Addressee, Letter


@dataclass(frozen=True)
class Envelope:
    """A mail ready to leave. It is never stored or logged as a whole: it may carry a personal link.

    `mail_ids` are the rows of the outbox it is made of: one, or those of the day's digest.
    """

    mail_ids: tuple[int, ...]
    to: Addressee
    subject: str
    text: str
    html: str


def enclose(letters: Sequence[Letter], to: Addressee, mail_ids: Sequence[int]) -> Envelope:
    """Put one letter, or several as a digest, into one mail, in the language that is set."""
    subject = _subject(letters)
    shown = {
        "subject": subject,
        "letters": letters,
        "is_digest": len(letters) > 1,
        "to": to,
        "reasons": dict.fromkeys(letter.reason for letter in letters),
        "home": current_app.config["SETTINGS"].base_url,
    }
    text = render_template("mail/frame.txt", **shown)
    return Envelope(tuple(mail_ids), to, subject, text, render_template("mail/frame.html", **shown))


def _subject(letters: Sequence[Letter]) -> str:
    subject = _("%(count)s kabar dari RAN OGI Tracker", count=len(letters))
    if len(letters) == 1:
        subject = letters[0].subject
    # A header is one line.
    return " ".join(subject.split())[:SHORT_TEXT]
