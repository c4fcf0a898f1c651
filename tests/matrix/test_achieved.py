"""What was achieved, row by row: what is published, by whom, and what is awaited (D7, D27, D29)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from tests.factories import SECRETARY, make_organisation
from tests.matrix.counting import counted
from tests.matrix.ledger import make_story
from tests.matrix.reported import AFTER_DUE, AFTER_NEXT_DUE, HANDED_IN, Reported, reported
from tests.reports.scene import make_reporting
from tracker.core import clock
from tracker.extensions import db
from tracker.matrix.queries import build_matrix
from tracker.matrix.rows import AchievedCell, HeldAgainst, Matrix
from tracker.plans.models import CommitmentParty
from tracker.plans.states import Involvement
from tracker.reports import report_services, services, verification_services
from tracker.reports.states import (
    AchievementStatus,
    Completion,
    ExceptionKind,
    ReportState,
    Statement,
    Voice,
)
from tracker.targets import services as talks_services
from tracker.targets.states import DropReason


@pytest.fixture
def quarter(session: Session) -> Iterator[Reported]:
    """The first quarter of 2022, reported about and not verified yet."""
    with reported() as made:
        yield made


def matrix_of(made: Reported) -> Matrix:
    """The draft with what was achieved."""
    return build_matrix(SECRETARY, made.plan, with_reports=True)


def cells_of(made: Reported) -> tuple[AchievedCell, ...]:
    """What the indicator's row shows."""
    return matrix_of(made).rows[0].achieved or ()


def figures(cell: AchievedCell) -> list[Decimal | None]:
    """The numbers reported and verified."""
    stated = (cell.reported, cell.verified)
    return [one.quantity.value if one and one.quantity else None for one in stated]


def test_46_is_held_against_the_agreed_45_and_the_original_80(quarter: Reported) -> None:
    quarter.verify()
    (cell,) = cells_of(quarter)
    assert (cell.period, cell.organisation, cell.state) == ("2022-TW1", "KemenPAN-RB", ReportState.VERIFIED)
    assert figures(cell) == [Decimal(46), Decimal(46)]
    assert cell.agreed == HeldAgainst(Decimal(45), Decimal("102.2"))
    assert cell.original == HeldAgainst(Decimal(80), Decimal("57.5"))
    assert (cell.status, cell.completion) == (AchievementStatus.ON_TARGET, Completion.LIMITED)


def test_lowering_the_target_afterwards_changes_nothing(quarter: Reported) -> None:
    quarter.verify()
    before = cells_of(quarter)
    with clock.fixed_at(AFTER_DUE):
        talks = quarter.quarter.talks
        talks.agreement(talks.counter("40%"))
        assert cells_of(quarter) == before


def test_no_figure_is_shown_before_it_is_verified(quarter: Reported) -> None:
    (cell,) = cells_of(quarter)
    assert (cell.state, cell.status, cell.reported) == (ReportState.SUBMITTED, None, None)
    assert not cell.is_published


def test_the_verified_value_stands_beside_the_reported_one(quarter: Reported) -> None:
    assert quarter.submission
    verification_services.verify_as_typed(
        quarter.quarter.staff,
        quarter.submission.version,
        {
            "K01/1.statement": "figure",
            "K01/1.numerator": "40",
            "K01/1.denominator": "100",
            "K01/1.reason": "Enam pengaduan dihitung dua kali.",
            "K01/T1.state": "under_way",
            "completion": "limited",
        },
    )
    (cell,) = cells_of(quarter)
    assert figures(cell) == [Decimal(46), Decimal(40)]
    assert (cell.status, cell.agreed) == (
        AchievementStatus.ATTENTION,
        HeldAgainst(Decimal(45), Decimal("88.9")),
    )


def test_the_account_of_civil_society_stands_beside_and_is_never_averaged(quarter: Reported) -> None:
    quarter.verify()
    quarter.account()
    ministry, society = cells_of(quarter)
    assert (society.voice, society.organisation) == (Voice.SOCIETY, "Pattiro")
    assert (society.reported, society.verified, society.status) == (None, None, None)
    assert society.completion is Completion.NOT_STARTED
    assert figures(ministry) == [Decimal(46), Decimal(46)]


def test_what_is_missing_is_said_and_what_is_known_stays(quarter: Reported) -> None:
    quarter.verify()
    with clock.fixed_at(AFTER_NEXT_DUE):
        known, missing = cells_of(quarter)
    assert (known.period, known.status) == ("2022-TW1", AchievementStatus.ON_TARGET)
    assert (missing.period, missing.status) == ("2022-TW2", AchievementStatus.NOT_REPORTED)


