"""Signing off: named people of K/L, OMS and the secretariat put their name to a version's hash (D18)."""

from tracker.accounts.actors import Actor, authorise
from tracker.accounts.models import Organisation
from tracker.audit.services import record
from tracker.core import clock
from tracker.core.errors import RuleBroken
from tracker.core.text import SHORT_TEXT, check_length, clean_text
from tracker.extensions import db
from tracker.reviews import policy, queries
from tracker.reviews.models import ReviewRound, Signature
from tracker.reviews.rounds import round_label
from tracker.reviews.states import RoundState


def sign(
    actor: Actor, review: ReviewRound, *, organisation: Organisation, name: str, position: str = ""
) -> Signature:
    """Write down that somebody signed the round's version; a later version is unsigned (D18)."""
    authorise(policy.can_run_round, actor, review)
    if review.state not in {RoundState.CLOSED, RoundState.FINAL}:
        raise RuleBroken("signing_too_early")
    name, position = clean_text(name), clean_text(position)
    if not name:
        raise RuleBroken("signer_missing", field="name")
    check_length(name, field="name", limit=SHORT_TEXT)
    check_length(position, field="position", limit=SHORT_TEXT)
    if any(_is(one, organisation, name) for one in queries.signatures_of(review)):
        raise RuleBroken("already_signed", field="name", params={"name": name})
    signature = Signature(
        round=review,
        sha256=review.version.sha256,
        organisation=organisation,
        name=name,
        position=position,
        signed_at=clock.now(),
        recorded_by_id=actor.user_id,
    )
    db.session.add(signature)
    changes = {"sha256": (None, signature.sha256), "name": (None, name)}
    record(actor, "signature:record", signature, label=round_label(review), changes=changes,
           on_behalf_of=organisation)  # fmt: skip
    return signature


def _is(signature: Signature, organisation: Organisation, name: str) -> bool:
    return (signature.organisation_id, signature.name) == (organisation.id, name)
