"""Who may decide about a report and what must be said with it (D25, D27, D30).

Each function returns everything that stands in the way at once.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from tracker.plans.rules import next_number
from tracker.reports.breaches import Breach, breach
from tracker.reports.states import DECIDABLE, FINAL, LockReason, ReportState, ReportStep, possible_steps

T = TypeVar("T")


@dataclass(frozen=True)
class Verifier:
    """Who wants to decide, by their id and that of their organisation, if they are of one."""

    user: int
    organisation: int | None = None


@dataclass(frozen=True)
class HandedIn:
    """A report as the verifier gets it: its state, whose it is, and every user who wrote in or submitted it.

    Whoever submitted on behalf of the organisation is one of the `authors`. `warnings` counts what is odd
    and neither explained nor set aside.
    """

    state: ReportState
    organisation: int
    authors: frozenset[int]
    warnings: int = 0


def verifier_breaches(verifier: Verifier, report: HandedIn) -> tuple[Breach, ...]:
    """Nobody verifies a report they wrote in, nor one of their own organisation (D25)."""
    found = []
    if verifier.user in report.authors:
        found.append(breach("verifier_wrote_report"))
    if verifier.organisation == report.organisation:
        found.append(breach("verifier_of_reporting_organisation"))
    return tuple(found)


def decision_breaches(verifier: Verifier, report: HandedIn) -> tuple[Breach, ...]:
    """What keeps somebody from verifying or returning a report: its state, or who they are."""
    waits = () if report.state in DECIDABLE else (breach("report_step_not_possible"),)
    return (*waits, *verifier_breaches(verifier, report))


def bulk_breaches(verifier: Verifier, report: HandedIn) -> tuple[Breach, ...]:
    """What keeps a report from being verified together with others: what is odd is looked at alone."""
    odd = (breach("report_has_warnings", count=report.warnings),) if report.warnings else ()
    return (*decision_breaches(verifier, report), *odd)


def return_breaches(notes: Mapping[str, str], *, general: str, fields: Collection[str]) -> tuple[Breach, ...]:
    """A report is returned with a note beside a field of it, or with one in general (D25)."""
    said = [field for field, note in notes.items() if note.strip()]
    lost = tuple(breach("note_without_field", field) for field in said if field not in fields)
    if said or general.strip():
        return lost
    return (breach("return_note_missing", "general"),)


def difference_breaches(place: str, *, reported: T, verified: T, reason: str) -> tuple[Breach, ...]:
    """A verified value other than the reported one needs a reason; both are kept (D27).

    `place` is the field of the reason. A figure, a milestone's status and a completion are held alike.
    """
    if reported == verified or reason.strip():
        return ()
    return (breach("verified_value_reason_missing", place),)


def withdrawal_breaches(state: ReportState, lock: LockReason | None) -> tuple[Breach, ...]:
    """A report is withdrawn before anybody begins to verify it, and while it could be handed in again."""
    if ReportStep.WITHDRAW not in possible_steps(state):
        return (breach("report_step_not_possible"),)
    return (breach("withdrawal_after_lock"),) if lock else ()


def correction_breaches(state: ReportState, reason: str) -> tuple[Breach, ...]:
    """Only what is verified is corrected, by a new version with its reason (D30)."""
    early = () if state is FINAL else (breach("correction_of_unverified"),)
    return early if reason.strip() else (*early, breach("correction_reason_missing", "reason"))


def next_version(versions: Iterable[int]) -> int:
    """The number of a report's next version; the earlier ones stay as they are, each at its address (D30)."""
    return next_number(versions)
