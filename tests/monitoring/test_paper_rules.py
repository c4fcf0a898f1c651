"""What owed reports amount to, and what a period is called."""

import pytest
from flask import Flask

from tracker.monitoring.paper_rules import Owing, Tally, arrival_of, tally
from tracker.monitoring.paper_states import Arrival
from tracker.monitoring.paper_wording import period_name
from tracker.reports.standing_rules import Standing
from tracker.reports.states import ReportState


@pytest.mark.parametrize(
    ("standing", "arrival"),
    [
        (Standing(ReportState.SUBMITTED, None, is_handed_in=True), Arrival.ON_TIME),
        (Standing(ReportState.SUBMITTED, None, days_late=1, is_handed_in=True), Arrival.LATE),
        (Standing(None, None, days_late=3, is_missing=True), Arrival.MISSING),
        (Standing(ReportState.DRAFT, None), Arrival.AWAITED),
        (Standing(None, None, is_exempt=True), Arrival.EXEMPT),
        # It came before it was let off.
        (Standing(ReportState.VERIFIED, None, is_exempt=True, is_handed_in=True), Arrival.ON_TIME),
    ],
)
def test_an_owed_report_came_or_did_not(standing: Standing, arrival: Arrival) -> None:
    assert arrival_of(standing) is arrival


def test_what_is_owed_is_all_but_the_exempt() -> None:
    reports = [
        Owing(Arrival.ON_TIME, ReportState.VERIFIED, was_returned=True),
        Owing(Arrival.LATE, ReportState.SUBMITTED, was_returned=False),
        Owing(Arrival.MISSING, ReportState.DRAFT, was_returned=False),
        Owing(Arrival.AWAITED, None, was_returned=False),
        Owing(Arrival.EXEMPT, None, was_returned=False),
    ]
    assert tally(reports) == Tally(
        owed=4, on_time=1, late=1, missing=1, awaited=1, exempt=1, verified=1, unverified=1, returned=1
    )


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("2026-TW3", "Triwulan III 2026"),
        ("2026-S2", "Semester II 2026"),
        ("2026-B09", "Periode B09 2026"),
        ("Tahap awal", "Tahap awal"),
    ],
)
def test_a_period_has_the_name_that_people_use(app: Flask, code: str, name: str) -> None:
    with app.test_request_context():
        assert period_name(code) == name
