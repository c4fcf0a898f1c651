"""What the secretariat does with the participant list of minutes."""

from tracker.accounts.actors import Actor, authorise
from tracker.accounts.models import Organisation
from tracker.audit.services import from_nothing, record, record_change, to_nothing
from tracker.core.revisions import check_revision
from tracker.extensions import db
from tracker.minutes import policy, rules
from tracker.minutes.models import Meeting, Participant


def add_participant(
    actor: Actor,
    meeting: Meeting,
    *,
    number: int,
    as_written: str = "",
    organisation: Organisation | None = None,
) -> Participant:
    """Add a line of the participant list, also an empty one: it is part of the paper (D22)."""
    authorise(policy.can_edit_minutes, actor, meeting)
    rules.check_participant_number(number, (line.number for line in meeting.participants))
    values = rules.tidied({"as_written": as_written}) | {"organisation": organisation}
    participant = Participant(number=number, **values)
    meeting.participants.append(participant)
    record(actor, "participant:add", participant, label=participant.key, changes=from_nothing(values))
    return participant


def edit_participant(
    actor: Actor,
    participant: Participant,
    *,
    seen_revision: int,
    as_written: str,
    organisation: Organisation | None,
) -> None:
    """Correct a line of the participant list. Raises StaleEdit."""
    authorise(policy.can_edit_minutes, actor, participant.meeting)
    check_revision(participant, seen_revision, ("as_written", "organisation_id"))
    values = rules.tidied({"as_written": as_written}) | {"organisation": organisation}
    record_change(actor, "participant:edit", participant, values, label=participant.key)


def remove_participant(actor: Actor, participant: Participant, *, reason: str) -> None:
    """Take a line off the participant list; what stood on it stays in the trail."""
    authorise(policy.can_edit_minutes, actor, participant.meeting)
    rules.check_given("reason", reason)
    said = to_nothing({"as_written": participant.as_written, "organisation": participant.organisation})
    record(actor, "participant:remove", participant, label=participant.key, changes=said, reason=reason)
    participant.meeting.participants.remove(participant)
    db.session.flush()
