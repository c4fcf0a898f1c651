"""Looking into the outbox."""

from collections.abc import Collection, Sequence
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
    """The letters not yet sent whose key begins with `prefix`, held so that none leaves meanwhile."""
    query = sa.select(Mail).where(
        Mail.state == MailState.WAITING, Mail.key.startswith(prefix, autoescape=True)
    )
    return db.session.scalars(query.with_for_update()).all()


def letters_about(actor: Actor, prefix: str) -> Sequence[Mail]:
    """The letters whose key begins with `prefix` and that were not called off, oldest first; for staff."""
    if not policy.can_manage_mail(actor):
        return []
    query = sa.select(Mail).where(
        Mail.key.startswith(prefix, autoescape=True), Mail.state != MailState.CANCELLED
    )
    return db.session.scalars(query.order_by(Mail.id)).all()


def due_mail(now: datetime, *, limit: int) -> Sequence[int]:
    """The ids of the letters to send now, oldest first."""
    query = sa.select(Mail.id).where(Mail.state == MailState.WAITING, Mail.due_at <= now)
    return db.session.scalars(query.order_by(Mail.due_at, Mail.id).limit(limit)).all()


def in_states(mail_ids: Collection[int], *states: MailState) -> Sequence[Mail]:
    """Those of the letters with these ids that are in one of the states, held so that they stay in it."""
    query = sa.select(Mail).where(Mail.id.in_(mail_ids), Mail.state.in_(states)).order_by(Mail.id)
    return db.session.scalars(query.with_for_update()).all()


def count_mail(actor: Actor) -> int:
    """How many letters `list_mail` has."""
    return _count(actor, Mail)


def count_demo_letters(actor: Actor) -> int:
    """How many letters `demo_letters` has."""
    return _count(actor, DemoLetter)


def _count(actor: Actor, model: type[Mail] | type[DemoLetter]) -> int:
    if not policy.can_manage_mail(actor):
        return 0
    return db.session.scalar(sa.select(sa.func.count()).select_from(model)) or 0


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


def demo_letters(actor: Actor, *, limit: int, offset: int) -> Sequence[DemoLetter]:
    """What the demo would have sent, newest first."""
    if not policy.can_manage_mail(actor):
        return []
    query = sa.select(DemoLetter).order_by(DemoLetter.id.desc())
    return db.session.scalars(query.limit(limit).offset(offset)).all()


def get_demo_letter(actor: Actor, letter_id: int) -> DemoLetter:
    """A letter of the demo. NotFound when there is none or it is not this actor's to see."""
    letter = db.session.get(DemoLetter, letter_id)
    if letter is None or not policy.can_manage_mail(actor):
        raise NotFound("mail")
    return letter
