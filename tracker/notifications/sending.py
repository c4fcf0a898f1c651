"""Sending what is due: each letter at most once.

A letter is claimed, worded and committed before it leaves, and noted as sent afterwards. One that is cut off
in between stays SENDING: nobody knows whether it left, so it is never sent again by itself.
"""

from collections.abc import Sequence

from flask import current_app
from flask_babel import force_locale

from tracker.core import clock
from tracker.extensions import db, unit_of_work
from tracker.notifications import queries, services
from tracker.notifications.framing import Envelope, enclose
from tracker.notifications.letters import Addressee, Letter, addressee, writer_of
from tracker.notifications.models import Mail
from tracker.notifications.post import (
    DemoPost,
    FateUnknown,
    MayLeaveLater,
    NotDelivered,
    ServerUnreachable,
    SmtpPost,
    open_post,
)
from tracker.notifications.states import MailState

AT_ONCE = 100


class _NotWorded(Exception):
    def __init__(self, mail_id: int) -> None:
        super().__init__(f"mail {mail_id}")
        self.mail_id = mail_id


def send_due(*, limit: int = AT_ONCE) -> None:
    """Send the letters that are due, oldest first; stops when the line to the server is bad.

    The server is reached before a letter is claimed, so that no personal link is replaced for nothing.
    """
    due = queries.due_mail(clock.now(), limit=limit)
    db.session.rollback()
    if not due:
        return
    post = open_post()
    try:
        post.open()
        for mail_id in due:
            _send(post, mail_id)
    except ServerUnreachable as error:
        current_app.logger.warning("mail: %s", error.problem)
        with unit_of_work():
            services.miss_turn(due, problem=error.problem)
    except FateUnknown as error:
        current_app.logger.warning("mail: %s", error.problem)
    finally:
        post.close()


def _send(post: SmtpPost | DemoPost, mail_id: int) -> None:
    envelope = _prepared(mail_id)
    if envelope is None:
        return
    try:
        post.deliver(envelope)
    except NotDelivered as error:
        _note_problem(envelope, error)
        if isinstance(error, ServerUnreachable | FateUnknown):
            raise
    else:
        with unit_of_work():
            services.note_sent(envelope.mail_ids)


def _note_problem(envelope: Envelope, error: NotDelivered) -> None:
    note = services.put_off if isinstance(error, MayLeaveLater) else services.give_up
    with unit_of_work():
        note(envelope.mail_ids, problem=error.problem)


def _prepared(mail_id: int) -> Envelope | None:
    """The mail, claimed; None when somebody else has it or there is nothing left to say.

    What its writers change, such as a new personal link, is committed with the claim.
    """
    try:
        with unit_of_work():
            return _worded(services.claim(mail_id))
    except _NotWorded as error:
        current_app.logger.exception("mail %s could not be worded", error.mail_id)
        with unit_of_work():
            services.give_up([error.mail_id], problem="letter_not_worded")
        return None


def _worded(claimed: Sequence[Mail]) -> Envelope | None:
    if not claimed:
        return None
    newest = claimed[-1]
    to = addressee(newest.to_address, newest.to_name, newest.language)
    with force_locale(to.language):
        letters = {mail: letter for mail in claimed if (letter := _written(mail, to))}
        for mail in claimed:
            if mail not in letters:
                mail.state = MailState.CANCELLED
        return enclose(list(letters.values()), to, [mail.id for mail in letters]) if letters else None


def _written(mail: Mail, to: Addressee) -> Letter | None:
    mail_id = mail.id
    try:
        return writer_of(mail.letter)(to, mail.params)
    except Exception as error:
        # A letter that breaks must not keep those behind it waiting.
        raise _NotWorded(mail_id) from error