def test_nothing_is_awaited_before_it_is_due_or_of_whoever_is_exempt(quarter: Reported) -> None:
    quarter.verify()
    with clock.fixed_at(AFTER_NEXT_DUE):
        services.grant_exception(
            quarter.quarter.staff,
            quarter.quarter.periods["2022-TW2"],
            organisation=quarter.quarter.talks.ministry,
            kind=ExceptionKind.EXEMPTION,
            until_on=date(2022, 12, 31),
            reason="Reorganisasi.",
        )
        assert [cell.period for cell in cells_of(quarter)] == ["2022-TW1"]


def test_each_supporter_stands_beside_the_lead(quarter: Reported) -> None:
    quarter.verify()
    supporter = make_organisation("Bappenas")
    commitment = quarter.quarter.talks.indicator.commitment
    commitment.parties.append(CommitmentParty(organisation=supporter, involvement=Involvement.SUPPORTER))
    db.session.flush()
    with clock.fixed_at(AFTER_DUE):
        found = [(cell.organisation, cell.status) for cell in cells_of(quarter)]
    assert found == [
        ("KemenPAN-RB", AchievementStatus.ON_TARGET),
        ("Bappenas", AchievementStatus.NOT_REPORTED),
    ]


def test_no_progress_is_a_statement(session: Session) -> None:
    no_figure = {"K01/1.statement": "no_progress", "K01/1.numerator": "", "K01/1.denominator": ""}
    with reported(no_figure) as quarter:
        quarter.verify()
        (cell,) = cells_of(quarter)
    assert (cell.status, cell.agreed) == (AchievementStatus.NO_PROGRESS, None)
    assert cell.verified is not None
    assert (cell.verified.statement, cell.verified.quantity) == (Statement.NO_PROGRESS, None)


def test_a_dropped_row_is_not_scored(quarter: Reported) -> None:
    quarter.verify()
    talks = quarter.quarter.talks
    dropped = talks_services.propose_drop(
        SECRETARY, talks.indicator, drop_reason=DropReason.ACHIEVED, as_written="dihapus", **talks.grounds()
    )
    talks.agreement(dropped)
    with clock.fixed_at(AFTER_NEXT_DUE):
        (cell,) = cells_of(quarter)
    assert (cell.status, cell.agreed, cell.original) == (AchievementStatus.NOT_SCORED, None, None)


def test_a_correction_replaces_what_it_corrects_once_it_is_verified(quarter: Reported) -> None:
    quarter.verify()
    assert quarter.submission
    report, ministry = quarter.submission.version.report, quarter.quarter.ministry
    version = report_services.correct(ministry, report, reason="Salah hitung.")
    fields = {**version.saves[-1].fields, "K01/1.numerator": "36"}
    save = report_services.save_draft(ministry, version, fields, seen=version.saves[-1].number)
    handed_in = report_services.submit(ministry, version, seen=save.number)
    assert figures(cells_of(quarter)[0]) == [Decimal(46), Decimal(46)]
    verification_services.verify_as_reported(quarter.quarter.staff, handed_in.version)
    (cell,) = cells_of(quarter)
    assert (figures(cell), cell.status) == ([Decimal(36), Decimal(36)], AchievementStatus.ATTENTION)


def test_a_plan_in_which_nothing_is_due_yet_shows_no_columns(session: Session) -> None:
    quarter = make_reporting()
    for period in quarter.periods.values():
        if period.due_on < HANDED_IN.date():
            services.remove_period(quarter.staff, period)
    with clock.fixed_at(HANDED_IN):
        early = build_matrix(SECRETARY, quarter.talks.indicator.commitment.plan, with_reports=True)
    without_periods = build_matrix(SECRETARY, make_story().plan, with_reports=True)
    for matrix in (early, without_periods):
        assert not matrix.shows_achieved
        assert matrix.rows[0].achieved is None


def test_who_does_not_ask_for_reports_gets_none(quarter: Reported) -> None:
    quarter.verify()
    plain = build_matrix(SECRETARY, quarter.plan)
    assert (plain.shows_achieved, plain.rows[0].achieved) == (False, None)
    assert plain.rows[0] == replace(matrix_of(quarter).rows[0], achieved=None)


def test_reports_cost_three_more_statements_however_many_there_are(quarter: Reported) -> None:
    db.session.flush()
    with counted() as few:
        matrix_of(quarter)
    quarter.verify()
    quarter.account()
    db.session.flush()
    with counted() as many:
        matrix_of(quarter)
    with counted() as plain:
        build_matrix(SECRETARY, quarter.plan)
    assert len(many) == len(few) == len(plain) + 3
