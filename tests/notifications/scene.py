"""Letters that tests write down and look for."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from flask_babel import gettext
from sqlalchemy.orm import Session

from tracker.core.bilingual import Language
from tracker.extensions import db
from tracker.notifications.letters import Action, Addressee, Facts, Letter, LetterKind, Paragraph, Quote
from tracker.notifications.models import DemoLetter, Mail
from tracker.notifications.services import write_down
from tracker.notifications.states import MailState

# 08.00 in Jakarta.
MORNING = datetime(2026, 3, 2, 1, tzinfo=UTC)


def _note(_to: Addressee, params: Mapping[str, Any]) -> Letter | None:
    if params.get("is_over"):
        return None
    return Letter(
        params["subject"],
        (
            Paragraph(gettext("Alasan")),
            Facts((("Baris", "3"),)),
            Quote("Surat pengantar", "Yth. <Bapak>\nbaris kedua"),
            Action("Buka", "http://tracker.test/r/rahasia"),
        ),
        "Anda peserta uji.",
    )


def _broken(_to: Addressee, _params: Mapping[str, Any]) -> Letter | None:
    raise ZeroDivisionError


TEST_LETTERS = {"note": LetterKind("Catatan uji", _note), "broken": LetterKind("Surat rusak", _broken)}


def note(subject: str, *, to: str = "ani@example.org", language: Language = "id", **more: Any) -> Mail:
    """A letter in the outbox; what is said of `params` is added to its subject."""
    params = {"subject": subject, **more.pop("params", {})}
    known: dict[str, Any] = {"key": subject, "params": params}
    letter = more.pop("letter", "note")
    mail = write_down(letter, Addressee(to, "Ani", language), **{**known, **more})
    assert mail is not None
    return mail


def states(session: Session) -> dict[str, MailState]:
    """The key of each letter, and how far it is, as the database has it."""
    session.rollback()
    return {mail.key: mail.state for mail in session.scalars(db.select(Mail).order_by(Mail.id))}


def only_mail(session: Session) -> Mail:
    """The one letter there is, as the database has it."""
    session.rollback()
    mail: Mail = session.scalars(db.select(Mail)).one()
    return mail


def shown_subjects(session: Session) -> list[str]:
    """What the demo shows, oldest first."""
    session.rollback()
    return list(session.scalars(db.select(DemoLetter.subject).order_by(DemoLetter.id)))
