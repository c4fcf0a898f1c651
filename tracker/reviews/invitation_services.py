"""Who is asked in a round, and the personal links that let them in without an account."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import TypedDict, Unpack

from tracker.accounts.actors import Actor, authorise
from tracker.accounts.models import Organisation, Unit, User
from tracker.audit.services import record
from tracker.core import clock
from tracker.core.bilingual import Language
from tracker.core.digest import sha256_of
from tracker.core.errors import RuleBroken
from tracker.core.text import SHORT_TEXT, check_length, clean_text
from tracker.extensions import db
from tracker.matrix.rows import MatrixRow
from tracker.notifications.letters import Addressee, addressee
from tracker.notifications.rules import next_digest
from tracker.notifications.services import cancel_letters, write_down
from tracker.plans.rules import check_unit_belongs
from tracker.reviews import answer_queries, policy, rules
from tracker.reviews.links import secret_of_link
from tracker.reviews.models import Recipient, ReviewRound
from tracker.reviews.rounds import matrix_of, round_label
from tracker.reviews.states import EDITABLE, AskScope, RoundState


class RecipientDetails(TypedDict, total=False):
    """What else is known of a recipient; `row_keys` are the rows chosen for the scope CHOSEN."""

    unit: Unit | None
    user: User | None
    language: Language
    scope: AskScope
    row_keys: list[str]
    is_coordinator: bool


def add_recipient(
    actor: Actor,
    review: ReviewRound,
    *,
    organisation: Organisation,
    name: str,
    email: str,
    **details: Unpack[RecipientDetails],
) -> Recipient:
    """Ask one more person or mailbox; in an open round the letter leaves at once."""
    authorise(policy.can_run_round, actor, review)
    _check_running(review)
    unit = details.get("unit")
    check_unit_belongs(organisation.id, unit.organisation_id if unit else None, field="unit")
    name, email = clean_text(name), clean_text(email).lower()
    check_length(name, field="name", limit=SHORT_TEXT)
    if any(other.email == email for other in review.recipients):
        raise RuleBroken("recipient_already_asked", field="email", params={"email": email})
    asked = {"organisation": organisation, "name": name, "email": email, "created_at": clock.now()}
    recipient = Recipient(round=review, **asked, **details)
    db.session.add(recipient)
    record(actor, "recipient:add", recipient, label=_label(recipient))
    if review.state is RoundState.OPEN:
        fix_rows(recipient, matrix_of(review).rows)
        invite(recipient)
    return recipient


def choose_rows(actor: Actor, recipient: Recipient, *, row_keys: Collection[str]) -> None:
    """Ask the recipient about these rows and no others; in an open round a new letter tells them.

    RuleBroken when none is chosen, when one is not there to be asked about, or when one that the recipient
    has answered is missing.
    """
    authorise(policy.can_run_round, actor, recipient.round)
    _check_running(recipient.round)
    rows = matrix_of(recipient.round).rows
    organisation = recipient.organisation.short_name
    chosen = rules.rows_asked(rows, organisation=organisation, scope=AskScope.CHOSEN, chosen=row_keys)
    rules.check_chosen_rows(chosen, wanted=row_keys, answered=answer_queries.own_answers(recipient))
    changes = {"rows": (rules.runs_of_rows(recipient.row_keys), rules.runs_of_rows(chosen))}
    recipient.scope, recipient.row_keys = AskScope.CHOSEN, chosen
    record(actor, "recipient:choose-rows", recipient, label=_label(recipient), changes=changes)
    if recipient.round.state is RoundState.OPEN:
        invite(recipient)


def remove_recipient(actor: Actor, recipient: Recipient) -> None:
    """Ask somebody no more, before the round opens; afterwards a link is revoked instead."""
    authorise(policy.can_run_round, actor, recipient.round)
    if recipient.round.state is not RoundState.DRAFT:
        raise RuleBroken("recipient_already_written_to")
    record(actor, "recipient:remove", recipient, label=_label(recipient))
    recipient.round.recipients.remove(recipient)


def revoke_link(actor: Actor, recipient: Recipient, *, reason: str) -> None:
    """Shut a personal link; what was answered by it stays."""
    authorise(policy.can_run_round, actor, recipient.round)
    reason = clean_text(reason)
    if not reason:
        raise RuleBroken("round_reason_missing", field="reason")
    recipient.revoked_at = recipient.sessions_from = clock.now()
    cancel_letters(letter_key(recipient))
    record(actor, "recipient:revoke-link", recipient, label=_label(recipient), reason=reason)


def send_link_again(actor: Actor, recipient: Recipient) -> None:
    """Send a new personal link; the one before stops working at once."""
    authorise(policy.can_run_round, actor, recipient.round)
    if recipient.round.state is not RoundState.OPEN:
        raise RuleBroken("round_takes_no_answers")
    recipient.revoked_at = None
    renew_link(recipient)
    record(actor, "recipient:send-link", recipient, label=_label(recipient))
    tell(recipient, "round-invitation", is_link_replaced=True)


def fix_rows(recipient: Recipient, rows: Iterable[MatrixRow]) -> None:
    """Write down which rows the recipient is asked about: their own unless it was chosen otherwise (D16)."""
    asked = rules.rows_asked(
        rows,
        organisation=recipient.organisation.short_name,
        scope=recipient.scope,
        chosen=recipient.row_keys,
    )
    if not asked:
        params = {"name": recipient.name, "organisation": recipient.organisation.short_name}
        raise RuleBroken("recipient_without_rows", params=params)
    recipient.row_keys = asked


def invite(recipient: Recipient) -> None:
    """Write the letter with the personal link down; the link itself is spelled when it leaves."""
    tell(recipient, "round-invitation")


def tell(recipient: Recipient, letter: str, **params: object) -> None:
    """Write a letter about the round down for one recipient; its writer gets `params` too."""
    if recipient.revoked_at is not None:
        return
    db.session.flush()
    write_down(
        letter,
        _addressee(recipient),
        key=letter_key(recipient, f"{letter}:{clock.now().isoformat()}"),
        params={"recipient_id": recipient.id, **params},
    )


def remind(recipient: Recipient, day: date) -> bool:
    """Write the reminder of this day down, once; whether it is a new one."""
    key = letter_key(recipient, f"{_REMINDER}{day.isoformat()}")
    params = {"recipient_id": recipient.id}
    return write_down("round-reminder", _addressee(recipient), key=key, params=params) is not None


def cancel_reminders(review: ReviewRound) -> None:
    """Take back the reminders that have not left."""
    for recipient in review.recipients:
        cancel_letters(letter_key(recipient, _REMINDER))


def tell_of_disposition(recipient: Recipient, *, decided_at: datetime) -> None:
    """Let the commenter know that there is an answer to a remark; those of a day come together (D17).

    One letter tells of everything decided between two morning digests.
    """
    if recipient.revoked_at is None:
        until = next_digest(decided_at)
        write_down(
            "round-dispositions",
            _addressee(recipient),
            key=letter_key(recipient, f"dispositions:{until.isoformat()}"),
            params={"recipient_id": recipient.id, "until": until.isoformat()},
            due_at=until,
            is_personal=False,
        )


def _addressee(recipient: Recipient) -> Addressee:
    return addressee(recipient.email, recipient.name, recipient.language)


def renew_link(recipient: Recipient) -> str:
    """The secret of a new link; the one before stops. Only its hash is kept."""
    recipient.link_made_at = clock.now()
    secret = secret_of_link(recipient.id, recipient.link_made_at)
    recipient.link_sha256 = sha256_of(secret)
    return secret


def link_of(recipient: Recipient) -> str:
    """The secret of the recipient's link, the same in every letter until somebody asks for a new one.

    It is a new one when there was none, or when the installation has got another secret since.
    """
    if recipient.link_made_at is not None:
        secret = secret_of_link(recipient.id, recipient.link_made_at)
        if sha256_of(secret) == recipient.link_sha256:
            return secret
    return renew_link(recipient)


def note_opened(recipient: Recipient) -> None:
    """Remember that the recipient has come, for the secretariat's overview."""
    if recipient.opened_at is None:
        recipient.opened_at = clock.now()


def note_downloaded(actor: Actor, recipient: Recipient) -> None:
    """Remember that the recipient has taken the workbook or the matrix, not somebody else for them."""
    if policy.can_draft(actor, recipient):
        recipient.downloaded_at = clock.now()


def _check_running(review: ReviewRound) -> None:
    if review.state not in EDITABLE:
        raise RuleBroken("round_is_over")


_REMINDER = "reminder:"


def round_prefix(review: ReviewRound) -> str:
    """How the keys of all letters about a round begin."""
    return f"round:{review.id}:"


def letter_key(recipient: Recipient, rest: str = "") -> str:
    """The key of a letter to a recipient, or how those of a kind begin; the one place that spells them."""
    return f"{round_prefix(recipient.round)}recipient:{recipient.id}:{rest}"


def _label(recipient: Recipient) -> str:
    return f"{round_label(recipient.round)}: {recipient.organisation.short_name}, {recipient.name}"
