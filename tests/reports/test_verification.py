"""Who decides about a report, and what must be said with it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tracker.reports.breaches import Breach
from tracker.reports.figure_rules import Figure
from tracker.reports.states import DECIDABLE, Completion, LockReason, ReportState, Statement
from tracker.reports.verification_rules import (
    HandedIn,
    Verifier,
    bulk_breaches,
    correction_breaches,
    decision_breaches,
    difference_breaches,
    next_version,
    return_breaches,
    verifier_breaches,
    withdrawal_breaches,
)

MINISTRY, SECRETARIAT = 1, 2
STAFF = Verifier(user=20, organisation=SECRETARIAT)
REPORT = HandedIn(ReportState.SUBMITTED, MINISTRY, authors=frozenset({10, 11}))
FIELDS = {"K1/1.numerator", "narrative"}


def codes(breaches: tuple[Breach, ...]) -> list[str]:
    """What stands in the way."""
    return [one.code for one in breaches]


def test_the_secretariat_verifies_what_a_ministry_handed_in() -> None:
    assert verifier_breaches(STAFF, REPORT) == ()
    assert verifier_breaches(Verifier(20), REPORT) == ()


def test_nobody_verifies_what_they_wrote_even_on_behalf_of_others() -> None:
    written = replace(REPORT, authors=REPORT.authors | {20})
    assert codes(verifier_breaches(STAFF, written)) == ["verifier_wrote_report"]


def test_nobody_verifies_the_report_of_their_own_organisation() -> None:
    colleague = Verifier(12, MINISTRY)
    author = Verifier(10, MINISTRY)
    assert codes(verifier_breaches(colleague, REPORT)) == ["verifier_of_reporting_organisation"]
    assert len(verifier_breaches(author, REPORT)) == 2


@pytest.mark.parametrize("state", ReportState)
def test_only_what_is_handed_in_is_decided_about(state: ReportState) -> None:
    found = codes(decision_breaches(STAFF, replace(REPORT, state=state)))
    assert found == ([] if state in DECIDABLE else ["report_step_not_possible"])


def test_only_reports_without_warnings_are_verified_together() -> None:
    assert bulk_breaches(STAFF, REPORT) == ()
    odd = replace(REPORT, warnings=2)
    assert codes(bulk_breaches(STAFF, odd)) == ["report_has_warnings"]
    assert decision_breaches(STAFF, odd) == ()


def test_together_everything_in_the_way_is_told() -> None:
    found = bulk_breaches(Verifier(10), replace(REPORT, state=ReportState.RETURNED, warnings=1))
    assert codes(found) == ["report_step_not_possible", "verifier_wrote_report", "report_has_warnings"]


@pytest.mark.parametrize(
    ("notes", "general", "expected"),
    [
        ({"narrative": "Sebutkan wilayahnya."}, "", []),
        ({}, "Lengkapi data dukung.", []),
        ({"narrative": " "}, " ", [("return_note_missing", "general")]),
        ({}, "", [("return_note_missing", "general")]),
        ({"K1/9.value": "Keliru."}, "", [("note_without_field", "K1/9.value")]),
        ({"K1/9.value": ""}, "Lengkapi data dukung.", []),
    ],
)
def test_a_return_says_what_is_to_be_mended(
    notes: dict[str, str], general: str, expected: list[tuple[str, str]]
) -> None:
    found = return_breaches(notes, general=general, fields=FIELDS)
    assert [(one.code, one.field) for one in found] == expected


def test_another_verified_value_has_its_reason() -> None:
    reported = Figure(Statement.FIGURE, numerator=Decimal(46), denominator=Decimal(100))
    verified = replace(reported, numerator=Decimal(45))
    held = difference_breaches("K1/1.reason", reported=reported, verified=verified, reason=" ")
    assert [(one.code, one.field) for one in held] == [("verified_value_reason_missing", "K1/1.reason")]
    assert difference_breaches("reason", reported=reported, verified=verified, reason="Data ganda.") == ()


def test_the_same_verified_value_needs_no_reason_however_it_is_spelled() -> None:
    reported = Figure(Statement.FIGURE, value=Decimal("46"))
    same = replace(reported, value=Decimal("46.0"))
    assert difference_breaches("reason", reported=reported, verified=same, reason="") == ()


def test_a_completion_seen_otherwise_has_its_reason_too() -> None:
    found = difference_breaches(
        "reason", reported=Completion.COMPLETE, verified=Completion.LIMITED, reason=""
    )
    assert codes(found) == ["verified_value_reason_missing"]


@pytest.mark.parametrize(
    ("state", "lock", "expected"),
    [
        (ReportState.SUBMITTED, None, []),
        (ReportState.SUBMITTED, LockReason.PAST_DUE, ["withdrawal_after_lock"]),
        (ReportState.UNDER_VERIFICATION, None, ["report_step_not_possible"]),
        (ReportState.VERIFIED, LockReason.VERIFIED, ["report_step_not_possible"]),
        (ReportState.DRAFT, None, ["report_step_not_possible"]),
    ],
)
def test_a_report_is_withdrawn_while_it_could_be_handed_in_again(
    state: ReportState, lock: LockReason | None, expected: list[str]
) -> None:
    assert codes(withdrawal_breaches(state, lock)) == expected


def test_a_correction_is_of_a_verified_report_and_has_a_reason() -> None:
    assert correction_breaches(ReportState.VERIFIED, "Penyebut keliru.") == ()
    assert codes(correction_breaches(ReportState.VERIFIED, " ")) == ["correction_reason_missing"]
    assert codes(correction_breaches(ReportState.SUBMITTED, "")) == [
        "correction_of_unverified",
        "correction_reason_missing",
    ]


def test_versions_are_numbered_from_one_on() -> None:
    assert [next_version([]), next_version([1, 2])] == [1, 3]
