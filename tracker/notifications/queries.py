"""Looking into the outbox."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from tracker.accounts.actors import Actor
from tracker.core.errors import NotFound
from tracker.extensions import db
from tracker.notifications import policy
from tracker.notifications.models import DemoLetter, Mail
from tracker.notifications.states import MailState


def is_written(key: str) -> bool:
    """Whether the letter of this event is in the outbox already."""
    return bool(db.session.scalar(sa.select(sa.exists().where(Mail.key == key))))


def waiting_with_prefix(prefix: str) -> Sequence[Mail]:
    """The letters not yet sent whose key begins with `prefix`."""
    query = sa.select(Mail).where(
        Mail.state == MailState.WAITING, Mail.key.startswith(prefix, autoescape=True)
    )
    return db.session.scalars(query).all()


def due_mail(now: datetime, *, limit: int) -> Sequence[int]:
    """The ids of the letters to send now, oldest first."""
    query = sa.select(Mail.id).where(Mail.state == MailState.WAITING, Mail.due_at <= now)
    return db.session.scalars(query.order_by(Mail.due_at, Mail.id).limit(limit)).all()


def list_mail(actor: Actor, *, limit: int, offset: int) -> Sequence[Mail]:
    """The outbox, newest first; empty for those it does not concern."""
    if not policy.can_manage_mail(actor):
        return []
    return db.session.scalars(sa.select(Mail).order_by(Mail.id.desc()).limit(limit).offset(offset)).all()


def get_mail(actor: Actor, mail_id: int) -> Mail:
    """One letter of the outbox. NotFound when there is none or it is not this actor's to see."""
    mail = db.session.get(Mail, mail_id)
    if mail is None or not policy.can_manage_mail(actor):
        raise NotFound("mail")
    return mail


def demo_letters(actor: Actor, *, limit: int) -> Sequence[DemoLetter]:
    """What the demo would have sent, newest first."""
    if not policy.can_manage_mail(actor):
        return []
    return db.session.scalars(sa.select(DemoLetter).order_by(DemoLetter.id.desc()).limit(limit)).all()
