"""Telling the reporter what was decided about a report, so that no returned one goes unseen."""

from tracker.extensions import db
from tracker.notifications.letters import addressee
from tracker.notifications.services import write_down
from tracker.reports import reminder_queries
from tracker.reports.report_models import Decision
from tracker.reports.states import ReportStep

RETURNED, VERIFIED = "report-returned", "report-verified"
# What has to be mended is told at once; good news come with the next morning's letter.
_LETTERS = {ReportStep.RETURN: RETURNED, ReportStep.VERIFY: VERIFIED}


def tell_reporter(decision: Decision) -> None:
    """Put a letter to everybody who writes the report into the outbox, for a decision that concerns them."""
    if decision.step not in _LETTERS:
        return
    db.session.flush()
    letter = _LETTERS[decision.step]
    for user in reminder_queries.writers_of(decision.submission.version.report):
        write_down(
            letter,
            addressee(user.email, user.name, user.language),
            key=f"{letter}:{decision.id}:user:{user.id}",
            params={"decision_id": decision.id},
            is_personal=decision.step is ReportStep.RETURN,
        )
